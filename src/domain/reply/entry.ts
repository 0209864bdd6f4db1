import type { DateOnly } from '../calendar/date.ts';
import type { Ref } from '../task/people.ts';
import type { ReplyStatus } from './result.ts';

/** 进展填报: one reply for one task in one week. Rows are only ever added. */
export interface ProgressEntry {
  readonly id: string;
  readonly taskId: string;
  /** The Monday that names the week. */
  readonly week: DateOnly;
  /** From 1, per task and week. */
  readonly version: number;
  readonly status: ReplyStatus;
  readonly text: string;
  readonly nextPlan: string;
  readonly by: Ref;
  /** The owner, when somebody else answered for him (代填). */
  readonly onBehalfOf: Ref | null;
  readonly source: 'chat' | 'card' | 'page' | 'import';
  /** ISO instant. */
  readonly recordedAt: string;
  /** 补报: came after the week's window had closed. */
  readonly late: boolean;
  /** This row takes back that entry instead of reporting anything. */
  readonly withdraws: string | null;
}

/** What of an entry decides whether it stands, and where. */
type Standing = Pick<ProgressEntry, 'id' | 'week' | 'version' | 'withdraws'>;

/** The entries that stand: reports that no later row withdrew, oldest first. */
export function standingEntries<Entry extends Standing>(entries: readonly Entry[]): Entry[] {
  const withdrawn = new Set(entries.map((entry) => entry.withdraws));
  return entries
    .filter((entry) => entry.withdraws === null && !withdrawn.has(entry.id))
    .toSorted((a, b) => a.week.localeCompare(b.week) || a.version - b.version);
}
