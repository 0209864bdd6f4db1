import { addDays, mondayOf, type DateOnly, type LocalTime } from '../../domain/calendar/date.ts';
import type { Person } from '../../domain/task/people.ts';
import type { Round, WeekStepName } from '../../domain/task/round.ts';
import type { Acting } from '../acting.ts';
import type { Address } from '../channel.ts';
import { isRefused, roundsToSee, type NotPermitted } from '../may-look.ts';
import { OUTBOUND_STATES, type OutboundState } from '../delivery/message-stores.ts';
import type { WeekStepRow } from './week-stores.ts';
import type { WeekMessage } from './week-message-stores.ts';
import { stepsOf } from './run-due-steps.ts';

/** What the week itself sends to people, in this order. */
const WEEK_KINDS = ['weekly', 'nudge', 'review', 'look_back'] as const;

export interface MessageRead {
  readonly id: string;
  readonly kind: string;
  readonly to: string;
  readonly unit: string;
  readonly state: OutboundState;
  readonly deferredTo: LocalTime | null;
  readonly at: LocalTime;
  readonly reason: string;
  readonly errcode: number | null;
  readonly answered: number;
}

export interface WeekRead {
  readonly rounds: readonly RoundNamed[];
  readonly round: RoundNamed;
  readonly week: DateOnly;
  readonly thisWeek: DateOnly;
  readonly firstWeek: DateOnly;
  readonly steps: readonly {
    readonly step: WeekStepName;
    readonly state: WeekStepRow['state'];
    readonly dueAt: LocalTime | null;
    readonly shiftedFrom: DateOnly | null;
    readonly reason: string;
    readonly late: boolean;
  }[];
  readonly messages: readonly MessageRead[];
  readonly counts: readonly WeekCount[];
  readonly ambiguous: readonly MessageRead[];
}

type RoundNamed = Pick<Round, 'letter' | 'name'>;

export interface WeekCount {
  readonly kind: string;
  readonly total: number;
  readonly states: readonly { readonly state: OutboundState; readonly count: number }[];
  /** Of these people, who answered about at least one task. */
  readonly answered: number;
}

/** A round's week as it is: its steps, and what became of its messages, person by person. */
export async function readWeek(
  acting: Acting,
  asked: { readonly round?: string | undefined; readonly week?: DateOnly | undefined },
): Promise<WeekRead | NotPermitted | { readonly refused: 'no_such_item' }> {
  const rounds = await roundsToSee(acting, 'week', ['see_unreported']);
  if (isRefused(rounds)) return rounds;
  const round = asked.round === undefined ? rounds[0] : rounds.find(({ letter }) => letter === asked.round);
  if (!round) return { refused: 'no_such_item' };
  const week = mondayOf(asked.week ?? acting.today);
  const { weekMessages } = acting.stores;
  const shown = await shownBy(acting, round, week);
  const messages = (await weekMessages.ofWeek(round.id, week, WEEK_KINDS)).map(shown);
  const at = (date: DateOnly) => acting.clock.instant({ date, time: '00:00' });
  const unsure = await weekMessages.ambiguous(round.id, at(week), at(addDays(week, 7)));
  return {
    rounds: rounds.map(named),
    round: named(round),
    week,
    thisWeek: acting.week,
    firstWeek: mondayOf(round.startedOn),
    steps: await stepsRead(acting, round, week),
    messages: messages.toSorted((a, b) => urgency(a) - urgency(b)),
    counts: countsOf(messages),
    ambiguous: unsure.map(shown),
  };
}

const named = ({ letter, name }: Round): RoundNamed => ({ letter, name });

/** What somebody has to act on comes first. */
const FIRST: readonly OutboundState[] = ['ambiguous', 'rejected', 'expired', 'sending', 'planned', 'skipped'];

const urgency = ({ state }: MessageRead): number => {
  const at = FIRST.indexOf(state);
  return at < 0 ? FIRST.length : at;
};

/** By kind; each message is in exactly one state, so the parts add up. */
export function countsOf(messages: readonly Pick<MessageRead, 'kind' | 'state' | 'answered'>[]): WeekCount[] {
  return WEEK_KINDS.flatMap((kind) => {
    const own = messages.filter((message) => message.kind === kind);
    if (own.length === 0) return [];
    const states = OUTBOUND_STATES.flatMap((state) => {
      const count = own.filter((message) => message.state === state).length;
      return count === 0 ? [] : [{ state, count }];
    });
    return [{ kind, total: own.length, states, answered: own.filter(({ answered }) => answered > 0).length }];
  });
}

/** As they are kept; of a week that has none yet, as they will be. */
async function stepsRead(
  { stores, clock, calendar }: Acting,
  round: Round,
  week: DateOnly,
): Promise<WeekRead['steps']> {
  const kept = await stores.weeks.steps(round.id, week);
  const silent = { clock, log: { warn() {}, info() {}, debug() {}, error() {} } };
  const rows = kept.length > 0 ? kept : stepsOf(silent, round, calendar, week);
  return rows.map(({ step, state, dueAt, shiftedFrom, reason, late }) => ({
    step,
    state,
    dueAt: reason.startsWith('working_days_') ? null : clock.local(dueAt),
    shiftedFrom,
    reason,
    late,
  }));
}

/** How a message is shown: to whom, since when it waits, and how much of the week's answers is there. */
async function shownBy(
  { stores, clock, now }: Acting,
  round: Round,
  week: DateOnly,
): Promise<(message: WeekMessage) => MessageRead> {
  const people = new Map((await stores.people.all()).map((person) => [person.id, person]));
  const answered = await stores.weekMessages.answered(round.id, week);
  return (message) => {
    const { id, kind, state, reason, errcode, createdAt, notBefore, personId, address } = message;
    const person: Person | undefined = people.get(personId ?? '');
    const waits = state === 'planned' && notBefore > now && reason !== '';
    return {
      id,
      kind,
      to: person?.name ?? groupOf(address),
      unit: person?.unit?.name ?? '',
      state,
      deferredTo: waits ? clock.local(notBefore) : null,
      at: clock.local(createdAt),
      reason,
      errcode,
      answered: answered.get(personId ?? '') ?? 0,
    };
  };
}

/** A webhook's group has the name we call it by; of others there are only ids. */
const groupOf = (address: Address): string => (address.kind === 'webhook' ? address.name : '');
