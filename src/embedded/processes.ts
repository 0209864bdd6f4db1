import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether the process runs on this folder. After a restart of the machine or in a container a remembered id may
 * belong to a stranger. Where the system does not tell (Windows), a living process is taken for ours.
 */
export function runsOn(pid: number, dir: string): boolean {
  if (process.platform === 'linux') return workingFolder(pid) === dir || commandOnLinux(pid).includes(dir);
  if (process.platform === 'darwin') return commandByPs(pid).includes(dir);
  return true;
}

/** The postmaster's working folder is its data folder, also after that was renamed. */
function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // another account's process: in most containers root may not look either
  }
}

function commandOnLinux(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

const commandByPs = (pid: number): string =>
  spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
