import { Argument, Option, type Command } from 'commander';
import type { ProblemRecord } from '../app/papers/paper-stores.ts';
import { withhold } from '../app/papers/withhold.ts';
import { AUDIENCES, type Public } from '../domain/ledger/publication.ts';
import { AppError } from '../errors.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asCount, asLetter, asName } from './options.ts';
import { pickRound } from '../app/papers/pick-ledger.ts';

interface WithholdOptions {
  readonly from?: Public;
  readonly reason?: string;
  readonly publish?: true;
  readonly round?: string;
  readonly json?: true;
}

export function addWithhold(program: Command, cli: Cli): void {
  program
    .command('withhold')
    .description(
      'what of a round is not published inside the party or to society; without a number, the list',
    )
    .addArgument(new Argument('[problem]', 'the number of the problem').argParser(asCount))
    .addOption(
      new Option(
        '--from <audience>',
        'from whom; what the party does not see, society does not see either',
      ).choices(AUDIENCES.filter((audience) => audience !== 'superior')),
    )
    .addOption(new Option('--reason <text>', 'why it is withheld').argParser(asName).conflicts('publish'))
    .option('--publish', 'publish it again')
    .option('--round <letter>', 'which round, when several are active', asLetter)
    .option('--json', 'the list as JSON')
    .action((no: number | undefined, options: WithholdOptions) =>
      no === undefined ? list(cli, options) : change(cli, no, options),
    );
}

const list = (cli: Cli, { round: letter, json }: WithholdOptions): Promise<void> =>
  withApp(cli, async ({ deps }) => {
    const round = await pickRound(deps, letter);
    const problems = (await deps.store.problems.ofRound(round.id)).filter(
      ({ withheld }) => withheld.party !== null || withheld.society !== null,
    );
    if (json) return printJson(cli, problems);
    for (const problem of problems) cli.print(lineOf(problem));
    if (problems.length === 0) cli.print(`round ${round.letter} withholds nothing`);
  });

const change = (cli: Cli, no: number, options: WithholdOptions): Promise<void> =>
  withApp(cli, async ({ deps }) => {
    const { from, reason, publish } = options;
    if (from === undefined || (reason === undefined && !publish))
      throw new AppError('usage', 'say --from party or society, and --reason TEXT or --publish');
    const round = await pickRound(deps, options.round);
    cli.print(lineOf(await withhold(deps, round, { no, from, reason: reason ?? null })));
  });

function lineOf({ no, title, withheld: { party, society } }: ProblemRecord): string {
  const parts = [
    ...(party === null ? [] : [`withheld inside the party: ${party}`]),
    ...(society === null ? [] : [`withheld from society: ${society}`]),
  ];
  return `${no}  ${title}  ${parts.length === 0 ? 'published' : parts.join('; ')}`;
}
