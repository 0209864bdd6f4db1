import { InvalidArgumentError, Option, type Command } from 'commander';
import { noteExport } from '../app/office/note-export.ts';
import { issueBulletin, issuedBulletin, type BulletinFacts } from '../app/papers/issue-bulletin.ts';
import { parseDateOnly, type DateOnly } from '../domain/calendar/date.ts';
import type { Round } from '../domain/task/round.ts';
import type { Deps } from '../app/ports.ts';
import { AppError } from '../errors.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asCount, asDate, asLetter } from './options.ts';
import { issuedNow } from '../app/papers/paper-ledger.ts';
import { withPaperOptions, writePaper, type PaperOptions } from './paper-options.ts';
import { pickRound } from '../app/papers/pick-ledger.ts';

interface BulletinOptions extends PaperOptions {
  readonly week?: DateOnly;
  readonly month?: DateOnly;
  readonly issue?: number;
}

export function addBulletin(program: Command, cli: Cli): void {
  withPaperOptions(
    program
      .command('bulletin')
      .description('a bulletin as .docx: issued under the next number, or one that was issued, again')
      .addOption(
        new Option('--week <date>', 'issue it for the frozen week of that day')
          .argParser(asDate)
          .conflicts(['month', 'issue']),
      )
      .addOption(
        new Option('--month <month>', 'issue it for that month, such as 2026-06')
          .argParser(asMonth)
          .conflicts('issue'),
      )
      .option('--issue <n>', 'the one of that number', asCount),
  ).action((options: BulletinOptions) => write(cli, options));
  program
    .command('bulletins')
    .description('the bulletins that were issued')
    .option('--round <letter>', 'which round, when several are active', asLetter)
    .option('--json', 'as JSON')
    .action((options: { round?: string; json?: true }) => list(cli, options));
}

/** Its first day. */
function asMonth(text: string): DateOnly {
  const day = parseDateOnly(`${text}-01`);
  if (day === null) throw new InvalidArgumentError('expected a month as YYYY-MM.');
  return day;
}

const write = (cli: Cli, options: BulletinOptions): Promise<void> =>
  withApp(cli, async ({ deps }) => {
    const round = await pickRound(deps, options.round);
    const facts = await bulletinOf(deps, round, options);
    const { number, kind, state } = facts;
    const paper = await cli.documents.papers.bulletin(facts, issuedNow(deps, round, options));
    await writePaper(cli, options.out, paper, `bulletin ${number} (${kind}), as of ${state.figures.asOf}`);
    const tasks = state.figures.tasks.total;
    await noteExport(deps, round, { week: state.week, tasks, paper: 'bulletin', which: `${number}` });
  });

function bulletinOf(
  deps: Deps,
  round: Round,
  { week, month, issue }: BulletinOptions,
): Promise<BulletinFacts> {
  if (issue !== undefined) return issuedBulletin(deps, round, issue);
  if (week !== undefined) return issueBulletin(deps, round, { kind: 'weekly', day: week });
  if (month !== undefined) return issueBulletin(deps, round, { kind: 'monthly', day: month });
  throw new AppError('usage', 'say --week DATE, --month YYYY-MM, or --issue N for one that was issued');
}

const list = (cli: Cli, { round: letter, json }: { round?: string; json?: true }): Promise<void> =>
  withApp(cli, async ({ deps }) => {
    const round = await pickRound(deps, letter);
    const bulletins = await deps.store.bulletins.ofRound(round.id);
    const lines = bulletins.map(({ number, kind, week, issuedAt, sha256 }) => {
      const { date: issuedOn } = deps.clock.local(issuedAt);
      return { number, kind, week, issuedOn, sha256 };
    });
    if (json) return printJson(cli, lines);
    for (const { number, kind, week, issuedOn, sha256 } of lines)
      cli.print(`${number}  ${kind}  week of ${week}  issued ${issuedOn}  ${sha256.slice(0, 12)}`);
    if (lines.length === 0) cli.print(`round ${round.letter} has no bulletins`);
  });
