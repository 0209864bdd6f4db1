import { addDays, mondayOf, type DateOnly, type LocalTime } from '../../domain/calendar/date.ts';
import type { Notice } from '../../domain/message/notice.ts';
import { standingEntries } from '../../domain/reply/entry.ts';
import type { ReplyStatus } from '../../domain/reply/result.ts';
import type { Person } from '../../domain/task/people.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayDo, taskByCode, type Acting } from '../acting.ts';
import { isRefused, roundsToSee, type NotPermitted } from '../may-look.ts';
import { freeTexts } from '../my-work/page-said.ts';
import type { OutboundState } from '../delivery/message-stores.ts';
import { isCorrectable } from './correctable.ts';
import type { ReplyEntry, StoredReply } from './reply-stores.ts';

/** What is asked for; the rounds follow from who asks. */
export interface RepliesAsked {
  readonly cursor?: string | undefined;
  readonly person?: string | undefined;
  readonly task?: string | undefined;
  readonly week?: DateOnly | undefined;
  readonly only?: 'unclear' | 'late' | undefined;
  readonly limit: number;
}

export interface ReplyEntryRead {
  readonly code: string;
  readonly title: string;
  readonly status: ReplyStatus;
  readonly text: string;
  readonly nextPlan: string;
  readonly by: string;
  readonly insteadOf: string | null;
  readonly late: boolean;
  readonly counts: boolean;
  readonly correction: boolean;
}

export interface ReplyRead {
  readonly id: string;
  readonly by: StoredReply['by'];
  readonly form: 'text' | 'spoken' | 'card' | 'media' | 'secret' | 'page';
  readonly at: LocalTime;
  readonly week: DateOnly;
  readonly person: { readonly name: string; readonly unit: string };
  readonly text: string;
  readonly outcome: string;
  readonly unclear: boolean;
  readonly entries: readonly ReplyEntryRead[];
  readonly said: readonly { readonly notice: Notice; readonly state: OutboundState }[];
  readonly correctable: boolean;
  readonly seen: number;
}

type Listed = { readonly replies: readonly ReplyRead[]; readonly next: string | null };

/** Every answer about tasks of the rounds that are the person's to run, newest first. */
export async function listReplies(acting: Acting, asked: RepliesAsked): Promise<Listed | NotPermitted> {
  const rounds = await roundsToSee(acting, 'replies', ['correct_reply']);
  if (isRefused(rounds)) return rounds;
  const people = await acting.stores.people.all();
  const task = asked.task === undefined ? null : await taskByCode(acting, asked.task);
  if (asked.task !== undefined && task === null) return { replies: [], next: null };
  const after = asked.cursor === undefined ? null : cursorOf(asked.cursor);
  const found = await acting.stores.replies.page({
    roundIds: rounds.map(({ id }) => id),
    everyRound: rounds.length === acting.rounds.length,
    ...(asked.person !== undefined && { personIds: idsOf(people, asked.person) }),
    ...(task && { taskId: task.id }),
    ...weekOf(acting, asked.week),
    ...(asked.only && { only: asked.only }),
    ...(after && { after }),
    limit: asked.limit + 1,
  });
  const shown = found.slice(0, asked.limit);
  const last = found.length > asked.limit ? shown.at(-1) : undefined;
  return {
    replies: await readReplies(acting, shown, people),
    next: last ? `${last.at.getTime()}~${last.id}` : null,
  };
}

const CURSOR = /^(\d{1,15})~([0-9a-f-]{36})$/;

function cursorOf(text: string): { at: Date; id: string } | null {
  const [, at, id] = CURSOR.exec(text) ?? [];
  return at && id ? { at: new Date(Number(at)), id } : null;
}

const idsOf = (people: readonly Person[], wanted: string): string[] =>
  people
    .filter(({ userid, name }) => userid.toLowerCase() === wanted.toLowerCase() || name.includes(wanted))
    .map(({ id }) => id);

function weekOf({ clock }: Acting, day: DateOnly | undefined): { from?: Date; before?: Date } {
  if (day === undefined) return {};
  const monday = mondayOf(day);
  const at = (date: DateOnly) => clock.instant({ date, time: '00:00' });
  return { from: at(monday), before: at(addDays(monday, 7)) };
}

