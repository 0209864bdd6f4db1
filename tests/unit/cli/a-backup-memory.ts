import type { BackupTools } from '../../../src/cli/cli.ts';
import type { BackedUp, BackupLook, Drilled, Restored } from '../../../src/app/backup/outcome.ts';
import type { Proof } from '../../../src/app/backup/prove.ts';
import type { Machine } from './a-cli.ts';

/** What backing up comes to, and what was asked for. */
export interface BackupMemory {
  written: BackedUp;
  look: BackupLook;
  restored: Restored;
  drilled: Drilled;
}

const proof: Proof = { entries: 90, anchors: 2, weeks: 3, tasks: 38, faults: [] };
const media = { files: 2, bytes: 3 * 1024 * 1024 };
const manifest: BackupLook['manifest'] = {
  format: 1,
  takenAt: '2026-06-07T19:00:00.000Z',
  version: '0.1.0',
  server: '18.4',
  migrations: [],
  tables: [],
  rounds: [{ letter: 'A', name: '某轮' }],
};

export const emptyBackups = (): BackupMemory => ({
  written: {
    file: 'b.tar.gz',
    bytes: 1024 * 1024,
    encrypted: false,
    tables: 40,
    rows: 1200,
    media,
    lost: [],
  },
  look: { manifest, occupants: null },
  restored: { manifest, rows: 1200, media, proof, aside: null },
  drilled: {
    file: 'b.tar.gz',
    takenAt: manifest.takenAt,
    encrypted: false,
    where: 'database',
    rows: 1200,
    media,
    proof,
    seconds: { backup: 1.5, restore: 2 },
  },
});

export function aBackupHouse(machine: Machine): BackupTools {
  const note = (...call: unknown[]) => void machine.calls.push(call);
  return {
    progress: { report: () => {} },
    write: async (out) => (note('backup', out), machine.backups.written),
    look: async (file) => (note('look', file), machine.backups.look),
    restore: async (file, how) => (note('restore', file, how), machine.backups.restored),
    drill: async (file) => (note('drill', file), machine.backups.drilled),
  };
}
