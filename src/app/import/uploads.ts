import { randomUUID } from 'node:crypto';
import type { Documents } from '../documents.ts';
import type { Deps } from '../ports.ts';
import { readFile, type HandedIn, type ReadFile } from './read-file.ts';
import type { KeptUpload } from './upload-store.ts';

/** A file between its preview and the word to import it, with what was read of it. */
export interface Upload extends KeptUpload {
  readonly read: Exclude<ReadFile, { kind: 'secret' }>;
}

export interface Uploads {
  /** Null when this person, or everybody together, has too many. */
  keep(userid: string, file: HandedIn, read: Upload['read']): Promise<Upload | null>;
  /** Null when it is over, done with, or somebody else's. */
  of(userid: string, token: string): Promise<Upload | null>;
  drop(userid: string, token: string): Promise<void>;
}

const KEPT_MS = 30 * 60_000;
const OF_ONE = 3;
const OF_ALL = 30;
/** What was read of a long ledger is large, and reading it again takes seconds. */
const READ_KEPT = 5;

/**
 * The file is kept in the database: the next step may be answered by another process. What was read of it is kept here
 * for a while, because the same file always reads the same.
 */
export function createUploads(deps: Pick<Deps, 'store' | 'clock' | 'words'>, documents: Documents): Uploads {
  const { store, clock, words } = deps;
  const reads = new Map<string, Upload['read']>();
  const remember = (token: string, read: Upload['read']): Upload['read'] => {
    reads.delete(token);
    reads.set(token, read);
    for (const oldest of [...reads.keys()].slice(0, -READ_KEPT)) reads.delete(oldest);
    return read;
  };
  const find = async (userid: string, token: string): Promise<KeptUpload | null> => {
    const standing = await store.importUploads.standing(clock.now());
    return standing.find((each) => each.token === token && each.userid === userid) ?? null;
  };
  async function readAgain(token: string): Promise<Upload['read'] | null> {
    const file = await store.importUploads.read(token);
    const read = file && (await readFile(documents, words, file));
    return read === null || read.kind === 'secret' ? null : remember(token, read);
  }
  return {
    async keep(userid, file, read) {
      const now = clock.now();
      await store.importUploads.dropOld(now);
      const all = await store.importUploads.standing(now);
      if (all.length >= OF_ALL || all.filter((each) => each.userid === userid).length >= OF_ONE) return null;
      const upload = {
        token: randomUUID(),
        userid,
        name: file.name,
        until: new Date(now.getTime() + KEPT_MS),
      };
      await store.importUploads.keep(upload, file.data);
      return { ...upload, read: remember(upload.token, read) };
    },
    async of(userid, token) {
      const kept = await find(userid, token);
      const read = kept && (reads.get(token) ?? (await readAgain(token)));
      return kept && read && { ...kept, read };
    },
    async drop(userid, token) {
      if (await find(userid, token)) await store.importUploads.drop(token);
      reads.delete(token);
    },
  };
}
