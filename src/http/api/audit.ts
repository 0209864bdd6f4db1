import type { Response } from 'express';
import type { Acting } from '../../app/acting.ts';
import type { AuditPageFilter } from '../../app/audit/audit-page-stores.ts';
import type { AuditRow } from '../../app/audit/audit-stores.ts';
import { beginAuditExport, readAudit } from '../../app/audit/read-audit.ts';
import { taskLife, type LifeLine } from '../../app/audit/task-life.ts';
import { verifyAudit } from '../../app/audit/verify-audit.ts';
import { note } from '../../app/acting.ts';
import { mayLookEverywhere } from '../../app/may-look.ts';
import { auditEndpoints } from '../../contract/audit.ts';
import type { AnswerOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';
import { AppError } from '../../errors.ts';
import { actorName, deedWords, lifeLine } from '../../zh/audit.ts';
import type { ApiDeps } from './api-deps.ts';
import type { Refusal } from './api-error.ts';
import type { HandlersOf } from './handler.ts';
import { asSigned, queryOf } from './signed.ts';

const worded = (line: LifeLine) => ({ at: line.at, text: lifeLine(line), refused: line.refused });

/** For auditors. The log is long, so whatever reads all of it does so outside a transaction. */
export const auditHandlers = (api: ApiDeps): HandlersOf<typeof auditEndpoints> => ({
  async 'GET /audit'(acting, { query }) {
    const page = await readAudit(acting, query);
    if ('refused' in page) return page;
    const rows = page.rows.map((row) => {
      const { at, refused, seq, event, actingFor, object, source } = row;
      const [actor, text] = [actorName(row.who), deedWords(row)];
      return { at, refused, text, seq, event, actor, actingFor, object, source };
    });
    return { rows, next: page.next };
  },
  'GET /audit/tasks/:code': (acting, { params }) => lifeOf(api, acting, params.code),
  'POST /audit/verify': {
    async express(_request, response) {
      if (!(await asSigned(api, response, beginVerification))) return;
      const { rows, anchors, fault } = await verifyAudit(api.deps);
      const answer: AnswerOf<Endpoints['POST /audit/verify']> = {
        rows,
        anchors,
        fault: fault && { seq: String(fault.seq), what: fault.what },
      };
      response.json(answer);
    },
  },
  'GET /audit/export': {
    async express(request, response) {
      const read = queryOf(auditEndpoints['GET /audit/export'], request, response);
      const begun = read && (await asSigned(api, response, (acting) => beginAuditExport(acting, read.query)));
      if (begun) await writeAll(api, response, begun.filter);
    },
  },
});

async function lifeOf(
  { deps }: ApiDeps,
  acting: Acting,
  code: string,
): Promise<AnswerOf<Endpoints['GET /audit/tasks/:code']> | Refusal> {
  const refused = await mayLookEverywhere(acting, 'task_life', 'see_audit');
  if (refused) return refused;
  try {
    const { title, lines, ...life } = await taskLife({ store: acting.stores, clock: deps.clock }, code);
    return { code: life.code, title, lines: lines.map(worded) };
  } catch (error) {
    if (error instanceof AppError) return { refused: 'no_such_item' };
    throw error;
  }
}

async function beginVerification(acting: Acting): Promise<Refusal | { readonly may: true }> {
  const refused = await mayLookEverywhere(acting, 'audit_verify', 'see_audit');
  if (refused) return refused;
  await note(acting, 'audit_verified', '');
  return { may: true };
}

const BATCH = 1000;

/** A line of JSON for each entry, as many as there are. */
async function writeAll(
  { deps: { store } }: ApiDeps,
  response: Response,
  filter: Omit<AuditPageFilter, 'limit' | 'before'>,
): Promise<void> {
  response.attachment('audit.jsonl').type('application/x-ndjson');
  let before: bigint | undefined;
  for (;;) {
    const rows = await store.auditPages.page({
      ...filter,
      ...(before !== undefined && { before }),
      limit: BATCH,
    });
    response.write(rows.map(lineOf).join(''));
    before = rows.at(-1)?.seq;
    if (rows.length < BATCH || response.destroyed) break;
  }
  response.end();
}

const lineOf = (row: AuditRow): string => `${JSON.stringify({ ...row, seq: String(row.seq) })}\n`;
