import os from 'node:os';
import { systemClock } from '../src/clock.ts';
import type { Spread } from './stats.ts';

/** What a bench hands over: figures for programs, a chapter for people. */
export interface BenchResult {
  readonly figures: object;
  readonly chapter: Chapter;
}

export interface Chapter {
  readonly title: string;
  readonly lead: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly remarks: readonly string[];
  /** Tables of their own, below. */
  readonly more?: readonly Chapter[];
}

/** What is to be reached, and whether it was. */
export interface Goal {
  readonly what: string;
  readonly measured: number;
  readonly reached: boolean;
}

export interface Machine {
  readonly date: string;
  readonly node: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  /** Processes that wanted to run, over the last minute: far above 0, others were at work too. */
  readonly loadBefore: number;
}

export function thisMachine(): Machine {
  const cpus = os.cpus();
  return {
    date: systemClock('UTC').now().toISOString(),
    node: process.version,
    cpu: cpus[0]?.model.trim() ?? 'unknown',
    cores: cpus.length,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.arch()}`,
    loadBefore: Math.round((os.loadavg()[0] ?? NaN) * 10) / 10,
  };
}

/** Markdown, aligned so that it reads as well in a terminal. */
export function chapterText({ title, lead, columns, rows, remarks, more = [] }: Chapter): string {
  const table = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => alignCell(cell, widths[column] ?? 0, column)).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [
    `## ${title}\n`,
    `${lead}\n`,
    line(columns),
    rule,
    ...rows.map(line),
    '',
    ...remarks.map((remark) => `- ${remark}`),
    '',
    ...more.map(chapterText),
  ].join('\n');
}

const alignCell = (cell: string, width: number, column: number): string =>
  column === 0 ? cell.padEnd(width) : cell.padStart(width);

export const goalText = ({ what, measured, reached }: Goal): string =>
  `Goal: ${what}. Measured ${figure(measured)}: ${reached ? 'reached' : '**not reached**'}.`;

/** `1,234 (1,100–1,300)` */
export const spreadText = ({ median, min, max }: Spread): string =>
  `${figure(median)} (${figure(min)}–${figure(max)})`;

/** Three significant digits at least. */
const figure = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });
