import { z } from 'zod';

/*
 * What an archive says of itself. `manifest.json` comes first and says how to read the rest; `sums.json` comes last and
 * says what it has to come to, so that an archive without its end is seen as such.
 */

export const MANIFEST = 'manifest.json';
export const SUMS = 'sums.json';
export const TABLES = 'tables/';
export const MEDIA = 'media/';
export const FILES = 'files/';

/** Files of the data folder that nothing else can make again. */
export const KEPT_FILES = ['audit-anchors.jsonl', 'corrections.jsonl'] as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);

export const manifestSchema = z.object({
  format: z.literal(1),
  /** When the snapshot was taken. */
  takenAt: z.iso.datetime(),
  /** Of the program that wrote it. */
  version: z.string(),
  server: z.string(),
  migrations: z.array(z.object({ name: z.string(), checksum: sha256 })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), key: z.array(z.string()) })),
  rounds: z.array(z.object({ letter: z.string(), name: z.string() })),
});

export type Manifest = z.infer<typeof manifestSchema>;

export const sumsSchema = z.object({
  tables: z.record(z.string(), z.object({ rows: count, sha256 })),
  media: z.object({ files: count, bytes: count }),
  /** Files that rows speak of and that were not there, or were not what their hash says. */
  lost: z.array(sha256),
  audit: z.object({ rows: count, seq: z.string(), hash: sha256 }).nullable(),
});

export type Sums = z.infer<typeof sumsSchema>;
