import type { DateOnly } from '../../domain/calendar/date.ts';
import { standingEntries, type ProgressEntry } from '../../domain/reply/entry.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Task } from '../../domain/task/task.ts';
import { AppError } from '../../errors.ts';
import { taskLife, type LifeLine } from '../audit/task-life.ts';
import type { Deps } from '../ports.ts';

export interface FiledEvidence {
  readonly fileName: string;
  readonly bytes: number;
  readonly by: string;
  readonly on: DateOnly;
  /** Null for what was withdrawn with its answer: the file list still names it. */
  readonly sha256: string | null;
}

export interface FiledReview {
  /** From 1. */
  readonly level: number;
  readonly reviewer: string;
  readonly approved: boolean;
  readonly reason: string;
  readonly on: DateOnly;
}

/** Everything there is about one task: of 销号单 and of its archive. */
export interface TaskFile {
  readonly roundName: string;
  readonly asOf: DateOnly;
  readonly task: Task;
  readonly answers: readonly ProgressEntry[];
  readonly evidence: readonly FiledEvidence[];
  readonly reviews: readonly FiledReview[];
  readonly life: readonly LifeLine[];
}

/** @throws AppError not_found */
export async function taskFile(
  deps: Pick<Deps, 'store' | 'clock'>,
  round: Round,
  code: string,
): Promise<TaskFile> {
  const { store, clock } = deps;
  const task = (await store.tasks.list({ roundId: round.id, removed: true, ended: true })).find(
    (each) => each.code === code,
  );
  if (!task) throw new AppError('not_found', `round ${round.letter} has no task ${code}`);
  const standing = await store.evidence.ofTask(task.id);
  const hashOf = (file: { readonly fileName: string; readonly bytes: number }) =>
    standing.find(({ fileName, bytes }) => fileName === file.fileName && bytes === file.bytes)?.sha256 ??
    null;
  return {
    roundName: round.name,
    asOf: clock.local(clock.now()).date,
    task,
    answers: standingEntries(await store.entries.ofTasks([task.id])),
    evidence: (await store.history.evidence(task.id)).map((file) => ({
      fileName: file.fileName,
      bytes: file.bytes,
      by: file.by.name,
      on: clock.local(file.at).date,
      sha256: hashOf(file),
    })),
    reviews: (await store.history.reviews(task.id)).map(({ level, reviewer, approved, reason, at }) => ({
      level,
      reviewer: reviewer.name,
      approved,
      reason,
      on: clock.local(at).date,
    })),
    life: (await taskLife(deps, `${round.letter}${task.no}`)).lines,
  };
}
