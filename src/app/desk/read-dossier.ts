import { ACTIONS, type Action } from '../../domain/access/actions.ts';
import type { DateOnly } from '../../domain/calendar/date.ts';
import { standingEntries, type ProgressEntry } from '../../domain/reply/entry.ts';
import type { Measure, StageGoal, Task } from '../../domain/task/task.ts';
import { mayDo, note, type Acting } from '../acting.ts';
import { taskLife, type LifeLine } from '../audit/task-life.ts';
import type { Letter } from '../week/ladder-stores.ts';
import { evidenceLines, type EvidenceLine } from '../office/read-tasks.ts';
import { deskTask, type NotForThem } from './desk-sight.ts';
import { deskRows, linesOf, type DeskLine } from './read-ledger.ts';
import { requestLine, type RequestLine } from './read-requests.ts';

/** An answer as the desk shows it. */
export interface AnswerLine extends Pick<ProgressEntry, 'week' | 'status' | 'text' | 'nextPlan' | 'late'> {
  readonly by: string;
  /** The owner, when somebody else answered for him (代填). */
  readonly onBehalfOf: string | null;
  /** ISO instant. */
  readonly at: string;
  readonly source: ProgressEntry['source'];
}

export interface ReviewLine {
  readonly level: number;
  readonly reviewer: string;
  readonly approved: boolean;
  readonly reason: string;
  /** ISO instant. */
  readonly at: string;
}

export interface LetterLine extends Pick<Letter, 'state' | 'number' | 'signedOn'> {
  readonly draftedOn: DateOnly;
  readonly newLimit: DateOnly;
}

/** Everything about a task. */
export interface Dossier extends DeskLine {
  /** What an edit has to name, so that it changes nothing somebody else has changed meanwhile. */
  readonly version: number;
  /** What this person may do to it; whether it stands as that takes is said when he orders it. */
  readonly may: readonly Action[];
  readonly problemNo: number;
  readonly finding: string;
  readonly cause: string;
  readonly measures: readonly Measure[];
  readonly stages: readonly StageGoal[];
  readonly contact: string | null;
  readonly supportUnits: readonly string[];
  readonly supporters: readonly string[];
  readonly reviewEveryDays: number | null;
  readonly claimedOn: DateOnly | null;
  readonly closedOn: DateOnly | null;
  readonly reportedUp: Task['reportedUp'];
  /** Newest week first. */
  readonly history: readonly AnswerLine[];
  readonly evidence: readonly EvidenceLine[];
  readonly requests: readonly RequestLine[];
  readonly reviews: readonly ReviewLine[];
  readonly letters: readonly LetterLine[];
}

export async function readDossier(acting: Acting, code: string): Promise<Dossier | NotForThem> {
  const found = await deskTask(acting, code);
  if ('refused' in found) return found;
  const { task } = found;
  const { stores } = acting;
  const line = await lineOf(acting, task);
  const { finding, cause } = await stores.desk.problem(task.problem.id);
  const entries = standingEntries(await stores.entries.ofTasks([task.id])).toReversed();
  return {
    ...line,
    ...factsOf(task),
    may: ACTIONS.filter((action) => mayDo(acting, action, task)),
    finding,
    cause,
    history: entries.map(answerLine),
    evidence: await evidenceLines(acting, task),
    requests: (await stores.handovers.open([task.id])).map((request) => requestLine(task, request)),
    reviews: await reviewLines(acting, task.id),
    letters: await letterLines(acting, task),
  };
}

const factsOf = (task: Task) => ({
  version: task.version,
  problemNo: task.problem.no,
  measures: task.measures,
  stages: task.stages,
  contact: task.contact?.name ?? null,
  supportUnits: task.supportUnits.map(({ name }) => name),
  supporters: task.supporters.map(({ name }) => name),
  reviewEveryDays: task.reviewEveryDays,
  claimedOn: task.claimedOn,
  closedOn: task.closedOn,
  reportedUp: task.reportedUp,
});

/** As the table has it: one row, made the same way. */
async function lineOf(acting: Acting, task: Task): Promise<DeskLine> {
  const [line] = await linesOf(acting, await deskRows(acting, [task]), [task]);
  if (!line) throw new Error(`task ${task.id} is of no active round`);
  return line;
}

const answerLine = ({ by, onBehalfOf, recordedAt, ...entry }: ProgressEntry): AnswerLine => ({
  week: entry.week,
  status: entry.status,
  text: entry.text,
  nextPlan: entry.nextPlan,
  late: entry.late,
  by: by.name,
  onBehalfOf: onBehalfOf?.name ?? null,
  at: recordedAt,
  source: entry.source,
});

export async function reviewLines({ stores }: Acting, taskId: string): Promise<ReviewLine[]> {
  return (await stores.history.reviews(taskId)).map(({ level, reviewer, approved, reason, at }) => ({
    level,
    reviewer: reviewer.name,
    approved,
    reason,
    at: at.toISOString(),
  }));
}

/** Letters are the office's: who only looks is told of none that is not signed. */
async function letterLines(acting: Acting, task: Task): Promise<LetterLine[]> {
  const states = mayDo(acting, 'sign_letter', task)
    ? (['draft', 'signed', 'dropped'] as const)
    : (['signed'] as const);
  const letters = await acting.stores.letters.ofRound(task.roundId, states);
  return letters
    .filter(({ taskId }) => taskId === task.id)
    .map(({ state, number, signedOn, draftedAt, content }) => ({
      state,
      number,
      signedOn,
      draftedOn: acting.clock.local(draftedAt).date,
      newLimit: content.newLimit,
    }));
}

/** Whoever works on it may read its life; refusals in it name people, and are no matter of who only looks. */
const LIFE: readonly Action[] = ['chase', 'review_closure', 'see_audit'];

/** Oldest first. */
export async function readLife(
  acting: Acting,
  code: string,
): Promise<{ readonly lines: readonly LifeLine[] } | NotForThem> {
  const found = await deskTask(acting, code);
  if ('refused' in found) return found;
  if (!LIFE.some((action) => mayDo(acting, action, found.task))) {
    await note(acting, 'look_refused', found.task.id, { refused: true, detail: { what: 'life' } });
    return { refused: 'not_permitted' };
  }
  return { lines: (await taskLife({ store: acting.stores, clock: acting.clock }, code)).lines };
}
