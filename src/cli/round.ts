import { Argument, type Command } from 'commander';
import { endRound, openTasksOf } from '../app/office/end-round.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asLetter } from './options.ts';

/** Rounds as a whole; they begin with an import. */
export function addRound(program: Command, cli: Cli): void {
  const round = program.command('round').description('the rounds there are, and the end of one');
  round
    .command('list')
    .description('every round with its tasks')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: true }) => list(cli, json));
  round
    .command('end')
    .addArgument(new Argument('<letter>', 'the round').argParser(asLetter))
    .description('end a round: nothing is asked, frozen or posted any more; with --yes it is done')
    .option('--yes', 'end it')
    .action((letter: string, { yes }: { yes?: true }) => end(cli, letter, yes));
}

const list = (cli: Cli, json?: true): Promise<void> =>
  withApp(cli, async ({ deps: { store } }) => {
    const lines = [];
    for (const { id, letter, name, startedOn, endedOn, active } of await store.rounds.all()) {
      const tasks = active ? (await store.tasks.list({ roundId: id })).length : null;
      lines.push({ letter, name, startedOn, endedOn, active, tasks });
    }
    if (json) return printJson(cli, lines);
    if (lines.length === 0) cli.print('there is no round: begin with "duban import"');
    for (const { letter, name, startedOn, endedOn, active, tasks } of lines) {
      const state = active ? `${tasks} tasks` : `ended${endedOn === null ? '' : ` ${endedOn}`}`;
      cli.print(`${letter}  ${name}  since ${startedOn}  ${state}`);
    }
  });

const end = (cli: Cli, letter: string, yes?: true): Promise<void> =>
  withApp(cli, async ({ deps }) => {
    const open = await openTasksOf(deps, letter);
    if (!yes) {
      cli.print(
        `round ${letter} has ${open} open task${open === 1 ? '' : 's'}; nothing was done: say --yes to end it`,
      );
      return;
    }
    const { messages, steps } = await endRound(deps, letter);
    cli.print(
      `round ${letter} is ended: ${messages} planned messages and ${steps} steps of the week are skipped`,
    );
  });
