import { isClosed } from '../../domain/task/task.ts';
import { note } from '../acting.ts';
import { moveClaim } from './record-report.ts';
import { answer, weekWindows, type Turn } from './turn.ts';

/** 撤回: takes back the person's last answer of this week, until the window closes. All versions are kept. */
export async function withdrawAnswer(turn: Turn): Promise<string> {
  const entries = await turn.stores.entries.lastAnswer(turn.person.id, turn.week);
  const tasks = entries.flatMap(({ taskId }) => turn.ownTasks.filter(({ id }) => id === taskId));
  if (tasks.length === 0) {
    await note(turn, 'withdrawal_refused', '', { refused: true, detail: { why: 'nothing_to_withdraw' } });
    answer(turn, { kind: 'refused', code: null, why: 'nothing_to_withdraw' });
    return 'refused';
  }
  const windows = await weekWindows(turn, new Set(tasks.map(({ roundId }) => roundId)));
  if (windows.some(({ closed }) => closed)) {
    await note(turn, 'withdrawal_refused', tasks[0]?.id ?? '', {
      refused: true,
      detail: { why: 'window_closed', codes: tasks.map(({ code }) => code) },
    });
    answer(turn, { kind: 'refused', code: null, why: 'window_closed' });
    return 'refused';
  }
  for (const entry of entries) {
    const task = tasks.find(({ id }) => id === entry.taskId);
    if (!task || isClosed(task)) continue;
    await turn.stores.entries.add({
      taskId: entry.taskId,
      week: entry.week,
      status: entry.status,
      text: '',
      nextPlan: '',
      byId: turn.person.id,
      onBehalfOfId: entry.onBehalfOf?.id ?? null,
      source: 'chat',
      inboundId: turn.message.id,
      recordedAt: turn.now,
      late: entry.late,
      withdraws: entry.id,
    });
    if (entry.status === 'done') await moveClaim(turn, task, 'withdraw_claim');
    await note(turn, 'progress_withdrawn', task.id, { detail: { entryId: entry.id } });
  }
  answer(turn, { kind: 'withdrawn', codes: tasks.map(({ code }) => code) });
  return 'withdrawn';
}
