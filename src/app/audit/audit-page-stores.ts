import type { AuditRow } from './audit-stores.ts';

export interface AuditPageFilter {
  readonly actors?: readonly string[];
  readonly subjects?: readonly string[];
  readonly event?: string;
  readonly since?: Date;
  /** Before that instant. */
  readonly until?: Date;
  readonly refused?: boolean;
  /** Entries older than that one. */
  readonly before?: bigint;
  readonly limit: number;
}

/** The audit log as it is leafed through: newest first. */
export interface AuditPageStore {
  page(filter: AuditPageFilter): Promise<AuditRow[]>;
  /** Tasks by their ids: the code with the letter of the round, and the title. */
  taskNames(ids: readonly string[]): Promise<ReadonlyMap<string, { code: string; title: string }>>;
}
