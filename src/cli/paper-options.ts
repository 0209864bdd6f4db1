import { InvalidArgumentError, Option, type Command } from 'commander';
import type { MadePaper } from '../app/papers/papers.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import type { Cli } from './cli.ts';
import { asCount, asDate, asLetter, asName } from './options.ts';
import type { LedgerChoice } from '../app/papers/pick-ledger.ts';

/* What the commands that write official documents have in common. */

export interface PaperOptions {
  readonly round?: string;
  readonly date?: DateOnly;
  readonly linePitch?: number;
  readonly out: string;
}

export interface LedgerOptions extends PaperOptions, LedgerChoice {
  readonly as?: string;
}

export const withPaperOptions = (command: Command): Command =>
  command
    .option('--round <letter>', 'which round, when several are active', asLetter)
    .option('--date <date>', 'the day it is dated; without it today', asDate)
    .option(
      '--line-pitch <points>',
      'points between lines, 20 to 29; without it as the round has it',
      asLinePitch,
    )
    .requiredOption('--out <file>', 'the file to write');

export const withLedgerOptions = (command: Command): Command =>
  withPaperOptions(
    command
      .addOption(
        new Option('--week <date>', 'the frozen week of that day').argParser(asDate).conflicts('number'),
      )
      .option('--number <n>', 'the frozen week of that number', asCount)
      .option('--as <userid>', 'exactly what that person may see; without it everything', asName),
  );

/** Below 20 points lines touch; with more than 29 the 22 lines of a page do not fit. */
export function asLinePitch(text: string): number {
  const points = Number(text);
  if (!/^\d{2}(?:\.\d{1,2})?$/.test(text) || points < 20 || points > 29)
    throw new InvalidArgumentError('expected points from 20 to 29, such as 28 or 28.95.');
  return points;
}

/** Writes the file and says what is in it, and what a person still has to fill in. */
export async function writePaper(
  cli: Cli,
  out: string,
  { file, gaps }: MadePaper,
  what: string,
): Promise<void> {
  await cli.writeFile(out, file);
  cli.print(`${out}: ${what}`);
  if (gaps > 0) cli.print(`${gaps} place${gaps === 1 ? '' : 's'} to fill in, marked yellow`);
}
