import { InvalidArgumentError, Option, type Command } from 'commander';
import type { MadePaper } from '../app/papers/papers.ts';
import type { PaperLedger } from '../app/papers/report-facts.ts';
import type { Issued } from '../app/papers/papers.ts';
import type { Deps } from '../app/ports.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import { DEFAULT_PAPER_SETTINGS } from '../domain/ledger/paper-settings.ts';
import type { Round } from '../domain/task/round.ts';
import type { Cli } from './cli.ts';
import { asCount, asDate, asLetter, asName } from './options.ts';
import { asSeenBy, pickLedger, type LedgerChoice } from './pick-ledger.ts';

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

export function issuedNow({ clock }: Deps, round: Round, { date, linePitch }: PaperOptions): Issued {
  const settings = { ...DEFAULT_PAPER_SETTINGS, ...round.settings.papers };
  return {
    settings: { ...settings, ...(linePitch !== undefined && { linePitch }) },
    date: date ?? clock.local(clock.now()).date,
  };
}

/** The ledger that was chosen, as far as that person may see it. */
export async function paperLedger(deps: Deps, round: Round, options: LedgerOptions): Promise<PaperLedger> {
  const all = await pickLedger(deps, round, options);
  const { rows, figures, meta } =
    options.as === undefined ? all : await asSeenBy(deps, round, options.as, all);
  const frozen = meta.weekNo === null ? null : await deps.store.weeks.frozen(round.id, meta.week);
  const takenAt = (frozen?.frozenAt ?? deps.clock.now()).toISOString();
  return { rows, figures, week: meta.week, weekNo: meta.weekNo, takenAt };
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
