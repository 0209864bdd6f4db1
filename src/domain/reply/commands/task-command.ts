import { dateAt } from '../dates/dates.ts';
import type { ReplyCommand, TypedStage } from '../result.ts';
import { literalEnding } from './order.ts';
import { normalise, typed } from '../text/normalise.ts';
import { numberAt } from '../text/numbers.ts';
import type { ShapeName } from '../vocabulary.ts';
import { inquire, ordered, type CommandReading } from './order.ts';
import { onTask, onTasks, type Shaped } from './shapes.ts';

type Reader = (shaped: Shaped) => CommandReading | null;

const aboutOne =
  (command: (item: string) => ReplyCommand): Reader =>
  (shaped) =>
    onTask(shaped, command);

/** What a manager does with tasks; other shapes have their readers elsewhere. */
export const TASK_COMMANDS: Partial<Readonly<Record<ShapeName, Reader>>> = {
  assign: readAssignment,
  split: readSplit,
  merge: readMerge,
  remove: aboutOne((item) => ({ name: 'remove', item })),
  stop: aboutOne((item) => ({ name: 'stop', item })),
  report_up: readReportUp,
  stages: readStages,
  stage_reached: readStageReached,
  sample: readSample,
  look_back_passed: aboutOne((item) => ({ name: 'look_back', item, passed: true })),
  look_back_relapsed: aboutOne((item) => ({ name: 'look_back', item, passed: false })),
  complaint: aboutOne((item) => ({ name: 'complaint', item })),
  interview: readInterview,
  sign_letter: readSigning,
  drop_letter: aboutOne((item) => ({ name: 'drop_letter', item })),
  coordinated: aboutOne((item) => ({ name: 'approve', item, what: 'help' })),
  approve_transfer: readHandover,
};

/** A person's name has two to four characters. */
const isPerson = (name: string): boolean => name.length >= 2 && name.length <= 4;

function readAssignment(shaped: Shaped): CommandReading | null {
  const to = shaped.slot('name') ?? '';
  return isPerson(to) ? onTasks(shaped, (items) => ({ name: 'assign', items, to })) : null;
}

function readHandover(shaped: Shaped): CommandReading | null {
  const to = shaped.slot('name') ?? '';
  return isPerson(to) ? onTask(shaped, (item) => ({ name: 'approve', item, what: 'transfer', to })) : null;
}

function readSplit(shaped: Shaped): CommandReading | null {
  const parts = piecesOf(shaped.rest ?? '');
  return onTask(shaped, (item) =>
    parts.length < 2 ? inquire('not_understood') : { name: 'split', item, parts },
  );
}

function readMerge(shaped: Shaped): CommandReading | null {
  const reading = onTasks(shaped, (items) => ({ name: 'merge', items }));
  const isAlone = reading?.command?.name === 'merge' && reading.command.items.length < 2;
  return isAlone ? inquire('which_item') : reading;
}

function readReportUp(shaped: Shaped): CommandReading | null {
  const { unitSuffixes } = shaped.vocabulary.commands;
  const named = shaped.slot('name') ?? /^[\p{L}\p{N}]+/u.exec(shaped.rest ?? '')?.[0] ?? '';
  const to = literalEnding(named, unitSuffixes) === null ? null : named;
  return onTask(shaped, (item) => ({ name: 'report_up', item, to }));
}

/** "6月底前建制度；9月底前全覆盖". */
function readStages(shaped: Shaped): CommandReading | null {
  const goals = piecesOf(shaped.rest ?? '').map((piece) => goalIn(piece, shaped));
  const known = goals.filter((goal) => goal !== null);
  return onTask(shaped, (item) => {
    if (known.length === 0 || known.length < goals.length) return inquire('not_understood');
    const isLate = known.some(({ due }) => due < shaped.context.today);
    return isLate ? inquire('date_in_past') : { name: 'stages', item, goals: known };
  });
}

function goalIn(piece: string, { context, vocabulary }: Shaped): TypedStage | null {
  const message = normalise(piece);
  const { dates, numerals } = vocabulary;
  const date = dateAt(message.text, 0, { today: context.today, dates, numerals, expected: true });
  if (date === null || date.day === null) return null;
  const text = typed(message, date.end, message.text.length).replace(/^[\s\p{P}]+/u, '');
  return text === '' ? null : { due: date.day, text };
}

function readStageReached(shaped: Shaped): CommandReading | null {
  const no = numberAt(shaped.slot('no') ?? '', 0, shaped.vocabulary.numerals)?.value ?? 0;
  return no < 1 ? null : onTask(shaped, (item) => ({ name: 'stage_reached', item, no }));
}

/** An official who talked to somebody writes so without a colon. */
function readInterview(shaped: Shaped): CommandReading | null {
  if (shaped.context.role !== 'manager' && shaped.rest === null) return null;
  return onTask(shaped, (item) => ({ name: 'interview', item }));
}

/** "10%" of the closed tasks, or so many of them. */
function readSample({ slot, vocabulary: { numerals } }: Shaped): CommandReading | null {
  const words = slot('count') ?? '';
  const isShare = words.startsWith(numerals.percent) || words.endsWith('%');
  const value = numberAt(
    words,
    words.startsWith(numerals.percent) ? numerals.percent.length : 0,
    numerals,
  )?.value;
  if (value === undefined || value < 1 || (isShare && value > 100)) return inquire('not_understood');
  return ordered(isShare ? { name: 'sample', percent: value } : { name: 'sample', count: value });
}

function readSigning(shaped: Shaped): CommandReading | null {
  const number = shaped.typedSlot('number') ?? '';
  return /\d/.test(number) ? onTask(shaped, (item) => ({ name: 'sign_letter', item, number })) : null;
}

/** Parts between semicolons or on lines of their own, without the numbers of the list. */
const piecesOf = (rest: string): string[] =>
  rest
    .split(/[;；。\n]/u)
    .map((piece) => piece.replace(/^\s*(?:\d{1,2}[.、)）]|[①-⑳]|[(（]\d{1,2}[)）])?\s*/u, '').trim())
    .filter((piece) => piece !== '');
