import type { AuditSource } from '../audit/audit-stores.ts';

/** Who does something, and by which way, as the log says it. */
export interface DoneBy {
  /** userid, or `operator`. */
  readonly actor: string;
  readonly source: AuditSource;
}

/** Whoever sits at the machine. */
export const OPERATOR: DoneBy = { actor: 'operator', source: 'command' };
