import type { DateOnly } from '../calendar/date.ts';
import { standingEntries, type ProgressEntry } from '../reply/entry.ts';
import type { ReplyStatus } from '../reply/result.ts';
import type { Completion } from '../task/task.ts';

/** A claim is accepted when the office has confirmed as much or more (domain rule 3); the others claim nothing. */
const CONFIRMS: Readonly<Record<ReplyStatus, readonly Completion[] | 'any'>> = {
  done: ['done'],
  basically_done: ['basically_done', 'done'],
  in_progress: 'any',
  ongoing: 'any',
  not_started: [],
  no_change: [],
};

/**
 * What of a task's answers a report may say was done, oldest first: of each week the last one that stands, without
 * claims that the office has not confirmed, and each text once; a later one that contains an earlier one replaces it.
 * @param until with `week`, the last week; entries recorded after `recordedBy` (ISO in UTC, as theirs) are not known yet
 */
export function acceptedAnswers(
  entries: readonly ProgressEntry[],
  completion: Completion,
  until: { readonly week: DateOnly; readonly recordedBy: string },
): string[] {
  const known = entries.filter(
    ({ week, recordedAt }) => week <= until.week && recordedAt <= until.recordedBy,
  );
  const ofWeeks = new Map<DateOnly, ProgressEntry>();
  for (const entry of standingEntries(known)) ofWeeks.set(entry.week, entry);
  const texts = [...ofWeeks.values()]
    .filter(({ status }) => CONFIRMS[status] === 'any' || CONFIRMS[status].includes(completion))
    .map(({ text }) => text.trim())
    .filter((text) => text !== '');
  return texts.filter((text, index) => !texts.slice(index + 1).some((later) => later.includes(text)));
}
