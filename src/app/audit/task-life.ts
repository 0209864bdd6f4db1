import type { LocalTime } from '../../domain/calendar/date.ts';
import type { ProgressEntry } from '../../domain/reply/entry.ts';
import type { ReplyStatus } from '../../domain/reply/result.ts';
import { AppError } from '../../errors.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';
import type { AuditRow, AuditSource } from './audit-stores.ts';

/** One thing that happened to a task. People and units are given by name; ids stay where they have none. */
export interface LifeLine {
  readonly at: LocalTime;
  readonly instant: Date;
  readonly event: string;
  /** Name, or `system`, `operator`, `unknown`. */
  readonly who: string;
  /** Name of whom he acted for (代). */
  readonly actingFor: string | null;
  readonly refused: boolean;
  readonly from: Readonly<Record<string, unknown>> | null;
  readonly to: Readonly<Record<string, unknown>> | null;
  readonly reason: string;
  readonly source: AuditSource;
  readonly detail: Readonly<Record<string, unknown>>;
  /** The words of an answer. */
  readonly entry: { readonly status: ReplyStatus; readonly text: string; readonly version: number } | null;
}

export interface TaskLife {
  readonly code: string;
  readonly title: string;
  readonly lines: readonly LifeLine[];
}

interface LifeDeps extends Pick<Deps, 'clock'> {
  readonly store: Stores;
}

/**
 * A task's life, oldest first: from the audit log, with the words of its answers, and what was brought in from before
 * the log: answers, reviews and evidence that no entry tells of.
 * @param wanted its code, with the letter of its round or without where that is clear
 * @throws AppError not_found
 */
export async function taskLife(deps: LifeDeps, wanted: string): Promise<TaskLife> {
  const { store } = deps;
  const task = await taskOf(store, wanted);
  const subjects = [task.id, ...(await store.history.subjectsAround(task.id))];
  const rows = (await store.audit.list({ subjects })).filter((row) => concerns(row, task.id));
  const entries = await store.entries.ofTasks([task.id]);
  const names = await namesOf(store);
  const told = new Set(rows.map(({ detail }) => entryIdOf(detail)));
  const lines = [
    ...rows.map((row) => lifeOfRow(deps, names, row, entries)),
    ...entries.filter(({ id, withdraws }) => !told.has(withdraws ?? id)).map((entry) => ofEntry(deps, entry)),
    ...(await ofReviews(deps, task.id, rows)),
    ...(await ofEvidence(deps, task.id)),
  ];
  return {
    code: task.code,
    title: task.title,
    lines: lines.toSorted((a, b) => a.instant.getTime() - b.instant.getTime()),
  };
}

async function taskOf(store: Stores, wanted: string): Promise<{ id: string; code: string; title: string }> {
  const [task, ...others] = await store.history.ofCode(wanted);
  if (!task) throw new AppError('not_found', `there is no task ${wanted}`);
  if (others.length > 0)
    throw new AppError('usage', `which one: ${[task, ...others].map((each) => each.code).join(', ')}?`);
  return task;
}

/** A chase is about several tasks; files are told by their own rows, which have their names. */
function concerns({ event, subject, detail }: AuditRow, taskId: string): boolean {
  if (event === 'evidence_added') return false;
  const { taskIds } = detail as { taskIds?: unknown };
  return subject === taskId || !Array.isArray(taskIds) || taskIds.includes(taskId);
}

const entryIdOf = (detail: object): unknown => (detail as { entryId?: unknown }).entryId;

/** By userid and by id. */
export async function namesOf({ people }: Pick<Stores, 'people'>): Promise<ReadonlyMap<string, string>> {
  const [all, units] = [await people.all(), await people.units()];
  return new Map([
    ...all.flatMap(({ id, userid, name }): [string, string][] => [
      [id, name],
      [userid, name],
    ]),
    ...units.map(({ id, name }): [string, string] => [id, name]),
  ]);
}

function named(fields: object | null, names: ReadonlyMap<string, string>): LifeLine['from'] {
  if (fields === null) return null;
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]: [string, unknown]) => [
      key,
      typeof value === 'string' ? (names.get(value) ?? value) : value,
    ]),
  );
}

/** An entry of the log, with names in the place of ids. */
export function lifeOfRow(
  { clock }: Pick<Deps, 'clock'>,
  names: ReadonlyMap<string, string>,
  row: AuditRow,
  entries: readonly ProgressEntry[],
): LifeLine {
  const entry = entries.find(({ id }) => id === entryIdOf(row.detail));
  const { at, event, actor, actingFor, refused, reason, source } = row;
  return {
    at: clock.local(at),
    instant: at,
    event,
    who: names.get(actor) ?? actor,
    actingFor: actingFor && (names.get(actingFor) ?? actingFor),
    refused,
    from: named(row.from, names),
    to: named(row.to, names),
    reason,
    source,
    detail: named(row.detail, names) ?? {},
    entry: entry ? { status: entry.status, text: entry.text, version: entry.version } : null,
  };
}

const NOTHING = { refused: false, from: null, to: null, actingFor: null, reason: '', entry: null } as const;

function ofEntry({ clock }: LifeDeps, entry: ProgressEntry): LifeLine {
  const instant = new Date(entry.recordedAt);
  return {
    ...NOTHING,
    at: clock.local(instant),
    instant,
    event: entry.withdraws === null ? 'progress_recorded' : 'progress_withdrawn',
    who: entry.by.name,
    actingFor: entry.onBehalfOf?.name ?? null,
    source: entry.source,
    detail: {},
    entry: { status: entry.status, text: entry.text, version: entry.version },
  };
}

async function ofReviews(
  { store, clock }: LifeDeps,
  taskId: string,
  rows: readonly AuditRow[],
): Promise<LifeLine[]> {
  const logged = new Set(
    rows.flatMap(({ event, at }) => (event.startsWith('closure_') ? [at.getTime()] : [])),
  );
  return (await store.history.reviews(taskId))
    .filter(({ at }) => !logged.has(at.getTime()))
    .map(({ at, level, reviewer, approved, reason }) => ({
      ...NOTHING,
      at: clock.local(at),
      instant: at,
      event: approved ? 'closure_approved_level' : 'closure_returned',
      who: reviewer.name,
      reason,
      source: 'import',
      detail: { level },
    }));
}

async function ofEvidence({ store, clock }: LifeDeps, taskId: string): Promise<LifeLine[]> {
  return (await store.history.evidence(taskId)).map(({ at, by, fileName, bytes, source }) => ({
    ...NOTHING,
    at: clock.local(at),
    instant: at,
    event: 'evidence_added',
    who: by.name,
    source,
    detail: { fileName, bytes },
  }));
}
