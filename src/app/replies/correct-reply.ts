import { mondayOf } from '../../domain/calendar/date.ts';
import { relationsOf } from '../../domain/access/relations.ts';
import type { CorrectionNotice } from '../../domain/message/correction-notice.ts';
import type { RecordedLine, RefusalReason } from '../../domain/message/lines.ts';
import { standingEntries, type ProgressEntry } from '../../domain/reply/entry.ts';
import type { ReplyReport } from '../../domain/reply/result.ts';
import { isClosed, type Task } from '../../domain/task/task.ts';
import { mayAnywhere, mayDo, note, tell, viewerOf, type Acting } from '../acting.ts';
import { recordReport } from '../conversation/record-report.ts';
import type { Turn } from '../conversation/turn.ts';
import { takeBack } from '../conversation/withdraw-answer.ts';
import type { StoredInbound } from '../delivery/message-stores.ts';
import type { CorrectionLine, ReplyEntry } from './reply-stores.ts';
import { isCorrectable } from './correctable.ts';
import { correctionLine } from './correction-line.ts';

export interface Correction {
  /** What the answer says, all of it: what else was recorded of it is taken back. */
  readonly reports: readonly ReplyReport[];
  readonly reason: string;
  /** How many entries the answer had when it was read. */
  readonly seen: number;
}

/**
 * Why not.
 *   changed_meanwhile  somebody else corrected it, or it was withdrawn.
 *   newer_answer       about that task something was answered since: this message says nothing of it any more.
 *   nothing_changed    it was understood so.
 */
export type CorrectionRefusal =
  RefusalReason | 'secret' | 'changed_meanwhile' | 'newer_answer' | 'nothing_changed' | 'not_correctable';

export type Corrected =
  | { readonly refused: CorrectionRefusal; readonly code: string | null }
  | {
      readonly codes: readonly string[];
      /** Null where there are no words to test, or none that may be kept. */
      readonly line: CorrectionLine | null;
    };

/** A message, who wrote it, the tasks it can be about, and what was recorded of it. */
interface Case {
  readonly turn: Turn;
  readonly message: StoredInbound;
  readonly personId: string;
  readonly tasks: readonly Task[];
  readonly entries: readonly ReplyEntry[];
}

/**
 * The office says what an answer meant. It is recorded by the rules of every answer, in the name of who corrects and
 * instead of the owner; the answer itself and what was recorded of it stay. Who wrote it and the owners are told.
 */
export async function correctReply(
  acting: Acting,
  id: string,
  { reports, reason, seen }: Correction,
): Promise<Corrected> {
  const said = [reason, ...reports.map(({ text }) => text)].join('\n');
  if (acting.words.hasSecrecyMark(said)) return refuse(acting, id, 'secret');
  const found = await findCase(acting, id);
  if (found === null)
    return refuse(acting, id, mayAnywhere(acting, 'correct_reply') ? 'no_such_item' : 'not_permitted');
  if (!isCorrectable(found.message.content, found.entries.length))
    return refuse(acting, id, 'not_correctable');
  if (found.entries.length !== seen) return refuse(acting, id, 'changed_meanwhile');
  const fault = await faultIn(found, reports);
  if (fault) return refuse(acting, id, fault.why, fault.code);
  const changed = await apply(found, reports, reason);
  if ('refused' in changed) return changed;
  await tellPeople(found, changed, reason);
  const line = await correctionLine(found, reports);
  return { codes: [...changed.recorded.map(({ code }) => code), ...changed.withdrawn], line };
}

async function refuse(
  acting: Acting,
  id: string,
  why: CorrectionRefusal,
  code: string | null = null,
): Promise<Corrected> {
  await note(acting, 'correction_refused', id, { refused: true, detail: { why, code } });
  return { refused: why, code };
}

/** Null also where it is about nothing of the rounds that are his. */
export async function findCase(acting: Acting, id: string): Promise<Case | null> {
  const { stores, clock } = acting;
  const locked = await stores.replies.lock(id);
  const sender = locked && (await stores.people.byId(locked.personId));
  if (!locked || !sender) return null;
  const viewer = await viewerOf(stores, sender, clock.local(locked.message.receivedAt).date);
  const tasks = (await stores.tasks.list({ concerns: viewer })).filter(
    (task) => relationsOf(viewer, task).has('answers') && mayDo(acting, 'correct_reply', task),
  );
  if (tasks.length === 0) return null;
  // It belongs to the week it was written in.
  const week = mondayOf(clock.local(locked.message.receivedAt).date);
  const turn: Turn = { ...acting, week, message: locked.message, ownTasks: tasks, receipt: [] };
  return { turn, ...locked, tasks, entries: await stores.replies.entries([id]) };
}

