import { randomBytes } from 'node:crypto';
import { Argument, type Command } from 'commander';
import { addPerson } from '../app/office/add-person.ts';
import { issueBindingCode, type IssuedCode } from '../app/conversation/binding-codes.ts';
import { endSessions } from '../app/office/end-sessions.ts';
import { OPERATOR } from '../app/office/done-by.ts';
import { NO_DIRECTORY } from '../app/office/set-up-office.ts';
import { syncContacts, type ContactSync } from '../app/office/sync-contacts.ts';
import type { Deps } from '../app/ports.ts';
import type { Clock } from '../clock.ts';
import type { Role } from '../domain/task/people.ts';
import { AppError } from '../errors.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asName } from './options.ts';

/** Who the people are, and how they make themselves known to the robot. */
export function addPeople(program: Command, cli: Cli): void {
  program
    .command('contacts')
    .description("follow WeCom's directory now: names, units, heads, who came and who left")
    .option('--json', 'as JSON')
    .action(({ json }: { json?: true }) =>
      withApp(cli, async ({ deps }) => {
        const result = await syncContacts(deps);
        if (json) printJson(cli, result);
        else for (const line of syncText(result)) cli.print(line);
        if (result.kind === 'refused') throw new AppError('wecom_api', 'nothing was changed');
      }),
    );
  program
    .command('people')
    .description('who we know, with their units and roles; manager@A is held in round A only')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: true }) =>
      withApp(cli, async ({ deps }) => {
        const people = await listPeople(deps);
        if (json) printJson(cli, people);
        else for (const line of people.map(personText)) cli.print(line);
      }),
    );
  program
    .command('person')
    .description("people WeCom's directory does not tell us of")
    .command('add')
    .addArgument(new Argument('<name>', 'as it is to be shown').argParser(asName))
    .description('add one; a binding code then makes him known to the robot')
    .option('--unit <unit>', 'his unit; added unless it exists', asName)
    .option('--userid <userid>', 'his userid in WeCom, where it is known; otherwise one is made up', asName)
    .action((name: string, { unit, userid }: { unit?: string; userid?: string }) =>
      withApp(cli, async ({ deps }) => {
        const added = await addPerson(deps, { name, unit: unit ?? null, userid: userid ?? null });
        cli.print(`${name} is ${added.userid}: see "duban binding-code ${added.userid}"`);
      }),
    );
  program
    .command('sign-out <userid>')
    .description('end every session of a person on the pages and the API; he may sign in again by WeCom')
    .action((userid: string) =>
      withApp(cli, async ({ deps }) => {
        if (!(await endSessions(deps, userid, OPERATOR)))
          throw new AppError('not_found', `nobody has the userid ${userid}`);
        cli.print(`${userid}: every session is ended`);
      }),
    );
  program
    .command('binding-code [userid...]')
    .description('issue the codes by which people make themselves known to the robot; earlier ones end')
    .option('--all', 'for everybody who has no conversation with the robot yet')
    .option('--json', 'as JSON')
    .action((userids: string[], options: { all?: true; json?: true }) => issueCodes(cli, userids, options));
}

interface ListedPerson {
  readonly userid: string;
  readonly name: string;
  readonly unit: string | null;
  readonly active: boolean;
  readonly roles: readonly { readonly role: Role; readonly round: string | null }[];
}

async function listPeople({ store }: Deps): Promise<ListedPerson[]> {
  const letters = new Map<string, string>();
  for (const letter of await store.rounds.lettersUsed()) {
    const round = await store.rounds.byLetter(letter);
    if (round) letters.set(round.id, letter);
  }
  return (await store.people.all()).map(({ userid, name, unit, active, roles, roundRoles }) => ({
    userid,
    name,
    unit: unit?.name ?? null,
    active,
    roles: [
      ...roles.map((role) => ({ role, round: null })),
      ...roundRoles.map(({ role, roundId }) => ({ role, round: letters.get(roundId) ?? null })),
    ],
  }));
}

function personText({ userid, name, unit, active, roles }: ListedPerson): string {
  const held = roles.map(({ role, round }) => (round === null ? role : `${role}@${round}`)).join(', ');
  return [`${name} (${userid})`, unit ?? '-', held || '-', ...(active ? [] : ['has left'])].join('  ');
}

async function issueCodes(
  cli: Cli,
  userids: readonly string[],
  { all, json }: { all?: true; json?: true },
): Promise<void> {
  if ((userids.length === 0) === (all === undefined))
    throw new AppError('usage', 'name people, or say --all');
  await withApp(cli, async ({ deps }) => {
    const codes: IssuedCode[] = [];
    for (const userid of all ? await unboundUserids(deps) : userids) {
      codes.push(await issueBindingCode(deps, { userid }, randomBytes));
    }
    if (json) printJson(cli, codes);
    else for (const line of codes.map((code) => codeText(code, deps.clock))) cli.print(line);
    if (!json && codes.length === 0) cli.print('everybody has a conversation with the robot');
  });
}

async function unboundUserids({
  store,
  robotId,
}: Parameters<typeof syncContacts>[0]): Promise<readonly string[]> {
  const bound = robotId === null ? new Set<string>() : await store.robotChats.boundPersonIds(robotId);
  const people = await store.people.all();
  return people.flatMap(({ id, userid, active }) => (active && !bound.has(id) ? [userid] : []));
}

function codeText({ name, userid, code, validUntil }: IssuedCode, clock: Clock): string {
  const { date, time } = clock.local(validUntil);
  return `${name} (${userid}): ${code}, until ${date} ${time}`;
}

function syncText(result: ContactSync): string[] {
  switch (result.kind) {
    case 'skipped':
      return [NO_DIRECTORY];
    case 'refused':
      return [REFUSED[result.why](result.left)];
    case 'done': {
      const { kind: _, ...changes } = result;
      const lines = Object.entries(changes).flatMap(([what, who]) =>
        who.length === 0 ? [] : [`${what.padEnd(7)} ${who.length}: ${who.join(', ')}`],
      );
      return lines.length === 0 ? ['everything is as WeCom has it'] : lines;
    }
  }
}

const REFUSED = {
  nobody_listed: () => "WeCom lists nobody: look at the app's visible scope",
  too_many_left: (left: number) =>
    `${left} people would have left at once: look at the app's visible scope; if they really left, take their tasks over first`,
} as const;
