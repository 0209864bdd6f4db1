import { compareReplay, replayTask, type Misfit } from '../../domain/task/replay.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Deps } from '../ports.ts';

/** A task that is not what its history in the audit log leads to. */
export interface ReplayDifference {
  readonly taskId: string;
  /** With the letter of its round. */
  readonly code: string;
  /** The log does not say how the task began. */
  readonly unrecorded: boolean;
  readonly misfits: readonly Misfit[];
}

/** Tasks whose histories are read at once. */
const BATCH = 200;

/** Replays every task there ever was from the audit log and compares it with its row. */
export async function findReplayDifferences({
  store,
}: Pick<Deps, 'store'>): Promise<{ tasks: number; differences: ReplayDifference[] }> {
  const tasks = await store.history.taskStates();
  const differences: ReplayDifference[] = [];
  for (let at = 0; at < tasks.length; at += BATCH) {
    const batch = tasks.slice(at, at + BATCH);
    const changes = await store.audit.list({ subjects: batch.map(({ id }) => id), changes: true });
    const histories = groupBy(changes, ({ subject }) => subject);
    for (const { id, code, state } of batch) {
      const history = (histories.get(id) ?? []).map((row) => ({ ...row, seq: String(row.seq) }));
      const replay = replayTask(history);
      const misfits = compareReplay(state, replay);
      if (replay.state === null || misfits.length > 0)
        differences.push({ taskId: id, code, unrecorded: replay.state === null, misfits });
    }
  }
  return { tasks: tasks.length, differences };
}
