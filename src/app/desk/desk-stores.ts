import type { DateOnly } from '../../domain/calendar/date.ts';
import type { ReplyStatus } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';

/** This week's answer that stands, of one task. */
export interface WeekAnswer {
  readonly status: ReplyStatus;
  readonly late: boolean;
}

/* What only the office's desk asks for. */

export interface DeskStore {
  /** The tasks of the active rounds in display order, without their measures, in one query. */
  tasks(): Promise<Task[]>;
  /** By task id, of the active rounds. */
  answers(week: DateOnly): Promise<ReadonlyMap<string, WeekAnswer>>;
  /** What stands behind a problem's title. */
  problem(id: string): Promise<{ readonly finding: string; readonly cause: string }>;
  /** Ids of the problems whose title or finding has that text, ignoring case. */
  problemsSaying(text: string): Promise<ReadonlySet<string>>;
}
