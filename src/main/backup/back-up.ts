import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Log } from '../../app/ports.ts';
import {
  FILES,
  KEPT_FILES,
  MANIFEST,
  MEDIA,
  SUMS,
  TABLES,
  type Manifest,
  type Sums,
} from '../../app/backup/manifest.ts';
import type { BackedUp } from '../../app/backup/outcome.ts';
import { writeArchive } from '../../archive/archive.ts';
import { entryOf, type Entry } from '../../archive/tar.ts';
import type { Secret } from '../../archive/key.ts';
import { openSnapshot, type Snapshot } from '../../store/dump/snapshot.ts';
import { readJson } from '../project.ts';

export interface BackUp {
  readonly url: string;
  readonly dataDir: string;
  readonly file: string;
  readonly secret: Secret | null;
  readonly now: Date;
  readonly log: Log;
  report(what: string, done: number, total: number): void;
}

/**
 * One file with everything that nothing else can make again: the rows as of one moment, and the files they speak of,
 * which are kept before their rows and never change. The service may run meanwhile.
 */
export async function backUp(options: BackUp): Promise<BackedUp> {
  const { file, secret, now, log } = options;
  const snapshot = await openSnapshot(options.url);
  try {
    const sums: { -readonly [Key in keyof Sums]: Sums[Key] } = {
      tables: {},
      media: { files: 0, bytes: 0 },
      lost: [],
      audit: await headOf(snapshot),
    };
    const bytes = await writeArchive(file, entries(options, snapshot, sums), { secret, now });
    for (const sha256 of sums.lost) log.error({ sha256 }, 'backup_lacks_file');
    const rows = Object.values(sums.tables).reduce((sum, table) => sum + table.rows, 0);
    const { media, lost } = sums;
    return { file, bytes, encrypted: secret !== null, tables: snapshot.tables.length, rows, media, lost };
  } finally {
    await snapshot.close();
  }
}

async function headOf(snapshot: Snapshot): Promise<Sums['audit']> {
  const [head] = await snapshot.ask<{ seq: string; hash: string; rows: number }>(
    `select seq::text, hash, (select count(*)::int from "AuditEvent") as rows from "AuditEvent" order by "AuditEvent".seq desc limit 1`,
  );
  return head ?? null;
}

async function* entries(
  { dataDir, now, report }: BackUp,
  snapshot: Snapshot,
  sums: { -readonly [Key in keyof Sums]: Sums[Key] },
): AsyncGenerator<Entry> {
  yield entryOf(MANIFEST, json(await manifestOf(snapshot, now)));
  for (const [index, table] of snapshot.tables.entries()) {
    report('saving tables', index, snapshot.tables.length);
    const rows = snapshot.rows(table);
    for (let part = 1; ; part += 1) {
      const next = await rows.next();
      if (next.done) {
        sums.tables[table.name] = next.value;
        break;
      }
      yield entryOf(`${TABLES}${table.name}/${String(part).padStart(6, '0')}`, next.value);
    }
  }
  const media = await snapshot.media();
  for (const [index, sha256] of media.entries()) {
    report('saving files', index, media.length);
    const data = await readMedia(dataDir, sha256);
    if (!data) {
      sums.lost.push(sha256);
      continue;
    }
    sums.media = { files: sums.media.files + 1, bytes: sums.media.bytes + data.length };
    yield entryOf(`${MEDIA}${sha256}`, data);
  }
  for (const name of KEPT_FILES) {
    const data = await readFile(path.join(dataDir, name)).catch(noneIfAbsent);
    if (data)
      yield entryOf(`${FILES}${name}`, name === 'audit-anchors.jsonl' ? known(data, sums.audit) : data);
  }
  yield entryOf(SUMS, json(sums));
}

async function manifestOf(snapshot: Snapshot, now: Date): Promise<Manifest> {
  const { version } = (await readJson('package.json')) as { version: string };
  return {
    format: 1,
    takenAt: now.toISOString(),
    version,
    server: snapshot.server,
    migrations: [...snapshot.migrations],
    tables: snapshot.tables.map(({ name, columns, key }) => ({ name, columns: [...columns], key: [...key] })),
    rounds: await snapshot.ask(`select letter, name from "Round" order by letter`),
  };
}

/** Null when it is not there, or not what its name says. */
async function readMedia(dataDir: string, sha256: string): Promise<Buffer | null> {
  const data = await readFile(path.join(dataDir, 'media', sha256.slice(0, 2), sha256)).catch(noneIfAbsent);
  return data && createHash('sha256').update(data).digest('hex') === sha256 ? data : null;
}

/** Anchors that were written since the snapshot speak of entries it does not have. */
function known(anchors: Buffer, head: Sums['audit']): Buffer {
  const last = BigInt(head?.seq ?? 0);
  const isKnown = (line: string): boolean => {
    const [, seq] = /"seq":"(\d+)"/.exec(line) ?? [];
    return seq === undefined || BigInt(seq) <= last; // a line that is no anchor stays, as a finding
  };
  return Buffer.from(anchors.toString('utf8').split('\n').filter(isKnown).join('\n'));
}

function noneIfAbsent(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

const json = (value: object): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
