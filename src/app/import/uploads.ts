import { randomUUID } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { ReadFile } from './read-file.ts';

/** A file between its preview and the word to import it. What was read of it is in memory and nowhere else. */
export interface Upload {
  readonly token: string;
  readonly name: string;
  readonly until: Date;
  readonly read: Exclude<ReadFile, { kind: 'secret' }>;
}

export interface Uploads {
  /** Null when this person, or everybody together, has too many. */
  keep(userid: string, file: Pick<Upload, 'name' | 'read'>): Upload | null;
  /** Null when it is over, done with, or somebody else's. */
  of(userid: string, token: string): Upload | null;
  drop(userid: string, token: string): void;
}

const KEPT_MS = 30 * 60_000;
const OF_ONE = 3;
const OF_ALL = 30;

export function createUploads(clock: Pick<Clock, 'now'>): Uploads {
  const kept = new Map<string, Upload & { readonly userid: string }>();
  const standing = () => {
    const now = clock.now();
    for (const [token, { until }] of kept) if (until <= now) kept.delete(token);
    return kept;
  };
  const find = (userid: string, token: string) => {
    const upload = standing().get(token);
    return upload?.userid === userid ? upload : null;
  };
  return {
    keep(userid, file) {
      const all = [...standing().values()];
      if (all.length >= OF_ALL || all.filter((each) => each.userid === userid).length >= OF_ONE) return null;
      const upload = { ...file, token: randomUUID(), until: new Date(clock.now().getTime() + KEPT_MS) };
      kept.set(upload.token, { ...upload, userid });
      return upload;
    },
    of: find,
    drop(userid, token) {
      if (find(userid, token)) kept.delete(token);
    },
  };
}
