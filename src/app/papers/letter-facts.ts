import type { DateOnly } from '../../domain/calendar/date.ts';
import { groupBy } from '../../domain/group-by.ts';
import { standingEntries } from '../../domain/reply/entry.ts';
import type { ReplyStatus } from '../../domain/reply/result.ts';
import type { Round } from '../../domain/task/round.ts';
import { AppError } from '../../errors.ts';
import type { Letter } from '../week/ladder-stores.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';
import type { PaperLedger } from './report-facts.ts';

/** What 督办函 is made of: the letter as drafted, and the feedback it rests on. */
export interface LetterFacts {
  readonly roundName: string;
  readonly problem: string;
  readonly draftedOn: DateOnly;
  readonly letter: Pick<Letter, 'state' | 'number' | 'signedOn' | 'content'>;
}

/**
 * The letter of a task: the draft, or the last one that was signed.
 * @throws AppError not_found
 */
export async function letterFacts(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  round: Round,
  code: string,
): Promise<LetterFacts> {
  const task = (await store.tasks.list({ roundId: round.id, removed: true, ended: true })).find(
    (each) => each.code === code,
  );
  if (!task) throw new AppError('not_found', `round ${round.letter} has no task ${code}`);
  const letters = await store.letters.ofRound(round.id, ['draft', 'signed']);
  const own = letters.filter(({ taskId }) => taskId === task.id);
  const letter = own.find(({ state }) => state === 'draft') ?? own.at(-1);
  if (!letter) throw new AppError('not_found', `no letter was drafted for task ${code}`);
  const draftedOn = clock.local(letter.draftedAt).date;
  return { roundName: round.name, problem: task.problem.name, draftedOn, letter };
}

/** One task that is asked for: 催办. */
export interface UrgedTask {
  readonly code: string;
  readonly task: string;
  readonly owner: string;
  readonly dueOn: DateOnly | null;
  readonly originalDueOn: DateOnly | null;
  readonly overdueDays: number;
  readonly lastAnswer: { readonly on: DateOnly; readonly status: ReplyStatus; readonly text: string } | null;
}

/** What 催办通知 to one unit is made of. */
export interface UrgeFacts {
  readonly roundName: string;
  readonly asOf: DateOnly;
  readonly unit: string;
  readonly tasks: readonly UrgedTask[];
  /** Until when an answer is wanted; null: a person writes it in. */
  readonly limit: DateOnly | null;
}

/**
 * The tasks of one unit by their codes.
 * @throws AppError not_found for a code that is not there, usage for closed ones and for those of several units
 */
export async function urgeFacts(
  { entries }: Pick<Stores, 'entries'>,
  round: Pick<Round, 'name' | 'letter'>,
  ledger: PaperLedger,
  { codes, limit }: { readonly codes: readonly string[]; readonly limit: DateOnly | null },
): Promise<UrgeFacts> {
  const rows = codes.map((code) => {
    const row = ledger.rows.find((each) => each.code === code);
    if (!row) throw new AppError('not_found', `round ${round.letter} has no task ${code}`);
    if (row.light === 'closed') throw new AppError('usage', `task ${code} is closed`);
    return row;
  });
  const [unit = '', ...others] = new Set(rows.map((row) => row.unit));
  if (others.length > 0)
    throw new AppError('usage', `these are tasks of several units: ${[unit, ...others].join(', ')}`);
  const answers = groupBy(
    standingEntries(await entries.ofTasks(rows.map(({ taskId }) => taskId))),
    ({ taskId }) => taskId,
  );
  return {
    roundName: round.name,
    asOf: ledger.figures.asOf,
    unit,
    limit,
    tasks: rows.map((row) => {
      const last = answers.get(row.taskId)?.at(-1);
      return { ...row, lastAnswer: last ? { on: last.week, status: last.status, text: last.text } : null };
    }),
  };
}

/** A letter as it stands in the register. */
export interface LetterLine {
  readonly number: string | null;
  readonly code: string;
  readonly unit: string;
  readonly state: Letter['state'];
  readonly draftedOn: DateOnly;
  readonly signedOn: DateOnly | null;
  readonly newLimit: DateOnly;
}

/** The register of letters, oldest first; dropped drafts stay in it. */
export async function letterRegister(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  round: Pick<Round, 'id'>,
): Promise<LetterLine[]> {
  const letters = await store.letters.ofRound(round.id, ['draft', 'signed', 'dropped']);
  return letters.map(({ number, state, signedOn, draftedAt, content: { code, unit, newLimit } }) => ({
    number,
    code,
    unit,
    state,
    draftedOn: clock.local(draftedAt).date,
    signedOn,
    newLimit,
  }));
}
