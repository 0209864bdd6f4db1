import { spawnSync } from 'node:child_process';
import { thisMachine } from '../../bench/report.ts';
import type { RowReport } from './run-row.ts';

export interface Matrix {
  readonly seed: number;
  readonly moments: number;
  readonly officials: number;
  readonly few: number;
  readonly minutes: number;
  readonly rows: readonly RowReport[];
}

/** The page of the proof, as the command writes it. */
export function pageOf({ seed, moments, officials, few, minutes, rows }: Matrix): string {
  const { date, node, cpu, cores, memoryGb, system, loadBefore } = thisMachine();
  const command = `npm run test:faults -- --seed ${seed} --moments ${moments} --officials ${officials} --few ${few} --write`;
  return [
    '# Fault matrix',
    '',
    `Written by \`${command}\` on ${date.slice(0, 10)}, commit ${commit()}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}; load average at the end ${loadBefore}; ${Math.round(minutes)} minutes.`,
    '',
    'Each run is a Monday: compiled processes (`duban start --role …`), PostgreSQL, Redis, and the sandbox over HTTP as WeCom.',
    `Of ${officials} officials (${few} where one statement is looked at) each has a task to report on; some more have nothing to`,
    'answer. They are reminded, and answer while the others are still being reminded; the fault happens meanwhile. When all is',
    'quiet, it is looked at from outside, in the journal of the sandbox and in raw rows:',
    '',
    '- every official who has something to answer has seen exactly one reminder, nobody else any; its row says `sent`;',
    '- every answer of which WeCom was told 200 is exactly one entry and was echoed exactly once;',
    '- the audit chain verifies, the tasks replayed from it are as they stand, frozen weeks have the hash of their rows;',
    '- WeCom refused nothing as too much and dropped nothing silently.',
    '',
    '*Ambiguous* counts messages by robot or webhook of which nobody can know whether they arrived, which say so and wait for a',
    'person; they are not sent a second time. By the app there may be none: WeCom recognises a repeat.',
    '',
    '| row | what is done | runs | reminders | answers | violations | ambiguous | restarts of its own |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(lineOf),
    '',
    ...rows.flatMap(detailsOf),
  ].join('\n');
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

const lineOf = ({ name, what, runs }: RowReport): string => {
  const cells = [
    runs.length,
    sum(runs.map(({ reminders }) => reminders)),
    sum(runs.map(({ replies }) => replies)),
    sum(runs.map(({ violations }) => violations.length)),
    sum(runs.map(({ ambiguous }) => ambiguous)),
    sum(runs.map(({ crashes }) => crashes)),
  ];
  return `| ${name} | ${what} | ${cells.join(' | ')} |`;
};

const SHOWN = 5;

/** The runs one by one, and what was wrong in each. */
const detailsOf = ({ name, runs }: RowReport): string[] => [
  `## ${name}`,
  '',
  ...runs.flatMap(({ label, violations, ambiguous, reminders, replies, seconds }) => [
    `- ${label}: ${violations.length === 0 ? 'all holds' : `**${violations.length} violations**`}; ${reminders} reminders, ${replies} answers, ${ambiguous} ambiguous, ${seconds} s`,
    ...violations.slice(0, SHOWN).map((violation) => `  - ${violation.split('\n')[0]}`),
  ]),
  '',
];

const git = (...args: string[]): string => spawnSync('git', args, { encoding: 'utf8' }).stdout.trim();

export function commit(): string {
  const isClean = git('status', '--porcelain', '--', '.', ':!docs/proof') === '';
  return `${git('rev-parse', '--short=12', 'HEAD') || 'unknown'}${isClean ? '' : ' with changes'}`;
}
