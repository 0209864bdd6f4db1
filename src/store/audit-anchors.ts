import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Anchor, AnchorLog } from '../app/audit/audit-stores.ts';

const anchorLine = z.object({
  at: z.iso.datetime(),
  seq: z.string().regex(/^\d+$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * One line of JSON for each anchor. Best on another disk than the database, and copied away with the backups: who can
 * change both can change the past.
 */
export function anchorFile(file: string): AnchorLog {
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return '';
        throw error;
      });
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map(parse);
    },
    // A line as short as this is written in one piece behind whatever other processes have written.
    async append({ at, seq, hash }) {
      await mkdir(path.dirname(file), { recursive: true });
      await appendFile(file, `${JSON.stringify({ at, seq, hash })}\n`, { mode: 0o600, flush: true });
    },
  };
}

function parse(line: string): Anchor | null {
  try {
    return anchorLine.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
