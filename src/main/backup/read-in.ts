import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import {
  FILES,
  KEPT_FILES,
  MANIFEST,
  manifestSchema,
  MEDIA,
  SUMS,
  sumsSchema,
  TABLES,
  type Manifest,
  type Sums,
} from '../../app/backup/manifest.ts';
import type { Log } from '../../app/ports.ts';
import { readArchive } from '../../archive/archive.ts';
import type { Secret } from '../../archive/key.ts';
import type { Entry } from '../../archive/tar.ts';
import { AppError } from '../../errors.ts';
import { beginDraft, DRAFT, inSchema, openDraft, type OpenDraft } from '../../store/dump/draft.ts';
import { knownMigrations, migrate } from '../../store/migrate.ts';
import { writeMedia } from '../../store/media.ts';
import { projectFile } from '../project.ts';

export interface Source {
  readonly file: string;
  readonly secret: Secret | null;
}

/** What the archive says of itself; reads no further. */
export async function manifestOf({ file, secret }: Source): Promise<Manifest> {
  for await (const entry of readArchive(file, secret)) return parsed(manifestSchema, await asManifest(entry));
  throw broken('it is empty');
}

export interface ReadIn extends Source {
  /** The database; the draft is made beside what is there. */
  readonly url: string;
  /** Where files go that people sent: under their hashes, so that none is ever replaced by another. Null: nowhere, they are only
   * looked at. */
  readonly mediaDir: string | null;
  /** A folder for what is put in place last. */
  readonly stageIn: string;
  readonly log: Log;
  report(what: string, done: number, total: number): void;
}

export interface InDraft {
  readonly manifest: Manifest;
  readonly sums: Sums;
  /** Where the files of the data folder wait. */
  readonly stage: string;
}

const MIGRATIONS = projectFile('prisma', 'migrations');

/**
 * Reads an archive into the draft, which has the database's tables as they were when it was taken, compares what then
 * stands there line by line with what was saved, and brings it up to this program.
 * @throws AppError backup_invalid
 */
export async function readIn(options: ReadIn): Promise<InDraft> {
  const { url, log } = options;
  await beginDraft(url);
  const connectionString = inSchema(url, DRAFT);
  await mkdir(options.stageIn, { recursive: true });
  const stage = await mkdtemp(path.join(options.stageIn, '.restore-'));
  const read = await readEntries(options, stage, async (manifest) => {
    const upTo = namesOf(manifest);
    refuseNewer(manifest);
    await migrate({ connectionString, directory: MIGRATIONS, log, upTo });
    return openDraft(url);
  });
  await migrate({ connectionString, directory: MIGRATIONS, log });
  return { ...read, stage };
}

type Opened = { readonly manifest: Manifest; readonly draft: OpenDraft };

async function readEntries(
  options: ReadIn,
  stage: string,
  open: (manifest: Manifest) => Promise<OpenDraft>,
): Promise<Omit<InDraft, 'stage'>> {
  let [opened, sums, media]: [Opened | null, Sums | null, number] = [null, null, 0];
  try {
    const archive = readArchive(options.file, options.secret);
    for (let next = await archive.next(); !next.done;) {
      const entry = next.value;
      if (!opened) {
        const manifest = parsed(manifestSchema, await asManifest(entry));
        opened = { manifest, draft: await open(manifest) };
        next = await archive.next();
      } else if (entry.path.startsWith(TABLES)) {
        next = await fillTable(options, opened, entry, archive);
      } else {
        if (entry.path === SUMS) sums = parsed(sumsSchema, await whole(entry));
        else if (entry.path.startsWith(MEDIA)) media += await keepMedia(options, entry);
        else await stageFile(stage, entry);
        next = await archive.next();
      }
    }
    if (!opened || !sums) throw broken('its end is missing');
    if (media !== sums.media.files) throw broken(`it has ${media} files, and not ${sums.media.files}`);
    await compare(opened, sums);
    await opened.draft.finish();
    return { manifest: opened.manifest, sums };
  } finally {
    await opened?.draft.close();
  }
}

/** All parts of one table, one after the other; answers with what comes behind them. */
async function fillTable(
  { report }: ReadIn,
  { manifest, draft }: Opened,
  first: Entry,
  archive: AsyncGenerator<Entry>,
): Promise<IteratorResult<Entry>> {
  const name = tableIn(first.path);
  const index = manifest.tables.findIndex((table) => table.name === name);
  const table = manifest.tables[index];
  if (!table) throw broken(`it does not say what ${first.path} is`);
  report('reading tables', index, manifest.tables.length);
  let behind: IteratorResult<Entry> = { done: false, value: first };
  async function* lines(): AsyncGenerator<Buffer> {
    while (!behind.done && tableIn(behind.value.path) === name) {
      yield* behind.value.body;
      behind = await archive.next();
    }
  }
  try {
    await draft.fill(table, lines());
  } catch (error) {
    throw areNoRows(error) ? broken(`table ${name} has lines that are no rows of it`) : error;
  }
  return behind;
}

/** What PostgreSQL says of data: classes 22 and 23 of its codes. */
const areNoRows = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));

const tableIn = (entryPath: string): string | null =>
  entryPath.startsWith(TABLES) ? (entryPath.slice(TABLES.length).split('/')[0] ?? null) : null;

/** Line by line, by their hash: what stands in the draft is what stood in the database. */
async function compare({ manifest, draft }: Opened, sums: Sums): Promise<void> {
  for (const table of manifest.tables) {
    const saved = sums.tables[table.name];
    const { rows, sha256 } = await draft.hash(table);
    if (rows !== saved?.rows || sha256 !== saved.sha256)
      throw broken(
        `table ${table.name} came to ${rows} rows that are not the ${saved?.rows ?? 0} that were saved`,
      );
  }
}

async function keepMedia({ mediaDir }: ReadIn, entry: Entry): Promise<1> {
  const sha256 = entry.path.slice(MEDIA.length);
  const data = await whole(entry);
  if (createHash('sha256').update(data).digest('hex') !== sha256)
    throw broken(`file ${sha256} is not what its name says`);
  if (mediaDir !== null) await writeMedia(mediaDir, sha256, data);
  return 1;
}

async function stageFile(stage: string, entry: Entry): Promise<void> {
  const name = KEPT_FILES.find((kept) => entry.path === `${FILES}${kept}`);
  const data = await whole(entry);
  // A newer program may keep more: it is left out, and never written where it says.
  if (name) await writeFile(path.join(stage, name), data, { mode: 0o600, flush: true });
}

async function asManifest(entry: Entry): Promise<Buffer> {
  if (entry.path !== MANIFEST) throw broken('it does not begin with a manifest');
  return whole(entry);
}

async function whole(entry: Entry): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of entry.body) parts.push(part);
  return Buffer.concat(parts);
}

function parsed<T>(schema: z.ZodType<T>, data: Buffer): T {
  const result = schema.safeParse(JSON.parse(data.toString('utf8')));
  if (result.success) return result.data;
  throw broken('it was written by a newer program, or by none of ours');
}

/** Data of a newer program has what this one does not know. */
function refuseNewer({ migrations, version }: Manifest): void {
  const known = knownMigrations(MIGRATIONS);
  const unknown = migrations.find(({ name, checksum }) => known.get(name) !== checksum);
  if (unknown)
    throw broken(`version ${version} wrote it, whose migration ${unknown.name} this program does not have`);
}

const namesOf = ({ migrations }: Manifest): Set<string> => new Set(migrations.map(({ name }) => name));

const broken = (why: string): AppError => new AppError('backup_invalid', `the backup cannot be used: ${why}`);
