import { AppError } from '../../errors.ts';
import type { AuditSource } from '../audit/audit-stores.ts';
import type { Deps, JobRequest } from '../ports.ts';
import type { Stores } from '../stores.ts';

export interface Settlement {
  readonly outboundId: string;
  readonly how: 'resend' | 'count_as_sent';
  /** Userid of who decided. */
  readonly by: string;
  readonly source: AuditSource;
  readonly at: Date;
}

/**
 * Decides about a message of which nobody can say whether it arrived (design §4), or sends one again that WeCom refused.
 * @returns what is to be enqueued after the commit; null when it was settled before
 */
export async function settleAmbiguous(
  stores: Stores,
  { outboundId, how, by, source, at }: Settlement,
): Promise<JobRequest[] | null> {
  if (!(await stores.outbound.settleAmbiguous(outboundId, how, at))) return null;
  await stores.audit.append({
    at,
    actor: by,
    source,
    event: 'ambiguous_message_settled',
    subject: outboundId,
    detail: { how },
  });
  return how === 'resend' ? [{ name: 'deliver', outboundId }] : [];
}

/**
 * The same, from the command line.
 * @throws AppError not_found when there is no such message, usage when nothing about it is in doubt
 */
export async function settleByOperator(
  { store, queue, clock }: Pick<Deps, 'store' | 'queue' | 'clock'>,
  outboundId: string,
  how: Settlement['how'],
): Promise<void> {
  const message = await store.outbound.byId(outboundId);
  if (!message) throw new AppError('not_found', `there is no message ${outboundId}`);
  const jobs = await store.transaction((stores) =>
    settleAmbiguous(stores, { outboundId, how, by: 'operator', source: 'command', at: clock.now() }),
  );
  if (jobs === null) {
    throw new AppError('usage', `message ${outboundId} is ${message.state}: nothing about it is in doubt`);
  }
  await queue.enqueue(jobs);
}
