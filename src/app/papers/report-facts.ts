import { addDays, type DateOnly } from '../../domain/calendar/date.ts';
import { groupBy } from '../../domain/group-by.ts';
import { acceptedAnswers } from '../../domain/ledger/accepted-answers.ts';
import { partOfProblem, type CompletionPart } from '../../domain/ledger/figures.ts';
import type { Figures, LedgerRow } from '../../domain/ledger/ledger.ts';
import { isWithheld, type Audience } from '../../domain/ledger/publication.ts';
import type { ProgressEntry } from '../../domain/reply/entry.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Stores } from '../stores.ts';
import type { ProblemRecord } from './paper-stores.ts';

/** A week's ledger, or the one of now, as papers are made from it. */
export interface PaperLedger {
  readonly rows: readonly LedgerRow[];
  readonly figures: Figures;
  readonly week: DateOnly;
  readonly weekNo: number | null;
  /** ISO instant of the freeze, or of now. */
  readonly takenAt: string;
}

export interface ReportProblem {
  readonly no: number;
  readonly title: string;
  readonly part: CompletionPart;
  /** One of its tasks goes on for good (长期坚持), done or not. */
  readonly long: boolean;
  /** What was done, oldest first. */
  readonly answers: readonly string[];
  readonly nextPlans: readonly string[];
  readonly units: readonly string[];
}

export interface ReportCategory {
  readonly name: string;
  /** Shown and withheld. */
  readonly total: number;
  readonly withheld: number;
  readonly problems: readonly ReportProblem[];
}

/** What 整改进展情况报告 is composed of. `figures` count everything, also what is withheld. */
export interface ReportFacts {
  readonly roundName: string;
  readonly startedOn: DateOnly;
  readonly audience: Audience;
  readonly figures: Figures;
  readonly weekNo: number | null;
  readonly categories: readonly ReportCategory[];
  /** All problems, by part and by whether one goes on for good: for either way to print 长期坚持. */
  readonly long: { readonly done: number; readonly basicallyDone: number; readonly notDone: number };
}

/** How far back answers are read: longer than any round. */
const HISTORY_DAYS = 2000;

export interface ReportChoice {
  readonly audience: Audience;
  /** The answers of all weeks up to that of the ledger, or of that week alone. */
  readonly answers: 'all' | 'week';
}

export async function reportFacts(
  stores: Pick<Stores, 'entries' | 'problems'>,
  round: Pick<Round, 'id' | 'name' | 'startedOn'>,
  ledger: PaperLedger,
  { audience, answers }: ReportChoice,
): Promise<ReportFacts> {
  const records = new Map((await stores.problems.ofRound(round.id)).map((record) => [record.no, record]));
  const entries = await stores.entries.ofTasks(
    ledger.rows.map(({ taskId }) => taskId),
    addDays(ledger.week, -HISTORY_DAYS),
  );
  const ofTask = groupBy(entries, ({ taskId }) => taskId);
  const saidOf = (row: LedgerRow) => answersOf(row, ofTask.get(row.taskId) ?? [], ledger, answers);
  const problems = [...groupBy(ledger.rows, ({ problemNo }) => problemNo).values()];
  return {
    roundName: round.name,
    startedOn: round.startedOn,
    audience,
    figures: ledger.figures,
    weekNo: ledger.weekNo,
    categories: [...groupBy(problems, ([row]) => row?.category ?? '')].map(([name, own]) => {
      const shown = own.filter((rows) => !isHidden(records.get(rows[0]?.problemNo ?? 0), audience));
      return {
        name,
        total: own.length,
        withheld: own.length - shown.length,
        problems: shown.map((rows) => problemOf(rows, saidOf)),
      };
    }),
    long: longCounts(problems),
  };
}

/** Of what nobody has said whether it may be published, nothing is. */
const isHidden = (record: ProblemRecord | undefined, audience: Audience): boolean =>
  record === undefined ? audience !== 'superior' : isWithheld(record.withheld, audience);

function answersOf(
  row: LedgerRow,
  entries: readonly ProgressEntry[],
  { week, takenAt }: PaperLedger,
  which: ReportChoice['answers'],
): string[] {
  const considered = which === 'all' ? entries : entries.filter((entry) => entry.week === week);
  return acceptedAnswers(considered, row.completion, { week, recordedBy: takenAt });
}

function problemOf(rows: readonly LedgerRow[], saidOf: (row: LedgerRow) => string[]): ReportProblem {
  const [first] = rows;
  const open = rows.filter(({ completion }) => completion !== 'done' && completion !== 'stopped');
  return {
    no: first?.problemNo ?? 0,
    title: first?.problem ?? '',
    part: partOfProblem(rows),
    long: isLong(rows),
    answers: [...new Set(rows.flatMap(saidOf))],
    nextPlans: [...new Set(open.map(({ nextPlan }) => nextPlan).filter((plan) => plan !== ''))],
    units: [...new Set(rows.map(({ unit }) => unit).filter((unit) => unit !== ''))],
  };
}

const isLong = (rows: readonly LedgerRow[]): boolean =>
  rows.some(({ horizon, completion }) => horizon === 'long' && completion !== 'stopped');

/** Problems that go on for good by how far they are; what is not done yet is `ongoing` in the figures, or less. */
function longCounts(problems: readonly (readonly LedgerRow[])[]): ReportFacts['long'] {
  const parts = problems.filter(isLong).map(partOfProblem);
  const count = (...wanted: CompletionPart[]) => parts.filter((part) => wanted.includes(part)).length;
  return { done: count('done'), basicallyDone: count('basicallyDone'), notDone: count('notDone', 'ongoing') };
}
