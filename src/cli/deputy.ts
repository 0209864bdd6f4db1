import { Argument, type Command } from 'commander';
import {
  endDeputies,
  listDeputies,
  personNamed,
  refusalOf,
  setDeputy,
  type By,
} from '../app/office/deputies.ts';
import type { Deps } from '../app/ports.ts';
import type { Stores } from '../app/stores.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import type { DeputyLine, DeputyRefusal } from '../domain/message/ladder-notice.ts';
import type { Person } from '../domain/task/people.ts';
import { AppError } from '../errors.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asDate, asName } from './options.ts';

/** AB角: who answers in somebody's place while he is away. */
export function addDeputy(program: Command, cli: Cli): void {
  const deputy = program.command('deputy').description('who answers in whose place while he is away');
  deputy
    .command('set')
    .addArgument(new Argument('<userid>', 'who is away').argParser(asName))
    .addArgument(new Argument('<deputy>', 'the userid of who answers in his place').argParser(asName))
    .description('reminders go to the deputy, whose answers count; reviewing is not delegated')
    .option('--from <date>', 'the first day; today unless said', asDate)
    .option('--until <date>', 'the last day; until it is ended unless said', asDate)
    .action((userid: string, by: string, span: { from?: DateOnly; until?: DateOnly }) =>
      withApp(cli, ({ deps }) => set(cli, deps, { userid, by, ...span })),
    );
  deputy
    .command('end')
    .addArgument(new Argument('<userid>', 'who is back').argParser(asName))
    .description('from today on nobody answers in his place')
    .action((userid: string) => withApp(cli, ({ deps }) => end(cli, deps, userid)));
  deputy
    .command('list')
    .description('who stands in for whom, today and later')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: true }) =>
      withApp(cli, async ({ deps }) => {
        const lines = await listDeputies(deps.store, todayOf(deps));
        if (json) printJson(cli, lines);
        else if (lines.length === 0) cli.print('nobody stands in for anybody');
        else for (const line of lines) cli.print(lineText(line));
      }),
    );
}

const todayOf = ({ clock }: Deps): DateOnly => clock.local(clock.now()).date;

const byOperator = ({ clock }: Deps): By => ({ actor: 'operator', source: 'command', at: clock.now() });

async function set(
  cli: Cli,
  deps: Deps,
  { userid, by, from, until }: { userid: string; by: string; from?: DateOnly; until?: DateOnly },
): Promise<void> {
  const today = todayOf(deps);
  await deps.store.transaction(async (stores) => {
    const person = await known(stores, userid);
    const deputy = await known(stores, by);
    const wanted = { person, deputy, from: from ?? today, lastDay: until ?? null };
    const why = await refusalOf(stores, wanted, today);
    if (why !== null) throw new AppError('usage', REFUSED[why]);
    const problem = await setDeputy(stores, wanted, byOperator(deps), today);
    const { lastDay } = wanted;
    cli.print(lineText({ person: person.name, deputy: deputy.name, from: wanted.from, lastDay }));
    if (problem !== null)
      cli.printError(`warning: ${PROBLEMS[problem]}; everything stays with ${person.name}`);
  });
}

async function end(cli: Cli, deps: Deps, userid: string): Promise<void> {
  await deps.store.transaction(async (stores) => {
    const person = await known(stores, userid);
    const ended = await endDeputies(stores, person, byOperator(deps), todayOf(deps));
    if (!ended) throw new AppError('not_found', REFUSED.no_deputy);
    cli.print(`${person.name} answers for himself again`);
  });
}

async function known(stores: Stores, userid: string): Promise<Person> {
  const person = await personNamed(stores, userid);
  if (typeof person === 'string') throw new AppError('not_found', `${userid}: ${REFUSED[person]}`);
  return person;
}

const lineText = ({ person, deputy, from, lastDay }: DeputyLine): string =>
  `${person} -> ${deputy}, from ${from} ${lastDay === null ? 'until it is ended' : `until ${lastDay}`}`;

const PROBLEMS = {
  loop: 'the deputies stand in for each other',
  too_long: 'the chain of deputies is too long',
} as const;

const REFUSED: Readonly<Record<DeputyRefusal, string>> = {
  no_such_person: 'nobody active has that userid or name',
  several_people: 'several people have that name: say the userid',
  same_person: 'nobody can be his own deputy',
  overlaps: 'there is a deputy for these days already: end it first',
  no_deputy: 'nobody stands in for that person',
  until_before_from: 'the last day lies before the first, or before today',
};
