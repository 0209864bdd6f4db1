import type { DateOnly } from '../../domain/calendar/date.ts';
import { deadlineOf } from '../../domain/task/light.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayAnywhere, type Acting } from '../acting.ts';
import type { OpenRequest } from '../supervision/change-stores.ts';
import { openRequests } from '../supervision/list-requests.ts';
import { refuseLook, type NotForThem } from './desk-sight.ts';

/** Something the office was asked for and has not decided. */
export interface RequestLine {
  readonly what: OpenRequest['what'];
  readonly code: string;
  readonly title: string;
  readonly unit: string;
  readonly owner: string;
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
  /** The deadline as it is. */
  readonly dueOn: DateOnly | null;
  readonly originalDueOn: DateOnly | null;
  /** Of an extension: the day asked for. */
  readonly askedFor: DateOnly | null;
  /** Of a transfer: the name as written. */
  readonly to: string | null;
  readonly text: string;
}

/** What waits for this person's decision, oldest first. */
export async function readRequests(
  acting: Acting,
): Promise<{ readonly requests: readonly RequestLine[] } | NotForThem> {
  if (!mayAnywhere(acting, 'decide_extension')) return refuseLook(acting, 'requests');
  const open = await openRequests(acting);
  return { requests: open.map(({ task, request }) => requestLine(task, request)) };
}

export const requestLine = (task: Task, request: OpenRequest): RequestLine => ({
  what: request.what,
  code: task.code,
  title: task.title,
  unit: task.leadUnit?.name ?? '',
  owner: task.owner?.name ?? '',
  by: request.askedBy,
  at: request.askedAt.toISOString(),
  dueOn: deadlineOf(task),
  originalDueOn: task.originalDueOn,
  askedFor: request.dueOn,
  to: request.toName,
  text: request.text,
});
