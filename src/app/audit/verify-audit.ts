import type { AuditFault } from './audit-stores.ts';
import type { Deps } from '../ports.ts';

export interface AuditVerdict {
  readonly rows: number;
  readonly anchors: number;
  /** Null when everything is as it was written. */
  readonly fault: AuditFault | null;
}

/** Whether the log is as it was written, by its own chain and by the anchors outside the database. */
export async function verifyAudit({
  store,
  anchors,
}: Pick<Deps, 'store' | 'anchors'>): Promise<AuditVerdict> {
  const known = await anchors.read();
  const fault = await store.audit.inspect(known);
  return { rows: (await store.audit.head())?.rows ?? 0, anchors: known.length, fault };
}
