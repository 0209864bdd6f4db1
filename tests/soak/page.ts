import { thisMachine } from '../../bench/report.ts';
import { commit } from '../faults/table.ts';
import type { Quarter, QuarterOptions } from './quarter.ts';
import type { Sample } from './sample.ts';

/** The page of the proof, as the command writes it. */
export function pageOf(options: QuarterOptions & { readonly officials: number }, quarter: Quarter): string {
  const { date, node, cpu, cores, memoryGb, system, loadBefore } = thisMachine();
  const { minutes, weeks, officials, seed } = options;
  const { samples, tally, errors, findings, reminders, entries } = quarter;
  const command = `npm run soak -- --minutes ${minutes} --weeks ${weeks} --officials ${officials} --seed ${seed} --write`;
  return [
    '# Soak',
    '',
    `Written by \`${command}\` on ${date.slice(0, 10)}, commit ${commit()}: ${cpu}, ${cores} cores, ${memoryGb} GB, ${system}, Node ${node}; load average at the end ${loadBefore}; ${Math.round(quarter.minutes)} minutes.`,
    '',
    `${weeks} weeks of a city with ${officials} officials: two web processes, two workers and a robot, compiled, with PostgreSQL, Redis and`,
    'the sandbox as WeCom. While people are at work time passes as it does; the nights and what is left of the days are jumped',
    'over once nothing is under way. Officials answer in chat, to the robot, by card, on the page, with pictures; they claim and ask',
    'for extensions. The office reads its pages, chases, reviews, exports; eight boards stand open. On Sunday the garbage of each',
    'process is collected and what then is in use is written down.',
    '',
    `${reminders} reminders were sent and ${entries} answers recorded. Nobody saw two reminders of a week, each answer is one entry, the`,
    'audit chain verifies, the tasks replayed from it are as they stand — or it says otherwise under Findings.',
    '',
    '## Findings',
    '',
    ...(findings.length === 0 ? ['None.'] : findings.map((finding) => `- **${finding}**`)),
    '',
    '## Processes: heap after collection without compiled code / compiled code / resident, MB; open files',
    '',
    ...processTable(samples),
    '',
    '## Tables: rows, and kB with indexes, after weeks 2, 5 and the last',
    '',
    ...tableTable(samples),
    '',
    '## What was done',
    '',
    '| what | times |',
    '| --- | ---: |',
    ...[...tally.done]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([what, count]) => `| ${what} | ${count} |`),
    '',
    '## Logged as errors',
    '',
    ...(errors.size === 0 ? ['None.'] : [...errors].map(([what, count]) => `- ${count}× ${what}`)),
    '',
    '## How it is judged',
    '',
    '`tests/soak/growth.ts`: the median of the last three weeks against that of weeks 3 to 5. Heap may be 10 % more, compiled code',
    'half, resident memory 30 %, open files, connections and keys 10 %. A table above a megabyte that has more rows may not need a',
    'quarter more bytes for each; one that has not may not grow by half.',
    '',
  ].join('\n');
}

function processTable(samples: readonly Sample[]): string[] {
  const names = Object.keys(samples.at(-1)?.processes ?? {});
  const row = ({ processes, connections, redis }: Sample, week: number) => [
    week + 1,
    ...names.map((name) => {
      const { heapMb = 0, codeMb = 0, residentMb = 0, files = 0 } = processes[name] ?? {};
      return `${heapMb.toFixed(1)} / ${codeMb.toFixed(1)} / ${Math.round(residentMb)}; ${files}`;
    }),
    connections,
    redis.keys,
    redis.mb.toFixed(1),
  ];
  return tableOf(['week', ...names, 'PostgreSQL connections', 'Redis keys', 'Redis MB'], samples.map(row));
}

const TABLES = 16;

const cell = (name: string) => (sample: Sample | undefined) => {
  const use = sample?.tables.find((table) => table.name === name);
  return use ? `${use.rows} / ${Math.round(use.bytes / 1024)}` : '';
};

function tableTable(samples: readonly Sample[]): string[] {
  const shown = [samples[1], samples[4], samples.at(-1)];
  const names = (samples.at(-1)?.tables ?? []).slice(0, TABLES).map(({ name }) => name);
  return tableOf(
    ['table', 'week 2', 'week 5', 'last', 'dead rows at last'],
    names.map((name) => [
      name,
      ...shown.map(cell(name)),
      samples.at(-1)?.tables.find((table) => table.name === name)?.dead ?? 0,
    ]),
  );
}

const tableOf = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] => [
  `| ${head.join(' | ')} |`,
  `| --- |${' ---: |'.repeat(head.length - 1)}`,
  ...rows.map((cells) => `| ${cells.join(' | ')} |`),
];