const taskOf = ({ tasks }: Case, code: string): Task | undefined => tasks.find((task) => task.code === code);

async function faultIn(
  found: Case,
  reports: readonly ReplyReport[],
): Promise<{ why: CorrectionRefusal; code: string } | null> {
  const known = new Set(found.entries.map(({ id }) => id));
  for (const { item: code } of reports) {
    const task = taskOf(found, code);
    if (!task || reports.filter(({ item }) => item === code).length > 1) return { why: 'no_such_item', code };
    const later = standingEntries(await found.turn.stores.entries.ofTasks([task.id], found.turn.week)).some(
      ({ id, recordedAt }) => !known.has(id) && new Date(recordedAt) > found.message.receivedAt,
    );
    if (later) return { why: 'newer_answer', code };
  }
  return null;
}

interface Changed {
  readonly recorded: readonly RecordedLine[];
  readonly withdrawn: readonly string[];
}

async function apply(
  found: Case,
  reports: readonly ReplyReport[],
  reason: string,
): Promise<Changed | Extract<Corrected, { refused: unknown }>> {
  const { turn, message } = found;
  const standing = standingEntries(found.entries);
  const wrong = found.tasks.filter(
    (task) =>
      standing.some(({ taskId }) => taskId === task.id) && !reports.some(({ item }) => item === task.code),
  );
  const anew = reports.filter(
    (report) => !isSame(turn, report, lastOf(standing, taskOf(found, report.item))),
  );
  const closed = [...wrong, ...anew.flatMap(({ item }) => taskOf(found, item) ?? [])].find(isClosed);
  if (closed) return { refused: 'closed', code: closed.code };
  if (wrong.length + anew.length === 0) return { refused: 'nothing_changed', code: null };
  for (const task of wrong) {
    const own = standing.filter(({ taskId }) => taskId === task.id);
    await takeBack(turn, task, own, 'page');
    await noteCorrection(turn, task, reason, { inboundId: message.id, was: own.at(-1)?.status, now: null });
  }
  const recorded: RecordedLine[] = [];
  for (const report of anew) {
    const task = taskOf(found, report.item);
    const done = task && (await recordReport(turn, task, report, 'page'));
    if (!done || 'refused' in done) throw new Error(`what was checked was refused: ${report.item}`);
    recorded.push(done.recorded);
    const was = lastOf(standing, task)?.status ?? null;
    await noteCorrection(turn, task, reason, { inboundId: message.id, was, now: report.status });
  }
  return { recorded, withdrawn: wrong.map(({ code }) => code) };
}

const lastOf = (standing: readonly ProgressEntry[], task: Task | undefined): ProgressEntry | undefined =>
  standing.findLast(({ taskId }) => taskId === task?.id);

function isSame({ words }: Turn, report: ReplyReport, entry: ProgressEntry | undefined): boolean {
  const { progress, nextPlan } = words.splitPlan(report.text);
  return entry?.status === report.status && entry.text === progress && entry.nextPlan === nextPlan;
}

const noteCorrection = (turn: Turn, task: Task, reason: string, detail: object): Promise<void> =>
  note(turn, 'reply_corrected', task.id, { actingFor: task.owner?.id ?? null, reason, detail });

/** Who wrote it, and whose tasks it is about. */
async function tellPeople({ turn, personId, tasks }: Case, changed: Changed, reason: string): Promise<void> {
  const codes = new Set([...changed.recorded.map(({ code }) => code), ...changed.withdrawn]);
  const owners = tasks.flatMap(({ code, owner }) => (codes.has(code) && owner ? [owner.id] : []));
  const notice: CorrectionNotice = {
    kind: 'reply_corrected',
    by: turn.person.name,
    recorded: changed.recorded,
    withdrawn: changed.withdrawn,
    reason: turn.words.maskNumbers(reason),
  };
  for (const id of new Set([personId, ...owners])) {
    const person = await turn.stores.people.byId(id);
    if (person?.active) tell(turn, person, notice);
  }
}
