import { addDays, type DateOnly } from '../../domain/calendar/date.ts';
import { note, type Acting } from '../acting.ts';
import type { AuditPageFilter } from './audit-page-stores.ts';
import type { AuditRow } from './audit-stores.ts';
import { mayLookEverywhere, type NotPermitted } from '../may-look.ts';
import { lifeOfRow, namesOf, type LifeLine } from './task-life.ts';

export interface AuditAsked {
  readonly actor?: string | undefined;
  readonly object?: string | undefined;
  readonly event?: string | undefined;
  readonly since?: DateOnly | undefined;
  /** The last day. */
  readonly until?: DateOnly | undefined;
  readonly refused?: boolean | undefined;
}

/** An entry of the log with names in the place of ids. */
export interface AuditLine extends LifeLine {
  readonly seq: string;
  readonly actor: string;
  /** A task's code and title, a name, or what stands there. */
  readonly object: string;
}

type Filter = Omit<AuditPageFilter, 'limit' | 'before'>;

export interface AuditPage {
  readonly rows: readonly AuditLine[];
  /** The cursor of the next page. */
  readonly next: string | null;
}

/** The log as an auditor leafs through it, newest first. */
export async function readAudit(
  acting: Acting,
  asked: AuditAsked & { readonly cursor?: string | undefined; readonly limit: number },
): Promise<AuditPage | NotPermitted> {
  const refused = await mayLookEverywhere(acting, 'audit', 'see_audit');
  if (refused) return refused;
  const names = await namesOf(acting.stores);
  const filter = await filterOf(acting, asked, names);
  const rows = await acting.stores.auditPages.page({
    ...filter,
    ...(asked.cursor !== undefined && { before: BigInt(asked.cursor) }),
    limit: asked.limit + 1,
  });
  const shown = rows.slice(0, asked.limit);
  return {
    rows: await inNames(acting, shown, names),
    next: rows.length > asked.limit ? String(shown.at(-1)?.seq) : null,
  };
}

/** What an export reads, page by page; that it was made is noted. */
export async function beginAuditExport(
  acting: Acting,
  asked: AuditAsked,
): Promise<{ readonly filter: Filter } | NotPermitted> {
  const refused = await mayLookEverywhere(acting, 'audit_export', 'see_audit');
  if (refused) return refused;
  await note(acting, 'audit_exported', '', { detail: { ...asked } });
  return { filter: await filterOf(acting, asked, await namesOf(acting.stores)) };
}

async function filterOf(
  { stores, clock }: Acting,
  { actor, object, event, since, until, refused }: AuditAsked,
  names: ReadonlyMap<string, string>,
): Promise<Filter> {
  const at = (date: DateOnly) => clock.instant({ date, time: '00:00' });
  return {
    ...(actor !== undefined && { actors: [actor, ...idsBehind(names, actor)] }),
    ...(object !== undefined && { subjects: await subjectsOf(stores, object, names) }),
    ...(event !== undefined && { event }),
    ...(since && { since: at(since) }),
    ...(until && { until: at(addDays(until, 1)) }),
    ...(refused !== undefined && { refused }),
  };
}

const idsBehind = (names: ReadonlyMap<string, string>, wanted: string): string[] =>
  [...names].flatMap(([id, name]) => (name === wanted ? [id] : []));

/** A task with all that was done about it, a person or unit of that name, or the very id. */
async function subjectsOf(
  { history }: Acting['stores'],
  wanted: string,
  names: ReadonlyMap<string, string>,
): Promise<string[]> {
  const around = [];
  for (const { id } of await history.ofCode(wanted)) around.push(id, ...(await history.subjectsAround(id)));
  return [wanted, ...idsBehind(names, wanted), ...around];
}

async function inNames(
  acting: Acting,
  rows: readonly AuditRow[],
  names: ReadonlyMap<string, string>,
): Promise<AuditLine[]> {
  const { stores } = acting;
  const tasks = await stores.auditPages.taskNames(rows.map(({ subject }) => subject));
  return rows.map((row) => {
    const task = tasks.get(row.subject);
    return {
      ...lifeOfRow(acting, names, row, []),
      seq: String(row.seq),
      actor: row.actor,
      object: task ? `${task.code} ${task.title}` : (names.get(row.subject) ?? row.subject),
    };
  });
}
