import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Public, Withheld } from '../../domain/ledger/publication.ts';

/* What is kept for official documents: what of a problem is published, and which bulletins were issued. */

export interface ProblemRecord {
  readonly id: string;
  readonly no: number;
  readonly title: string;
  readonly category: string;
  readonly withheld: Withheld;
}

export interface ProblemStore {
  /** In display order. */
  ofRound(roundId: string): Promise<ProblemRecord[]>;
  /** Names of the categories that have a problem, in the order of these. */
  categories(roundId: string): Promise<string[]>;
  /** Null publishes it again. */
  withhold(id: string, from: Public, reason: string | null): Promise<void>;
}

export type BulletinKind = 'weekly' | 'monthly';

/** 通报, as issued. */
export interface Bulletin {
  readonly roundId: string;
  /** 第N期, from 1 without gaps. */
  readonly number: number;
  readonly kind: BulletinKind;
  /** The frozen week its figures are of. */
  readonly week: DateOnly;
  readonly issuedAt: Date;
  /** The facts it was composed of. */
  readonly content: object;
  readonly sha256: string;
}

export interface BulletinStore {
  /** Oldest first. */
  ofRound(roundId: string): Promise<Bulletin[]>;
  /** With the next number, or the one that is there for that kind and week. Within a transaction of its own. */
  issue(
    bulletin: Omit<Bulletin, 'number'>,
  ): Promise<{ readonly bulletin: Bulletin; readonly isNew: boolean }>;
}
