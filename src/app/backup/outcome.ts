import type { Manifest, Sums } from './manifest.ts';
import type { Proof } from './prove.ts';

/* What backing up, restoring and a drill came to, for whoever prints it. */

export interface BackedUp {
  readonly file: string;
  readonly bytes: number;
  readonly encrypted: boolean;
  readonly tables: number;
  readonly rows: number;
  readonly media: Sums['media'];
  /** Hashes of files that could not be saved: they are missing in the data folder, or damaged. */
  readonly lost: readonly string[];
}

/** What a database holds before something is restored into it. */
export interface Occupants {
  readonly rounds: number;
  readonly tasks: number;
  /** Of the audit log, and when the newest was written. */
  readonly entries: number;
  readonly newest: Date | null;
}

export interface BackupLook {
  readonly manifest: Manifest;
  /** Null: no duban has used the database. */
  readonly occupants: Occupants | null;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly rows: number;
  readonly media: Sums['media'];
  readonly proof: Proof;
  /** The schema the former data is in; null when there was none. */
  readonly aside: string | null;
}

export interface Drilled {
  readonly file: string;
  readonly takenAt: string;
  readonly encrypted: boolean;
  /** `database`: in one of its own; `schema`: beside the data, where no database may be made. */
  readonly where: 'database' | 'schema';
  readonly rows: number;
  readonly media: Sums['media'];
  readonly proof: Proof;
  readonly seconds: { readonly backup: number | null; readonly restore: number };
}

export const isEmpty = ({ rounds, tasks }: Occupants): boolean => rounds + tasks === 0;
