import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json, found from the source as from dist. */
const ROOT = findRoot(path.dirname(fileURLToPath(import.meta.url)));

/** A file of the project itself, wherever it was started from. */
export const projectFile = (...parts: string[]): string => path.join(ROOT, ...parts);

export const readJson = async (...parts: string[]): Promise<unknown> =>
  JSON.parse(await readFile(projectFile(...parts), 'utf8'));

function findRoot(from: string): string {
  return existsSync(path.join(from, 'prisma', 'migrations')) ? from : findRoot(path.dirname(from));
}
