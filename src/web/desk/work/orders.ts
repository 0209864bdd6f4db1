import type { Action } from '../../../domain/access/actions.ts';
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts';
import type { Endpoints } from '../../../contract/endpoints.ts';
import { orderWords } from '../../../zh/pages/desk-task.ts';
import { codesIn } from './ledger-query.ts';

export type Dossier = AnswerOf<Endpoints['GET /dossiers/:code']>;
export type OrderBody = NonNullable<InputOf<Endpoints['POST /orders']>['body']>;
type Command = OrderBody['command'];
export type OrderName = Exclude<keyof typeof orderWords.names, 'remind'>;

/** What an order asks for before it can be shown. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly as: 'text' | 'long' | 'person' | 'date' | 'number' | 'stage' | 'passed';
  readonly hint?: string;
  readonly optional?: true;
}

type Values = Readonly<Record<string, string>>;

export interface OrderKind {
  readonly action: Action;
  /** Whether it can be of use, as the task stands; whether it is allowed the service says. */
  readonly when: (task: Dossier) => boolean;
  readonly fields: readonly Field[];
  /** @throws OrderError when a field cannot be read */
  readonly make: (codes: readonly string[], values: Values) => Command;
  /** The field whose text goes behind the order as its reason. */
  readonly reason?: string;
}

/** A sentence for the person who filled it in. */
export class OrderError extends Error {}

const { fields } = orderWords;
const reason: Field = { name: 'reason', label: fields.reason, as: 'long' };
const whyNot: Field = { ...reason, label: fields.optionalReason, optional: true };
const first = ([code = '']: readonly string[]): string => code;
const isOpen = ({ light, closure }: Dossier): boolean => light !== 'closed' && closure !== 'closed';
const isClosed = ({ closure }: Dossier): boolean => closure === 'closed';
const asked = (what: Dossier['requests'][number]['what']) => (task: Dossier) =>
  task.requests.some((request) => request.what === what);
const hasDraft = ({ letters }: Dossier): boolean => letters.some(({ state }) => state === 'draft');

const decide = (name: 'approve' | 'return', what: 'extension' | 'transfer' | 'help', action: Action) => ({
  action,
  when: asked(what),
  reason: 'reason',
  make: (codes: readonly string[], { due = '', to = '' }: Values): Command =>
    name === 'return'
      ? { name, item: first(codes), what }
      : { name, item: first(codes), what, ...(due !== '' && { due }), ...(to !== '' && { to }) },
});

/** One line: `2026-09-30 …`. */
function goalIn(line: string): { due: string; text: string } {
  const [, year, month = '', day = '', text] =
    /^\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,，:：]+(.+)$/.exec(line) ?? [];
  if (year === undefined || text === undefined) throw new OrderError(orderWords.goalWrong(line));
  return { due: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, text: text.trim() };
}

