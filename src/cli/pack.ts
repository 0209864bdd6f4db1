import type { Command } from 'commander';
import { noteExport } from '../app/office/note-export.ts';
import { packFacts } from '../app/papers/pack-facts.ts';
import { withApp, type Cli } from './cli.ts';
import { issuedNow, paperLedger } from '../app/papers/paper-ledger.ts';
import { withLedgerOptions, writePaper, type LedgerOptions } from './paper-options.ts';
import { pickRound } from '../app/papers/pick-ledger.ts';

export function addPack(program: Command, cli: Cli): void {
  withLedgerOptions(
    program
      .command('pack')
      .description(
        'everything the weekly meeting needs in one .docx: figures, changes, lists, requests, warnings',
      ),
  ).action((options: LedgerOptions) =>
    withApp(cli, async ({ deps }) => {
      const round = await pickRound(deps, options.round);
      const ledger = await paperLedger(deps, round, options);
      const facts = await packFacts(deps, round, ledger);
      const paper = await cli.documents.papers.pack(facts, issuedNow(deps, round, options));
      const { red, near } = facts.state;
      const { as, out } = options;
      const what = `${ledger.rows.length} tasks, ${red.length} overdue, ${near.length} due soon, ${facts.waiting.length} requests waiting`;
      await writePaper(cli, out, paper, `${what}, as of ${ledger.figures.asOf}`);
      await noteExport(deps, round, { as, week: ledger.week, tasks: ledger.rows.length, paper: 'pack' });
    }),
  );
}
