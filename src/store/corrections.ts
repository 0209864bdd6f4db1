import { appendFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { CorrectionLog } from '../app/replies/reply-stores.ts';

/** One line of JSON for each corrected answer, as in replies.jsonl. */
export const correctionFile = (file: string): CorrectionLog => ({
  async append(line) {
    await mkdir(path.dirname(file), { recursive: true });
    await appendFile(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
  },
  read: () =>
    readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    }),
});