const linesOf = (text = ''): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Every order that a page gives. */
export const ORDERS: Readonly<Record<OrderName, OrderKind>> = {
  assign: {
    action: 'assign',
    when: isOpen,
    fields: [{ name: 'to', label: fields.to, as: 'person' }, whyNot],
    reason: 'reason',
    make: (codes, { to = '' }) => ({ name: 'assign', items: [...codes], to }),
  },
  split: {
    action: 'split',
    when: isOpen,
    fields: [{ name: 'parts', label: fields.parts, as: 'long' }],
    make: (codes, { parts }) => ({ name: 'split', item: first(codes), parts: linesOf(parts) }),
  },
  merge: {
    action: 'merge',
    when: isOpen,
    fields: [{ name: 'others', label: fields.others, as: 'text' }],
    make: (codes, { others = '' }) => ({
      name: 'merge',
      items: [...new Set([...codes, ...codesIn(others)])],
    }),
  },
  report_up: {
    action: 'report_up',
    when: (task) => isOpen(task) && task.reportedUp === null,
    fields: [{ name: 'to', label: fields.upTo, as: 'text' }],
    make: (codes, { to = '' }) => ({ name: 'report_up', item: first(codes), to }),
  },
  report_ended: {
    action: 'report_up',
    when: ({ reportedUp }) => reportedUp !== null,
    fields: [],
    make: (codes) => ({ name: 'report_up', item: first(codes), to: null }),
  },
  stages: {
    action: 'set_stages',
    when: (task) => task.horizon === 'long' && isOpen(task),
    fields: [{ name: 'goals', label: fields.goals, as: 'long', hint: fields.goalsHint }],
    make: (codes, { goals }) => ({ name: 'stages', item: first(codes), goals: linesOf(goals).map(goalIn) }),
  },
  stage_reached: {
    action: 'set_stages',
    when: ({ stages }) => stages.some(({ reachedOn }) => reachedOn === null),
    fields: [{ name: 'no', label: fields.no, as: 'stage' }],
    make: (codes, { no = '' }) => ({ name: 'stage_reached', item: first(codes), no: Number(no) }),
  },
  interview: {
    action: 'record_interview',
    when: ({ light }) => light === 'red',
    fields: [{ ...reason, label: fields.record }],
    reason: 'reason',
    make: (codes) => ({ name: 'interview', item: first(codes) }),
  },
  sign_letter: {
    action: 'sign_letter',
    when: hasDraft,
    fields: [{ name: 'number', label: fields.number, as: 'text' }],
    make: (codes, { number = '' }) => ({ name: 'sign_letter', item: first(codes), number }),
  },
  drop_letter: {
    action: 'sign_letter',
    when: hasDraft,
    fields: [whyNot],
    reason: 'reason',
    make: (codes) => ({ name: 'drop_letter', item: first(codes) }),
  },
  stop: {
    action: 'stop',
    when: isOpen,
    fields: [reason],
    reason: 'reason',
    make: (codes) => ({ name: 'stop', item: first(codes) }),
  },
  remove: {
    action: 'remove',
    when: isOpen,
    fields: [reason],
    reason: 'reason',
    make: (codes) => ({ name: 'remove', item: first(codes) }),
  },
  look_back: {
    action: 'check_look_back',
    when: isClosed,
    fields: [
      { name: 'passed', label: fields.passed, as: 'passed' },
      { ...whyNot, label: fields.finding },
    ],
    reason: 'reason',
    make: (codes, { passed }) => ({ name: 'look_back', item: first(codes), passed: passed === 'yes' }),
  },
  complaint: {
    action: 'log_complaint',
    when: isClosed,
    fields: [{ ...reason, label: fields.complaint }],
    reason: 'reason',
    make: (codes) => ({ name: 'complaint', item: first(codes) }),
  },
  sample: {
    action: 'draw_sample',
    when: () => false,
    fields: [{ name: 'percent', label: fields.percent, as: 'number' }],
    make: (_codes, { percent = '' }) => ({ name: 'sample', percent: Number(percent) }),
  },
  approve_extension: {
    ...decide('approve', 'extension', 'decide_extension'),
    fields: [{ name: 'due', label: fields.due, as: 'date' }],
  },
  return_extension: { ...decide('return', 'extension', 'decide_extension'), fields: [reason] },
  approve_transfer: {
    ...decide('approve', 'transfer', 'decide_transfer'),
    fields: [{ name: 'to', label: fields.to, as: 'person' }],
  },
  return_transfer: { ...decide('return', 'transfer', 'decide_transfer'), fields: [reason] },
  approve_help: { ...decide('approve', 'help', 'settle_help'), fields: [whyNot] },
  return_help: { ...decide('return', 'help', 'settle_help'), fields: [reason] },
};

/** As the service takes it: a reason stands behind the first colon. */
export function bodyOf(kind: OrderKind, codes: readonly string[], values: Values): OrderBody {
  const missing = kind.fields.find(({ name, optional }) => !optional && (values[name] ?? '').trim() === '');
  if (missing) throw new OrderError(orderWords.required(missing.label));
  const said = kind.reason === undefined ? '' : (values[kind.reason] ?? '').trim();
  return { command: kind.make(codes, values), text: said === '' ? '' : `：${said}` };
}
