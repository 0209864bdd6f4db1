import { standingEntries, type ProgressEntry } from '../../domain/reply/entry.ts';
import type { RecordedLine, RefusalReason } from '../../domain/message/lines.ts';
import type { ReplyReport } from '../../domain/reply/result.ts';
import { isClosed, isUnderReview, type Task } from '../../domain/task/task.ts';
import { closureDemand, closureFields, moveClosure } from '../../domain/task/transitions.ts';
import { changeTask, note, roundOf } from '../acting.ts';
import { weekWindow, type Turn } from './turn.ts';

/**
 * Appends one report to the ledger and moves the claim with it: "done" asks for the review, anything else but
 * "no change" takes a standing claim back. Refuses a task that is closed. The entry is null when a card was only
 * pressed once more.
 */
export async function recordReport(
  turn: Turn,
  task: Task,
  report: ReplyReport & { readonly nextPlan?: string },
  source: 'chat' | 'card' | 'page',
): Promise<{ recorded: RecordedLine; entryId: string | null } | { refused: RefusalReason }> {
  if (isClosed(task)) return refuseReport(turn, task, 'closed');
  const { closed: late } = await weekWindow(turn, task.roundId);
  const earlier = await standingOfWeek(turn, task);
  const line: RecordedLine = {
    code: task.code,
    status: report.status,
    text: report.text,
    claimed: report.status === 'done',
    corrects: earlier.length > 0,
    ...(task.owner !== null && actingFor(turn, task) !== null && { insteadOf: task.owner.name }),
  };
  if (source === 'card' && earlier.at(-1)?.status === report.status)
    return { recorded: { ...line, corrects: false }, entryId: null };
  const { progress, nextPlan } = report.nextPlan
    ? { progress: report.text, nextPlan: report.nextPlan }
    : turn.words.splitPlan(report.text);
  const entryId = await turn.stores.entries.add({
    taskId: task.id,
    week: turn.week,
    status: report.status,
    text: progress,
    nextPlan,
    byId: turn.person.id,
    onBehalfOfId: actingFor(turn, task),
    source,
    inboundId: turn.message.id,
    recordedAt: turn.now,
    late,
    withdraws: null,
  });
  await moveClaim(
    turn,
    task,
    report.status === 'done' ? 'claim' : report.status === 'no_change' ? null : 'withdraw_claim',
  );
  await note(turn, 'progress_recorded', task.id, {
    actingFor: actingFor(turn, task),
    detail: { entryId, status: report.status, week: turn.week, late },
  });
  return { recorded: line, entryId };
}

async function refuseReport(turn: Turn, task: Task, why: RefusalReason): Promise<{ refused: RefusalReason }> {
  await note(turn, 'report_refused', task.id, {
    actingFor: actingFor(turn, task),
    refused: true,
    detail: { why },
  });
  return { refused: why };
}

async function standingOfWeek(turn: Turn, task: Task): Promise<ProgressEntry[]> {
  const entries = await turn.stores.entries.ofTasks([task.id], turn.week);
  return standingEntries(entries).filter(({ week }) => week === turn.week);
}

/** Moves the closure axis and keeps its request in step. */
export async function moveClaim(
  turn: Turn,
  task: Task,
  event: 'claim' | 'withdraw_claim' | null,
): Promise<void> {
  if (event === null || (event === 'withdraw_claim' && !isUnderReview(task))) return;
  const { requests } = turn.stores;
  const pending = await requests.pendingClosure(task.id);
  const { levels } = pending ?? closureDemand(task, roundOf(turn, task).settings);
  const move = moveClosure(task, event, { ...pending, levels });
  if (move.kind !== 'moved') return;
  await changeTask(
    turn,
    task,
    closureFields(move.to, turn.today),
    event === 'claim' ? 'claimed' : 'claim_withdrawn',
    {
      actingFor: actingFor(turn, task),
    },
  );
  if (event === 'claim') {
    const submitterId = turn.person.id;
    await requests.addClosure({
      taskId: task.id,
      submitterId,
      at: turn.now,
      levels,
      claimedFrom: task.closure,
    });
  } else if (pending) {
    await requests.decideClosure(pending.id, { decision: 'withdrawn', at: turn.now, reason: '' });
  }
}

/** The owner, when somebody else answers for him (代填). */
const actingFor = (turn: Turn, { owner }: Task): string | null =>
  owner && owner.id !== turn.person.id ? owner.id : null;
