import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readFile } from '../../src/app/import/read-file.ts';
import { findBadRows } from '../../src/app/import/import-checks.ts';
import { openZip } from '../../src/documents/zip.ts';
import { AppError } from '../../src/errors.ts';
import { documents } from '../../src/main/documents.ts';
import { words } from '../../src/main/words.ts';
import { badRowText } from '../../src/zh/import.ts';
import { zipFile } from '../unit/documents/docx-file.ts';
import { edited, editedBytes, edits, type Edit } from './edits.ts';
import { goodFiles, HARMFUL, type HandedIn } from './import-files.ts';
import type { Target } from './target.ts';

/*
 * Whatever file is handed in is read, or refused in Chinese: nothing else is thrown, and nothing takes long. Files are
 * damaged as bytes, and inside of their containers, where the sums are right again afterwards.
 */

/** Of this process's own time, for files of some kilobytes. */
const MOST_CPU_MS = 3000;
/** Their limits let through what takes about three. */
const MOST_CPU_MS_OF_BOMB = 6000;

interface Case {
  readonly file: number;
  /** Which part of a container; null: the bytes as a whole. */
  readonly part: number | null;
  readonly edits: readonly Edit[];
}

/** Each of the files made to do harm, before the cases. @throws when one does */
export async function importTargetAfterBombs(): Promise<Target<Case>> {
  for (const [, make] of harmful()) await outcomeOf(make(), MOST_CPU_MS_OF_BOMB);
  return importTarget();
}

export async function importTarget(): Promise<Target<Case>> {
  const files = await goodFiles();
  return {
    cases: fc.record({
      file: fc.nat(files.length - 1),
      part: fc.option(fc.nat(20), { freq: 2 }),
      edits,
    }),
    async run({ file, part, edits: all }) {
      const good = files[file];
      assert(good);
      const data = part === null ? editedBytes(good.data, all) : editedInside(good.data, part, all);
      return outcomeOf({ ...good, data }, MOST_CPU_MS);
    },
  };
}

/** What becomes of a file, as a page or command would say it. @throws when it is not said, or takes too long */
export async function outcomeOf(file: HandedIn, mostMs: number): Promise<string> {
  const before = process.cpuUsage();
  const outcome = await handIn(file);
  const { user, system } = process.cpuUsage(before);
  assert((user + system) / 1000 < mostMs, `${file.name}: ${Math.round((user + system) / 1000)} ms`);
  return outcome;
}

async function handIn(file: HandedIn): Promise<string> {
  try {
    const read = await readFile(documents, words, file);
    if (read.kind !== 'ledger') return read.kind;
    const { rows, problems, sheet } = read.sheet;
    const bad = findBadRows({ rows, problems, usedNos: new Set(), hasSecrecyMark: words.hasSecrecyMark });
    for (const text of bad.map(badRowText)) assertChinese(text);
    if (sheet !== undefined) await documents.markedCopy(sheet, []);
    return bad.length > 0 ? 'ledger_refused' : 'ledger';
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'import_invalid')) throw error;
    assertChinese(error.message);
    return 'refused';
  }
}

function assertChinese(text: string): void {
  assert(/\p{Script=Han}/u.test(text), `not said in Chinese: ${text}`);
  assert(!/\bat \S+:\d+|node_modules|\/src\//.test(text), `says where it happened: ${text}`);
}

/** One part of the container changed and packed anew; as bytes where it is none. */
function editedInside(data: Buffer, part: number, all: readonly Edit[]): Buffer {
  if (data.subarray(0, 4).toString('hex') !== '504b0304')
    return Buffer.from(edited(data.toString('utf8'), all));
  const zip = openZip(data, 2 ** 24);
  const changed = zip.names[part % zip.names.length];
  return zipFile(
    Object.fromEntries(
      zip.names.map((name) => [
        name,
        name === changed ? edited(zip.text(name) ?? '', all) : (zip.bytes(name) ?? ''),
      ]),
    ),
  );
}

/** The files made to do harm, each once; by name. */
export const harmful = (): readonly (readonly [string, () => HandedIn])[] => Object.entries(HARMFUL);
