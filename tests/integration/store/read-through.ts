import type { Client } from 'pg';
import { z } from 'zod';
import type { Statement } from '../../support/recorded-statements.ts';

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
}

const explained = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.custom<Plan>() })) }));

/**
 * Tables that a statement reads from one end to the other, row by row or by an index that nothing was looked up in. An
 * index without a condition is right where only its beginning is read: under a limit, without a sort in between.
 */
export async function readThrough(
  client: Client,
  { text, values }: Statement,
): Promise<{ table: string; by: string }[]> {
  if (!/^\s*(?:with|select|update|delete|insert)\b/i.test(text)) return [];
  const { rows } = await client.query({ text: `explain (format json) ${text}`, values: [...values] });
  const [first] = explained.parse(rows);
  return (first?.['QUERY PLAN'] ?? []).flatMap(({ Plan }) => wholeReads(Plan, false));
}

/** Nodes that hand on what they get one by one. */
const PASSING = new Set([
  'Limit',
  'LockRows',
  'Result',
  'Subquery Scan',
  'Append',
  'Merge Append',
  'Nested Loop',
]);

function wholeReads(plan: Plan, limited: boolean): { table: string; by: string }[] {
  const { 'Node Type': node, 'Relation Name': table, 'Index Cond': condition, 'Index Name': index } = plan;
  const below = node === 'Limit' || (limited && PASSING.has(node));
  const under = (plan.Plans ?? []).flatMap((each) => wholeReads(each, below));
  if (table === undefined) return under;
  if (node === 'Seq Scan') return [{ table, by: 'seq scan' }, ...under];
  const isWhole = node.startsWith('Index') && condition === undefined && !limited && !isPartial(index);
  return isWhole ? [{ table, by: `all of ${index}` }, ...under] : under;
}

/** Indexes that only have what is left to do, or a part of the tasks, which an empty list is looked up in. */
const isPartial = (index: string | undefined): boolean => PARTIAL.has(index ?? '');

const PARTIAL: ReadonlySet<string> = new Set([
  'InboundMessage_unhandled',
  'InboundMessage_next',
  'OutboundMessage_due',
  'ClosureRequest_one_pending',
  'ExtensionRequest_one_pending',
  'HandoverRequest_one_pending',
  'LookBack_one_open',
  'SupervisionLetter_one_draft',
  'Task_under_review',
  'Task_closed',
  'Task_past_deadline',
  'Task_removed',
]);
