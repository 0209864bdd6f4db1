import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { playMonday, shown, killAndRestart, type Row } from './monday.ts';
import { launch, type Launch } from './processes.ts';
import type { Ground, Stage } from './stage.ts';

/** In blocks of 512 bytes: smaller than any ledger. */
const SMALL_FILE = 4;

async function exportLedger(
  { main }: Ground,
  stage: Stage,
  out: string,
  largestFile?: number,
): Promise<{ code: number | NodeJS.Signals; log: string }> {
  const logFile = path.join(stage.folder, 'export.log');
  writeFileSync(logFile, '');
  const command: Launch = {
    main,
    args: ['ledger', 'export', '--out', out],
    cwd: stage.folder,
    env: stage.environment('web1'),
    clockFile: stage.clockFile('command'),
    logFile,
    ...(largestFile !== undefined && { largestFile }),
  };
  const code = await launch(command).ended;
  return { code, log: readFileSync(logFile, 'utf8') };
}

/** What was there before is there still, nothing else is, and whoever asked is told why. */
function looked(folder: string, before: Buffer, { code, log }: { code: unknown; log: string }): string[] {
  const files = readdirSync(folder).filter((name) => name !== FILLER);
  return [
    ...(code === 0 ? ['the export says that it has written the file'] : []),
    ...(/was not written: (the disk is full|it is larger)/.test(log)
      ? []
      : [`it does not say why: ${log.slice(-300)}`]),
    ...(files.join() === LEDGER ? [] : [`left behind: ${files.join()}`]),
    ...(readFileSync(path.join(folder, LEDGER)).equals(before) ? [] : ['the file before is not whole']),
  ];
}

const LEDGER = 'ledger.xlsx';
const FILLER = 'filler';

/** Fills what is left of the disk to the last byte. */
function fillUp(folder: string): void {
  for (const size of [65_536, 4096, 512, 1]) {
    try {
      for (;;) writeFileSync(path.join(folder, FILLER), Buffer.alloc(size), { flag: 'a' });
    } catch {
      // a smaller piece may still fit
    }
  }
}

function mounted(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder]).status === 0;
}

/** @returns what to do at the end */
function smallDisk(folder: string): () => void {
  if (!mounted(folder)) throw new Error('a small disk cannot be mounted here: run as root');
  return () => void spawnSync('umount', ['-l', folder]);
}

export const diskRows: readonly Row[] = [
  {
    name: 'the disk full while exporting',
    what: 'a ledger is exported during the run: to a full disk, with a limit on files; the data folder on a full disk',
    size: 'small',
    runs: (seed) => [
      {
        label: 'export to a full disk',
        play: (ground) =>
          playMonday(ground, { seed: seed * 1000 + 880 }, async (stage) => {
            const folder = path.join(stage.folder, 'papers');
            const unmount = smallDisk(folder);
            try {
              const out = path.join(folder, LEDGER);
              await shown(stage, 5);
              await exportLedger(ground, stage, out);
              const before = readFileSync(out);
              fillUp(folder);
              const found = looked(folder, before, await exportLedger(ground, stage, out));
              rmSync(path.join(folder, FILLER));
              const again = await exportLedger(ground, stage, out);
              return [...found, ...(again.code === 0 ? [] : [`with room again: ${again.log.slice(-300)}`])];
            } finally {
              unmount();
            }
          }),
      },
      {
        label: 'export with a limit on the size of files',
        play: (ground) =>
          playMonday(ground, { seed: seed * 1000 + 881 }, async (stage) => {
            const folder = path.join(stage.folder, 'papers');
            mkdirSync(folder);
            const out = path.join(folder, LEDGER);
            await shown(stage, 5);
            await exportLedger(ground, stage, out);
            return looked(folder, readFileSync(out), await exportLedger(ground, stage, out, SMALL_FILE));
          }),
      },
      {
        label: 'the data folder on a full disk, web and worker started again',
        play: (ground) =>
          playMonday(ground, { seed: seed * 1000 + 882, later: ['web1', 'worker1'] }, async (stage) => {
            const data = path.join(stage.folder, 'data');
            const unmount = smallDisk(data);
            try {
              stage.start('web1');
              stage.start('worker1');
              await shown(stage, 5);
              fillUp(data);
              await killAndRestart(stage, ['web1', 'worker1']);
              await shown(stage, stage.town.due.size);
            } finally {
              rmSync(path.join(data, FILLER), { force: true });
              unmount();
            }
          }),
      },
    ],
  },
];
