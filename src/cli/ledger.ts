import { Option, type Command } from 'commander';
import type { DateOnly } from '../domain/calendar/date.ts';
import { withApp, type Cli } from './cli.ts';
import { asCount, asDate, asLetter } from './options.ts';
import { pickLedger, pickRound } from './pick-ledger.ts';

interface ExportOptions {
  readonly week?: DateOnly;
  readonly number?: number;
  readonly round?: string;
  readonly out: string;
}

export function addLedger(program: Command, cli: Cli): void {
  program
    .command('ledger')
    .description('the ledger of a round')
    .command('export')
    .description('write it as an .xlsx file: a frozen week, or without one as it stands now')
    .addOption(
      new Option('--week <date>', 'the frozen week of that day').argParser(asDate).conflicts('number'),
    )
    .option('--number <n>', 'the frozen week of that number', asCount)
    .option('--round <letter>', 'which round, when several are active', asLetter)
    .requiredOption('--out <file>', 'the file to write')
    .action(({ out, round: letter, ...choice }: ExportOptions) =>
      withApp(cli, async ({ deps }) => {
        const ledger = await pickLedger(deps, await pickRound(deps, letter), choice);
        await cli.writeFile(out, await cli.documents.writeLedger(ledger));
        const { weekNo, week, asOf } = ledger.meta;
        const which = weekNo === null ? 'not frozen' : `number ${weekNo}`;
        cli.print(`${out}: ${ledger.rows.length} tasks, week of ${week}, ${which}, as of ${asOf}`);
      }),
    );
}
