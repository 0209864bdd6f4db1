import { Argument, Option, type Command } from 'commander';
import {
  setDigestPicture,
  setDigestTarget,
  setMentionIn,
  setRoles,
  setRoundRoles,
  type WantedTarget,
} from '../app/office/set-up-office.ts';
import type { Role } from '../domain/task/people.ts';
import { AppError } from '../errors.ts';
import { leadingGroupName } from '../zh/names.ts';
import { withApp, type Cli } from './cli.ts';
import { asLetter, asName } from './options.ts';

const ROLES = ['manager', 'reviewer', 'leading_group', 'administrator', 'auditor'] as const satisfies Role[];

const rolesArgument = (): Argument => new Argument('<role...>', 'what the person is').choices(ROLES);

/** What an installation needs once: who is the office, and where the digest goes. */
export function addOffice(program: Command, cli: Cli): void {
  const change = (
    userid: string,
    { round: letter }: { round?: string },
    roles: { grant: readonly Role[]; revoke: readonly Role[] },
  ) =>
    withApp(cli, async ({ deps }) => {
      const now =
        letter === undefined
          ? await setRoles(deps, deps.directory, userid, roles)
          : await setRoundRoles(deps, deps.directory, userid, { letter, ...roles });
      const where = letter === undefined ? '' : ` in round ${letter}`;
      cli.print(`${userid}: ${now.join(', ') || 'no role'}${where}`);
    });
  program
    .command('grant <userid>')
    .addArgument(rolesArgument())
    .description('give a person roles, in every round or in one')
    .option('--round <letter>', 'in that round only', asLetter)
    .action((userid: string, roles: Role[], options: { round?: string }) =>
      change(userid, options, { grant: roles, revoke: [] }),
    );
  program
    .command('revoke <userid>')
    .addArgument(rolesArgument())
    .description('take roles from a person')
    .option('--round <letter>', 'those of that round only', asLetter)
    .action((userid: string, roles: Role[], options: { round?: string }) =>
      change(userid, options, { grant: [], revoke: roles }),
    );
  addMentionIn(program, cli);
  addDigestPicture(program, cli);
  program
    .command('digest-to')
    .addArgument(new Argument('<letter>', 'the round').argParser(asLetter))
    .description("say where a round's weekly digest goes")
    .option('--webhook <name>', 'a group webhook, by its name in WECOM_WEBHOOK_KEYS', asName)
    .addOption(
      new Option('--group [name]', 'a group the app makes of the leading_group').conflicts('webhook'),
    )
    .addOption(
      new Option('--robot-group <chatid>', 'a group the robot was mentioned in, see robot-groups')
        .argParser(asName)
        .conflicts(['webhook', 'group']),
    )
    .action((letter: string, options: DigestOptions) =>
      withApp(cli, async ({ deps, groups }) => {
        const target = targetOf(options);
        await setDigestTarget(deps, groups, letter, target);
        cli.print(`round ${letter}: the digest goes to ${nameOf(target)}`);
      }),
    );
}

/** The group in which whoever was not reached is asked to look at his messages. */
function addMentionIn(program: Command, cli: Cli): void {
  program
    .command('mention-in')
    .addArgument(new Argument('<letter>', 'the round').argParser(asLetter))
    .argument('<webhook>', 'its name in WECOM_WEBHOOK_KEYS, or "off"', asName)
    .description('mention people in a group, by name only, whom a reminder did not reach')
    .action((letter: string, webhook: string) =>
      withApp(cli, async ({ deps }) => {
        await setMentionIn(deps, letter, webhook === 'off' ? null : webhook);
        cli.print(
          `round ${letter}: ${webhook === 'off' ? 'nobody is mentioned' : `mentions go to ${webhook}`}`,
        );
      }),
    );
}

/** The wall chart behind the digest. */
function addDigestPicture(program: Command, cli: Cli): void {
  program
    .command('digest-picture')
    .addArgument(new Argument('<letter>', 'the round').argParser(asLetter))
    .addArgument(new Argument('<on|off>', 'whether it follows').choices(['on', 'off']))
    .description("send the wall chart as a picture behind the round's weekly digest, or leave it out")
    .action((letter: string, choice: 'on' | 'off') =>
      withApp(cli, async ({ deps }) => {
        await setDigestPicture(deps, letter, choice === 'on');
        cli.print(
          `round ${letter}: ${choice === 'on' ? 'the wall chart follows the digest' : 'the digest comes without a picture'}`,
        );
      }),
    );
}

interface DigestOptions {
  readonly webhook?: string;
  readonly group?: string | true;
  readonly robotGroup?: string;
}

function targetOf({ webhook, group, robotGroup }: DigestOptions): WantedTarget {
  if (webhook !== undefined) return { webhook };
  if (robotGroup !== undefined) return { robotGroup };
  if (group !== undefined) return { groupName: group === true ? leadingGroupName : group };
  throw new AppError('usage', 'say where: --webhook NAME, --group or --robot-group CHATID');
}

function nameOf(target: WantedTarget): string {
  if ('webhook' in target) return `webhook ${target.webhook}`;
  return 'robotGroup' in target ? `the robot's group ${target.robotGroup}` : target.groupName;
}
