import { Option, type Command } from 'commander';
import { noteExport } from '../app/office/note-export.ts';
import { reportFacts, type ReportChoice } from '../app/papers/report-facts.ts';
import { AUDIENCES } from '../domain/ledger/publication.ts';
import { withApp, type Cli } from './cli.ts';
import { issuedNow, paperLedger } from '../app/papers/paper-ledger.ts';
import { withLedgerOptions, writePaper, type LedgerOptions } from './paper-options.ts';
import { pickRound } from '../app/papers/pick-ledger.ts';

interface ReportOptions extends LedgerOptions {
  readonly for: ReportChoice['audience'];
  readonly answers: ReportChoice['answers'];
}

export function addReport(program: Command, cli: Cli): void {
  withLedgerOptions(
    program
      .command('report')
      .description('the report on the progress of a round as .docx: every problem, its state, what was done')
      .addOption(
        new Option('--for <audience>', 'whom it is for: what is withheld from them is left out and counted')
          .choices(AUDIENCES)
          .makeOptionMandatory(),
      )
      .addOption(
        new Option('--answers <which>', 'the confirmed answers of all weeks, or of that week alone')
          .choices(['all', 'week'])
          .default('all'),
      ),
  ).action((options: ReportOptions) =>
    withApp(cli, async ({ deps }) => {
      const round = await pickRound(deps, options.round);
      const ledger = await paperLedger(deps, round, options);
      const { for: audience, answers, as, out } = options;
      const facts = await reportFacts(deps.store, round, ledger, { audience, answers });
      const paper = await cli.documents.papers.report(facts, issuedNow(deps, round, options));
      const withheld = facts.categories.reduce((sum, category) => sum + category.withheld, 0);
      const { asOf, problems } = facts.figures;
      await writePaper(
        cli,
        out,
        paper,
        `${problems.total - withheld} problems, ${withheld} withheld, as of ${asOf}`,
      );
      const { week, rows } = ledger;
      await noteExport(deps, round, { as, week, tasks: rows.length, paper: 'report', which: audience });
    }),
  );
}
