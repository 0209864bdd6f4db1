import { Option, type Command } from 'commander';
import { isEmpty, type BackedUp, type Drilled, type Restored } from '../app/backup/outcome.ts';
import type { Proof } from '../app/backup/prove.ts';
import { printJson, type Cli } from './cli.ts';

/** Everything that nothing else can make again, in one file, and back. */
export function addBackup(program: Command, cli: Cli): void {
  program
    .command('backup')
    .description(
      'save database and files in one archive, also while the service runs; DUBAN_BACKUP_KEY encrypts it',
    )
    .option('--out <file>', 'by default a new file in DUBAN_BACKUP_DIR')
    .option('--json', 'as JSON')
    .action(async ({ out, json }: { out?: string; json?: true }) => {
      const done = await cli.backups.write(out ?? null);
      if (json) printJson(cli, done);
      else cli.print(backedUpText(done));
      if (done.lost.length > 0)
        throw new Error(
          `${done.lost.length} files are missing or damaged in the data folder: ${done.lost.join(', ')}`,
        );
    });
  program
    .command('restore <file>')
    .description('put a backup into the database; stop the service first, sending is paused afterwards')
    .option('--yes', 'also in the place of what is there, which is kept in a schema of its own')
    .addOption(new Option('--despite-faults', 'also when what was saved was not whole'))
    .option('--json', 'as JSON')
    .action((file: string, options: RestoreOptions) => restore(cli, file, options));
  program
    .command('drill [file]')
    .description(
      'take a backup (or that one), restore it beside the data, prove it, drop it; exit code 1 when it fails',
    )
    .option('--json', 'as JSON')
    .action(async (file: string | undefined, { json }: { json?: true }) => {
      const done = await cli.backups.drill(file ?? null);
      if (json) printJson(cli, done);
      else for (const line of drilledText(done)) cli.print(line);
      if (done.proof.faults.length > 0)
        throw new Error(`what was restored is not whole: ${done.proof.faults.join('; ')}`);
    });
}

interface RestoreOptions {
  readonly yes?: true;
  readonly despiteFaults?: true;
  readonly json?: true;
}

async function restore(cli: Cli, file: string, { yes, despiteFaults, json }: RestoreOptions): Promise<void> {
  const { manifest, occupants } = await cli.backups.look(file);
  if (!json) {
    cli.print(`backup of ${manifest.takenAt}, version ${manifest.version}, ${roundsText(manifest.rounds)}`);
    if (occupants && !isEmpty(occupants)) {
      const newest = occupants.newest === null ? '' : `, the newest of ${occupants.newest.toISOString()}`;
      cli.print(
        `the database holds ${occupants.rounds} rounds, ${occupants.tasks} tasks, ${occupants.entries} audit entries${newest}`,
      );
    }
  }
  const how = { replace: yes === true, despiteFaults: despiteFaults === true };
  const done = await cli.backups.restore(file, how);
  if (json) printJson(cli, done);
  else for (const line of restoredText(done)) cli.print(line);
}

const roundsText = (rounds: readonly { letter: string }[]): string =>
  rounds.length === 0 ? 'no round' : `rounds ${rounds.map(({ letter }) => letter).join(', ')}`;

const MB = 1024 * 1024;

const sizeText = (bytes: number): string => `${(bytes / MB).toFixed(1)} MB`;

const backedUpText = ({ file, bytes, encrypted, tables, rows, media }: BackedUp): string =>
  `${file}: ${sizeText(bytes)}, ${encrypted ? 'encrypted' : 'not encrypted'}, ${tables} tables, ${rows} rows, ${media.files} files (${sizeText(media.bytes)})`;

const proofText = ({ entries, anchors, weeks, tasks }: Proof): string =>
  `audit log of ${entries} entries whole, ${anchors} anchors agree; ${weeks} frozen weeks by their hashes; ${tasks} tasks by their history`;

const restoredText = ({ rows, media, proof, aside }: Restored): string[] => [
  `restored: ${rows} rows and ${media.files} files, each line and file as it was saved`,
  ...(proof.faults.length > 0 ? proof.faults : [proofText(proof)]),
  ...(aside === null
    ? []
    : [`what was there is in the schema ${aside}; when nobody misses it: drop schema ${aside} cascade`]),
  'sending is paused: start the service, look with "duban resume", go on with "duban resume --yes"',
];

const drilledText = ({ file, rows, media, proof, where, seconds, encrypted }: Drilled): string[] => [
  ...(seconds.backup === null ? [] : [`backup taken in ${seconds.backup} s: ${file}`]),
  `restored in ${seconds.restore} s into a ${where} of its own: ${rows} rows, ${media.files} files${encrypted ? ', decrypted' : ''}`,
  ...(proof.faults.length > 0 ? proof.faults : [proofText(proof)]),
  'the drill is dropped; nothing of the data was changed',
];
