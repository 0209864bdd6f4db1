import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { builtFrom } from './build.ts';
import { askPostgres, emptyDatabase, fillingOf } from './ground.ts';
import { playMonday, shown, type Row } from './monday.ts';
import type { Ground, Stage } from './stage.ts';

const PROJECT = path.join(import.meta.dirname, '../..');

/** The last version whose tables are older than ours, or the one that FAULTS_OLD names. */
function oldVersion(): string {
  const given = process.env['FAULTS_OLD'];
  if (given) return given;
  const newest = run(
    'git',
    ['log', '-1', '--format=%H', '--diff-filter=A', '--', 'prisma/migrations'],
    PROJECT,
  );
  return `${newest.trim()}^`;
}

function run(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** A checkout of that version, generated and compiled, with a database of its own tables. */
async function checkedOut({ postgres, town }: Ground, version: string, project: string) {
  mkdirSync(project, { recursive: true });
  const archive = path.join(path.dirname(project), 'old.tar');
  run('git', ['archive', '-o', archive, version], PROJECT);
  run('tar', ['-xf', archive, '-C', project], PROJECT);
  symlinkSync(path.join(PROJECT, 'node_modules'), path.join(project, 'node_modules'));
  run(process.execPath, ['scripts/generate.mjs'], project);
  mkdirSync(path.join(project, 'tests/faults'), { recursive: true });
  cpSync(path.join(import.meta.dirname, 'fill.ts'), path.join(project, 'tests/faults/fill.ts'));
  const { name, url } = await emptyDatabase(postgres.url);
  const file = path.join(project, 'town.json');
  writeFileSync(file, JSON.stringify(fillingOf(town)));
  run(process.execPath, ['--import', 'tsx', path.join(project, 'tests/faults/fill.ts'), url, file], project);
  return { template: name, main: await builtFrom(project) };
}

/** Old ones work, new ones come and change the tables beneath them, old ones go one by one. */
async function roll(stage: Stage, oldMain: string): Promise<readonly string[]> {
  const part = (share: number) => shown(stage, Math.floor(stage.town.due.size * share));
  stage.start('web1', oldMain);
  stage.start('worker1', oldMain);
  await part(0.2);
  await stage.start('web2').ready();
  await part(0.4);
  await stage.start('worker2').ready();
  await part(0.6);
  const goneWeb = await stage.stop('web1');
  await part(0.8);
  const goneWorker = await stage.stop('worker1');
  return [goneWeb, goneWorker].filter((how) => how !== 0).map((how) => `an old process ended with ${how}`);
}

export const upgradeRows: readonly Row[] = [
  {
    name: 'rolling upgrade',
    what: 'the last version with older tables and this one side by side, the tables changed meanwhile',
    size: 'small',
    runs: (seed) => [
      {
        label: 'old web and worker, new web and worker, old ones stopped',
        async play(ground) {
          const folder = mkdtempSync(path.join(tmpdir(), 'duban-faults-old-'));
          try {
            const old = await checkedOut(ground, oldVersion(), path.join(folder, 'old'));
            const outcome = await playMonday(
              { ...ground, template: old.template },
              { seed: seed * 1000 + 890, processes: [] },
              (stage) => roll(stage, old.main),
            );
            await askPostgres(ground.postgres.url, `drop database ${old.template}`);
            return outcome;
          } finally {
            rmSync(folder, { recursive: true, force: true });
          }
        },
      },
    ],
  },
];
