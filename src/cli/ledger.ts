import { Option, type Command } from 'commander';
import type { DateOnly } from '../domain/calendar/date.ts';
import { withApp, type Cli } from './cli.ts';
import { noteExport } from '../app/office/note-export.ts';
import { addLedgerDiff } from './ledger-diff.ts';
import { asCount, asDate, asLetter, asName } from './options.ts';
import { inTemplate } from './ledger-in-template.ts';
import { asSeenBy, pickLedger, pickRound } from '../app/papers/pick-ledger.ts';

interface ExportOptions {
  readonly week?: DateOnly;
  readonly number?: number;
  readonly round?: string;
  readonly as?: string;
  readonly paper: 'a3' | 'a4';
  readonly template?: string;
  readonly mapping?: string;
  readonly saveMapping?: string;
  readonly out: string;
}

export function addLedger(program: Command, cli: Cli): void {
  const ledgers = program.command('ledger').description('the ledger of a round');
  ledgers
    .command('export')
    .description('write it as an .xlsx file: a frozen week, or without one as it stands now')
    .addOption(
      new Option('--week <date>', 'the frozen week of that day').argParser(asDate).conflicts('number'),
    )
    .option('--number <n>', 'the frozen week of that number', asCount)
    .option('--round <letter>', 'which round, when several are active', asLetter)
    .option('--as <userid>', 'exactly what that person may see; without it everything', asName)
    .addOption(new Option('--paper <size>', 'what it is printed on').choices(['a3', 'a4']).default('a3'))
    .option('--template <file>', "fill in this workbook of the superior's instead")
    .option('--mapping <file>', 'which of its columns are which, as saved')
    .option('--save-mapping <file>', 'save what its headings were taken for')
    .requiredOption('--out <file>', 'the file to write')
    .action(({ out, paper, round: letter, as, template, mapping, saveMapping, ...choice }: ExportOptions) =>
      withApp(cli, async ({ deps }) => {
        const round = await pickRound(deps, letter);
        const all = await pickLedger(deps, round, choice);
        const ledger = as === undefined ? all : await asSeenBy(deps, round, as, all);
        const written = (rows: number, of: number) => cli.progress.report('writing the ledger', rows, of);
        const files = { template, mapping, saveMapping };
        const file =
          (await inTemplate(cli, { ledger, deps }, files)) ??
          (await cli.documents.writeLedger(ledger, { paper, written }));
        await cli.writeFile(out, file);
        await noteExport(deps, round, { as, week: ledger.meta.week, tasks: ledger.rows.length });
        const { weekNo, week, asOf } = ledger.meta;
        const which = weekNo === null ? 'not frozen' : `number ${weekNo}`;
        cli.print(`${out}: ${ledger.rows.length} tasks, week of ${week}, ${which}, as of ${asOf}`);
      }),
    );
  addLedgerDiff(ledgers, cli);
}
