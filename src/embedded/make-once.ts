import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from './processes.ts';

export interface Folder {
  readonly target: string;
  /** A file of the finished folder: where it is, nothing needs to be made. */
  readonly proof: string;
  /** Makes the folder under the path it is given; may leave other things beside it. */
  readonly make: (unfinished: string) => void;
}

/**
 * Makes a folder beside its target and renames it into place: a kill half-way leaves nothing half-made, and of two
 * processes that make it at once one wins and the other finds it done. True when this call made it.
 */
export function makeOnce({ target, proof, make }: Folder): boolean {
  if (existsSync(path.join(target, proof))) return false;
  removeLeftovers(target);
  const aside = `${target}.new-${process.pid}`;
  mkdirSync(aside);
  chmodSync(aside, 0o755); // PostgreSQL's account passes through, also under a strict umask
  try {
    const unfinished = path.join(aside, path.basename(target));
    make(unfinished);
    renameSync(unfinished, target);
    return true;
  } catch (error) {
    if (existsSync(path.join(target, proof))) return false;
    throw error;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** What processes killed while making it have left. */
function removeLeftovers(target: string): void {
  const folder = path.dirname(target);
  const prefix = `${path.basename(target)}.new-`;
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
    rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}
