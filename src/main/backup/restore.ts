import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { anchorAudit } from '../../app/audit/anchor-audit.ts';
import { KEPT_FILES, type Sums } from '../../app/backup/manifest.ts';
import { isEmpty, type Restored } from '../../app/backup/outcome.ts';
import { prove, type Proof } from '../../app/backup/prove.ts';
import type { Deps, Log } from '../../app/ports.ts';
import type { Secret } from '../../archive/key.ts';
import type { Clock } from '../../clock.ts';
import { AppError } from '../../errors.ts';
import { anchorFile } from '../../store/audit-anchors.ts';
import { openDatabase } from '../../store/database.ts';
import { DRAFT, dropDraft, inSchema, occupants, swapIn } from '../../store/dump/draft.ts';
import { alone } from '../../store/presence.ts';
import { createStore } from '../../store/store.ts';
import { readIn, type InDraft } from './read-in.ts';

export interface Restore {
  readonly url: string;
  readonly dataDir: string;
  readonly file: string;
  readonly secret: Secret | null;
  readonly clock: Clock;
  readonly log: Log;
  /** Puts it in the place of what is there. */
  readonly replace: boolean;
  /** Also when the proof finds that what was saved was not whole. */
  readonly despiteFaults: boolean;
  report(what: string, done: number, total: number): void;
}

/**
 * Makes database and data folder what they were when the backup was taken, with sending paused: what was due since may
 * have been sent by the system that was lost. Until everything is proved, nothing is changed.
 * @throws AppError usage when something is there, or at work there; backup_invalid
 */
export async function restore(options: Restore): Promise<Restored> {
  const { url, file, replace } = options;
  const there = await occupants(url);
  if (there && !isEmpty(there) && !replace) throw occupied(file);
  return alone(url, () => restoreAlone(options, there !== null));
}

async function restoreAlone(options: Restore, isOccupied: boolean): Promise<Restored> {
  const { url, dataDir, clock, log } = options;
  let stage: string | null = null;
  try {
    const draft = await readIn({ ...options, mediaDir: path.join(dataDir, 'media'), stageIn: dataDir });
    stage = draft.stage;
    const proof = await inDraft(url, draft.stage, options, async (deps) => {
      const found = await prove(deps);
      if (found.faults.length === 0 || options.despiteFaults) await closeTheGap(deps, draft, found);
      return found;
    });
    if (proof.faults.length > 0 && !options.despiteFaults) throw faulty(proof);
    const stamp = stampOf(clock);
    const aside = isOccupied ? `before_restore_${stamp}` : null;
    await swapIn(url, aside);
    await placeFiles(dataDir, stage, stamp);
    log.warn({ file: options.file, takenAt: draft.manifest.takenAt, aside }, 'backup_restored');
    return { manifest: draft.manifest, rows: rowsIn(draft.sums), media: draft.sums.media, proof, aside };
  } catch (error) {
    await dropDraft(url).catch(() => {}); // the next restore drops it too
    throw error;
  } finally {
    if (stage) await rm(stage, { recursive: true, force: true });
  }
}

export const rowsIn = ({ tables }: Sums): number =>
  Object.values(tables).reduce((sum, { rows }) => sum + rows, 0);

/** The use cases, on the draft. */
export async function inDraft<T>(
  url: string,
  stage: string,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  work: (deps: Pick<Deps, 'store' | 'anchors' | 'clock' | 'log'>) => Promise<T>,
): Promise<T> {
  const database = openDatabase(inSchema(url, DRAFT), { max: 2, schema: DRAFT });
  try {
    const store = createStore(database, path.join(stage, 'media'));
    return await work({ store, anchors: anchorFile(path.join(stage, 'audit-anchors.jsonl')), clock, log });
  } finally {
    await database.close();
  }
}

/** Paused before anybody can work with it, and written into the chain. */
async function closeTheGap(
  deps: Pick<Deps, 'store' | 'anchors' | 'clock' | 'log'>,
  { manifest, sums }: InDraft,
  { faults }: Proof,
): Promise<void> {
  const at = deps.clock.now();
  const backupOf = new Date(manifest.takenAt);
  await deps.store.transaction(async (stores) => {
    await stores.pause.end();
    await stores.pause.begin({ since: at, by: 'operator', reason: '', backupOf });
    await stores.audit.append({
      at,
      actor: 'operator',
      source: 'command',
      event: 'backup_restored',
      subject: '',
      detail: { takenAt: manifest.takenAt, version: manifest.version, seq: sums.audit?.seq ?? null, faults },
    });
  });
  await anchorAudit(deps);
}

/** What is there of the kept files stays under another name. */
async function placeFiles(dataDir: string, stage: string, stamp: string): Promise<void> {
  for (const name of KEPT_FILES) {
    const [file, staged] = [path.join(dataDir, name), path.join(stage, name)];
    if (existsSync(file)) await rename(file, `${file}.before-restore-${stamp}`);
    if (existsSync(staged)) await rename(staged, file);
  }
}

/** For names of schemas and files. */
function stampOf(clock: Clock): string {
  const { date, time } = clock.local(clock.now());
  return `${date}_${time}_${randomBytes(2).toString('hex')}`.replaceAll(/[-:]/g, '');
}

const occupied = (file: string): AppError =>
  new AppError(
    'usage',
    `the database is not empty: nothing was changed. "duban restore ${file} --yes" puts the backup in the place of what ` +
      'is there, which is kept in a schema of its own',
  );

const faulty = ({ faults }: Proof): AppError =>
  new AppError(
    'backup_invalid',
    `what was saved is not whole, and nothing was changed (--despite-faults restores it all the same):\n${faults
      .map((fault) => `  ${fault}`)
      .join('\n')}`,
  );
