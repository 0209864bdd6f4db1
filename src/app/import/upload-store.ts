/** A file between its preview and the word to import it. */
export interface KeptUpload {
  readonly token: string;
  /** Whose it is; nobody else gets at it. */
  readonly userid: string;
  readonly name: string;
  readonly until: Date;
}

/** Such files, for all processes; of no use to anybody after their time, and deleted then. */
export interface UploadStore {
  keep(upload: KeptUpload, data: Buffer): Promise<void>;
  /** Those of everybody that are not over. */
  standing(now: Date): Promise<readonly KeptUpload[]>;
  read(token: string): Promise<{ readonly name: string; readonly data: Buffer } | null>;
  drop(token: string): Promise<void>;
  dropOld(now: Date): Promise<void>;
}
