import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Drilled } from '../../app/backup/outcome.ts';
import { prove } from '../../app/backup/prove.ts';
import type { Log } from '../../app/ports.ts';
import type { Secret } from '../../archive/key.ts';
import type { Clock } from '../../clock.ts';
import { dropDraft, makeScratch } from '../../store/dump/draft.ts';
import { DRILL_FILE } from './drill-note.ts';
import { manifestOf, readIn } from './read-in.ts';
import { inDraft, rowsIn } from './restore.ts';

export interface Drill {
  readonly url: string;
  readonly backupDir: string;
  readonly file: string;
  readonly secret: Secret | null;
  readonly clock: Clock;
  readonly log: Log;
  /** How long taking the backup took, when that belonged to the drill. */
  readonly backupSeconds: number | null;
  report(what: string, done: number, total: number): void;
}

/**
 * Restores a backup into a scratch database of the same server, proves it as a restore would, and drops it. Where no
 * database may be made, into a schema beside the data.
 */
export async function drill(options: Drill): Promise<Drilled> {
  const { url, backupDir, clock, file, secret } = options;
  const began = performance.now();
  const { takenAt } = await manifestOf({ file, secret });
  const scratch = await makeScratch(url);
  const target = scratch?.url ?? url;
  let stage: string | null = null;
  try {
    const draft = await readIn({ ...options, url: target, mediaDir: null, stageIn: backupDir });
    stage = draft.stage;
    const proof = await inDraft(target, stage, options, prove);
    const drilled: Drilled = {
      file,
      takenAt,
      encrypted: secret !== null,
      where: scratch ? 'database' : 'schema',
      rows: rowsIn(draft.sums),
      media: draft.sums.media,
      proof,
      seconds: { backup: options.backupSeconds, restore: secondsSince(began) },
    };
    await note(backupDir, { at: clock.now(), file, takenAt, faults: proof.faults });
    return drilled;
  } catch (error) {
    await note(backupDir, { at: clock.now(), file, takenAt, faults: ['it could not be restored'] });
    throw error;
  } finally {
    if (stage) await rm(stage, { recursive: true, force: true });
    await (scratch ? scratch.drop() : dropDraft(url));
  }
}

export const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10;

async function note(
  backupDir: string,
  result: { at: Date; file: string; takenAt: string; faults: readonly string[] },
): Promise<void> {
  const told = { ...result, file: path.basename(result.file) };
  await writeFile(path.join(backupDir, DRILL_FILE), `${JSON.stringify(told)}\n`, { mode: 0o600 });
}
