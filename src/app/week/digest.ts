import type { Clock } from '../../clock.ts';
import { addDays, mondayOf, type DateOnly } from '../../domain/calendar/date.ts';
import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import type { DigestNotice } from '../../domain/message/notice.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Stores } from '../stores.ts';
import { movementBetween } from './movement-between.ts';
import type { FrozenHead, RowBatches } from './week-stores.ts';

/** A week's ledger, frozen or as it would be frozen now (then without a number). */
export type DigestSource = Pick<FrozenHead, 'week' | 'frozenAt' | 'figures'> & {
  readonly number: number | null;
  /** Read once. */
  readonly rows: RowBatches;
};

/**
 * The digest of one week, from its ledger alone: totals that close, what changed since the week before, the red
 * list, who has not answered, what is due next. Codes, units and days only (domain rule 10).
 */
export async function composeDigest(
  { stores, clock }: { stores: Stores; clock: Clock },
  round: Round,
  source: DigestSource,
): Promise<DigestNotice> {
  const { figures, week } = source;
  const [previous] = await stores.weeks.headsBefore(round.id, week, 1);
  const standing = await stores.letters.ofRound(round.id, ['draft', 'signed']);
  const lists = new DigestLists(week, new Set(standing.map(({ taskId }) => taskId)));
  const movement = previous
    ? await movementBetween(
        stores,
        round,
        { previous: { ...previous, rows: stores.weeks.rowsOf(previous.id) }, current: source },
        (row) => lists.add(row),
      )
    : null;
  if (!previous) for await (const rows of source.rows) for (const row of rows) lists.add(row);
  return {
    kind: 'digest',
    roundName: round.name,
    weekNo: source.number,
    late: false,
    asOf: figures.asOf,
    frozenAt: clock.local(source.frozenAt),
    problems: figures.problems,
    tasks: figures.tasks,
    lights: figures.lights,
    underReview: figures.within.underReview,
    immediateDone: figures.within.immediateDone,
    answers: figures.answers,
    movement,
    ...lists.inOrder(),
    lateAnswers: previous ? await lateAnswers(stores, round.id, previous) : [],
    skippedWeeks: await stores.weeks.skippedWeeks(round.id, previous?.week ?? beforeRound(round), week),
  };
}

/** A first digest also says which weeks had no working days since the round began. */
const beforeRound = ({ startedOn }: Round): DateOnly => addDays(mondayOf(startedOn), -7);

interface Listed {
  readonly no: number;
  readonly code: string;
  readonly unit: string;
}

/** What a digest names: of all rows those that are late, silent or due. */
class DigestLists {
  readonly #red: (Listed & { readonly days: number })[] = [];
  readonly #letters: (Listed & { readonly days: number })[] = [];
  readonly #unanswered: Listed[] = [];
  readonly #nextDue: (Listed & { readonly dueOn: DateOnly })[] = [];
  readonly #next: { readonly from: DateOnly; readonly to: DateOnly };
  readonly #withLetter: ReadonlySet<string>;

  /** @param withLetter overdue so long that a letter was drafted: 督办函, rung 3 of the ladder */
  constructor(week: DateOnly, withLetter: ReadonlySet<string>) {
    this.#next = { from: addDays(week, 7), to: addDays(week, 13) };
    this.#withLetter = withLetter;
  }

  add(row: LedgerRow): void {
    const { no, code, unit, dueOn, overdueDays: days } = row;
    if (row.light === 'red') {
      this.#red.push({ no, code, unit, days });
      if (this.#withLetter.has(row.taskId)) this.#letters.push({ no, code, unit, days });
    }
    if (row.asked && row.reported === null) this.#unanswered.push({ no, code, unit });
    // Deadlines of open tasks in the week after this one.
    if (dueOn && row.light !== 'closed' && dueOn >= this.#next.from && dueOn <= this.#next.to)
      this.#nextDue.push({ no, code, unit, dueOn });
  }

  inOrder(): Pick<DigestNotice, 'red' | 'letters' | 'unanswered' | 'nextDue'> {
    return {
      red: this.#red.toSorted(longestFirst).map(withoutNumber),
      letters: this.#letters.toSorted(longestFirst).map(withoutNumber),
      unanswered: this.#unanswered.toSorted(byNumber).map(withoutNumber),
      nextDue: this.#nextDue.toSorted(byNumber).map(withoutNumber),
    };
  }
}

const longestFirst = (
  a: { readonly days: number; readonly no: number },
  b: { readonly days: number; readonly no: number },
): number => b.days - a.days || a.no - b.no;

const byNumber = (a: Listed, b: Listed): number => a.no - b.no;

const withoutNumber = <T extends Listed>({ no: _no, ...listed }: T): Omit<T, 'no'> => listed;

/** 补报 to the week before, which its digest could not show. */
async function lateAnswers(stores: Stores, roundId: string, previous: FrozenHead): Promise<string[]> {
  const late = new Set(await stores.roundTasks.answeredLate(roundId, previous.week));
  if (late.size === 0) return [];
  const codes: string[] = [];
  for await (const rows of stores.weeks.rowsOf(previous.id))
    for (const { taskId, code } of rows) if (late.has(taskId)) codes.push(code);
  return codes;
}
