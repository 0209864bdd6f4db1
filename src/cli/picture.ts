import { Option, type Command } from 'commander';
import { noteExport } from '../app/office/note-export.ts';
import type { PictureSize } from '../app/ports.ts';
import { drawnFrom } from '../app/week/wall-chart.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import { AppError } from '../errors.ts';
import { withApp, type Cli } from './cli.ts';
import { asCount, asDate, asLetter } from './options.ts';
import { pickLedger, pickRound } from '../app/papers/pick-ledger.ts';

interface PictureOptions {
  readonly week?: DateOnly;
  readonly number?: number;
  readonly round?: string;
  readonly size: PictureSize;
  readonly out: string;
}

export function addPicture(program: Command, cli: Cli): void {
  program
    .command('picture')
    .description('draw the wall chart as a .png file: of a frozen week, or without one as it stands now')
    .addOption(
      new Option('--week <date>', 'the frozen week of that day').argParser(asDate).conflicts('number'),
    )
    .option('--number <n>', 'the frozen week of that number', asCount)
    .option('--round <letter>', 'which round, when several are active', asLetter)
    .addOption(new Option('--size <size>', 'for a wall or a phone').choices(['a3', 'phone']).default('a3'))
    .requiredOption('--out <file>', 'the file to write')
    .action(({ out, size, round: letter, ...choice }: PictureOptions) =>
      withApp(cli, async ({ deps }) => {
        const round = await pickRound(deps, letter);
        const { rows, figures, meta } = await pickLedger(deps, round, choice);
        const { week, weekNo: number, sha256, asOf } = meta;
        const made = await drawnFrom(deps.store, round, { week, number, sha256, rows, figures });
        if (made.kind === 'refused')
          throw new AppError('import_invalid', `the figures do not close: ${JSON.stringify(made.errors)}`);
        await cli.writeFile(out, await deps.drawWallChart(made.chart, size));
        await noteExport(deps, round, { as: null, week, tasks: rows.length });
        const which = number === null ? 'not frozen' : `number ${number}`;
        cli.print(`${out}: wall chart of ${rows.length} tasks, week of ${week}, ${which}, as of ${asOf}`);
      }),
    );
}