/** The answers with what was recorded of them and what was said to them. */
async function readReplies(
  acting: Acting,
  found: readonly StoredReply[],
  people: readonly Person[],
): Promise<ReplyRead[]> {
  if (found.length === 0) return [];
  const { stores } = acting;
  const entries = await stores.replies.entries(found.map(({ id }) => id));
  const taskIds = [...new Set(entries.map(({ taskId }) => taskId))];
  const all = await stores.tasks.list({ ids: taskIds, removed: true });
  const tasks = new Map(
    all.flatMap((task) => (mayDo(acting, 'correct_reply', task) ? [[task.id, task] as const] : [])),
  );
  const counting = await countingEntries(acting, taskIds);
  const said = await stores.replies.said(found);
  return found.map((reply) => {
    return readReply(acting, reply, {
      person: people.find(({ id }) => id === reply.personId),
      entries: entries.filter(({ replyId }) => replyId === reply.id),
      tasks,
      counting,
      said: said.filter(({ replyId }) => replyId === reply.id),
    });
  });
}

/** Ids of the entries that count in their weeks: the last that stands of each task and week. */
async function countingEntries({ stores }: Acting, taskIds: readonly string[]): Promise<ReadonlySet<string>> {
  const last = new Map<string, string>();
  for (const { taskId, week, id } of standingEntries(await stores.entries.ofTasks(taskIds)))
    last.set(`${taskId}:${week}`, id);
  return new Set(last.values());
}

interface Beside {
  readonly person: Person | undefined;
  readonly entries: readonly ReplyEntry[];
  readonly tasks: ReadonlyMap<string, Task>;
  readonly counting: ReadonlySet<string>;
  readonly said: ReplyRead['said'];
}

function readReply({ clock }: Acting, reply: StoredReply, beside: Beside): ReplyRead {
  const at = clock.local(reply.at);
  const form = formOf(reply);
  // One answer may be about several rounds, of which not all are the reader's.
  const reports = beside.entries.filter(
    ({ withdraws, taskId }) => withdraws === null && beside.tasks.has(taskId),
  );
  return {
    id: reply.id,
    by: reply.by,
    form,
    at,
    week: mondayOf(at.date),
    person: { name: beside.person?.name ?? '', unit: beside.person?.unit?.name ?? '' },
    text: textOf(reply, reports),
    outcome: reply.outcome,
    unclear: reply.unclear,
    entries: reports.map((entry) => readEntry(reply, entry, beside)),
    said: beside.said.map(({ notice, state }) => ({ notice, state })),
    correctable: isCorrectable(reply.content, beside.entries.length),
    seen: beside.entries.length,
  };
}

function formOf({ content }: Pick<StoredReply, 'content'>): ReplyRead['form'] {
  if (content === null) return 'page';
  if (content.type === 'text') return content.spoken ? 'spoken' : 'text';
  const { type } = content;
  return type === 'card' || type === 'secret' || type === 'page' ? type : 'media';
}

function textOf({ content }: StoredReply, reports: readonly ReplyEntry[]): string {
  if (content === null) return reports.map(({ text }) => text).join('\n');
  if (content.type === 'text') return content.text;
  if (content.type === 'page')
    return freeTexts(content.said)
      .filter((text) => text !== '')
      .join('\n');
  return content.type === 'card' ? content.key : '';
}

function readEntry(reply: StoredReply, entry: ReplyEntry, { tasks, counting }: Beside): ReplyEntryRead {
  const task = tasks.get(entry.taskId);
  return {
    code: task?.code ?? '',
    title: task?.title ?? '',
    status: entry.status,
    text: entry.text,
    nextPlan: entry.nextPlan,
    by: entry.by.name,
    insteadOf: entry.onBehalfOf?.name ?? null,
    late: entry.late,
    counts: counting.has(entry.id),
    // On a page both are written: his own by himself, the correction by somebody of the office.
    correction: entry.source === 'page' && (reply.by !== 'page' || entry.by.id !== reply.personId),
  };
}
