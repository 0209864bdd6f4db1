import type { Command } from 'commander';
import { noteExport } from '../app/office/note-export.ts';
import { letterFacts, letterRegister, urgeFacts, type LetterLine } from '../app/papers/letter-facts.ts';
import { mondayOf, type DateOnly } from '../domain/calendar/date.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asDate, asLetter } from './options.ts';
import { issuedNow, paperLedger } from '../app/papers/paper-ledger.ts';
import { withLedgerOptions, withPaperOptions, writePaper } from './paper-options.ts';
import type { LedgerOptions, PaperOptions } from './paper-options.ts';
import { pickRound } from '../app/papers/pick-ledger.ts';

export function addLetters(program: Command, cli: Cli): void {
  withPaperOptions(
    program
      .command('letter <code>')
      .description('the supervision letter of a task as .docx: a draft until a person has numbered it'),
  ).action((code: string, options: PaperOptions) => letter(cli, code.toUpperCase(), options));
  withLedgerOptions(
    program
      .command('urge <codes...>')
      .description('a notice that urges one unit on, a line per task, with a slip to send back, as .docx')
      .option('--limit <date>', 'until when an answer is wanted', asDate),
  ).action((codes: string[], options: LedgerOptions & { limit?: DateOnly }) => urge(cli, codes, options));
  program
    .command('letters')
    .description('the register of supervision letters')
    .option('--round <letter>', 'which round, when several are active', asLetter)
    .option('--json', 'as JSON')
    .action((options: { round?: string; json?: true }) => list(cli, options));
}

const letter = (cli: Cli, code: string, options: PaperOptions): Promise<void> =>
  withApp(cli, async ({ deps }) => {
    const round = await pickRound(deps, options.round);
    const facts = await letterFacts(deps, round, code);
    const issued = issuedNow(deps, round, options);
    const paper = await cli.documents.papers.letter(facts, issued);
    const { number } = facts.letter;
    await writePaper(cli, options.out, paper, `task ${code}, ${number === null ? 'draft' : number}`);
    const week = mondayOf(issued.date);
    await noteExport(deps, round, { week, tasks: 1, paper: 'letter', which: code });
  });

const urge = (cli: Cli, codes: string[], options: LedgerOptions & { limit?: DateOnly }): Promise<void> =>
  withApp(cli, async ({ deps }) => {
    const round = await pickRound(deps, options.round);
    const ledger = await paperLedger(deps, round, options);
    const wanted = [...new Set(codes.map((code) => code.toUpperCase()))];
    const limit = options.limit ?? null;
    const facts = await urgeFacts(deps.store, round, ledger, { codes: wanted, limit });
    const paper = await cli.documents.papers.urge(facts, issuedNow(deps, round, options));
    await writePaper(cli, options.out, paper, `${facts.tasks.length} tasks of ${facts.unit || '(no unit)'}`);
    const { as } = options;
    const which = wanted.join(' ');
    await noteExport(deps, round, { as, week: ledger.week, tasks: wanted.length, paper: 'urge', which });
  });

const list = (cli: Cli, { round: wanted, json }: { round?: string; json?: true }): Promise<void> =>
  withApp(cli, async ({ deps }) => {
    const round = await pickRound(deps, wanted);
    const letters = await letterRegister(deps, round);
    if (json) return printJson(cli, letters);
    for (const line of letters) cli.print(lineOf(line));
    if (letters.length === 0) cli.print(`round ${round.letter} has no letters`);
  });

const lineOf = ({ number, code, unit, state, draftedOn, signedOn, newLimit }: LetterLine): string =>
  [
    number ?? '(no number)',
    `task ${code}`,
    unit,
    state,
    `drafted ${draftedOn}`,
    ...(signedOn === null ? [] : [`signed ${signedOn}`]),
    `limit ${newLimit}`,
  ].join('  ');
