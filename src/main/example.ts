import type { Groups } from '../app/channel.ts';
import type { Config } from '../config.ts';
import type { App } from './open-app.ts';
import type { WecomSettings } from './wecom.ts';
import type { Corp } from '../sandbox/corp.ts';
import { exampleRound, type ExampleRound } from '../app/office/example-round.ts';
import { loadExample, type ExamplePerson } from '../app/office/load-example.ts';
import { leadingGroupName } from '../zh/names.ts';
import { readJson } from './project.ts';

/** The leading group's chat in the sandbox; the app makes it, so its id is ours. */
const LEADING_GROUP = 'dubanLeadingGroup';

/** The configured WeCom, or the sandbox's application and robot as they would be configured in a real corporation. */
export function wecomSettings(config: Config, corp: Corp, sandboxUrl: string): WecomSettings {
  const { usesSandbox, app, robot, apiBase, webhookKeys } = config;
  if (!usesSandbox) return { app, robot, apiBase, webhookKeys };
  const { id, secret, callbackToken, callbackAesKey } = corp.agent;
  return {
    apiBase: sandboxUrl,
    app: {
      corpId: corp.corpId,
      agentId: id,
      secret,
      callbackToken,
      callbackAesKey,
      accounts: SANDBOX_ACCOUNTS,
    },
    robot: corp.robot
      ? {
          wsUrl: `${sandboxUrl.replace(/^http/, 'ws')}/robot`,
          robotId: corp.robot.id,
          secret: corp.robot.secret,
          names: corp.robot.names,
        }
      : null,
    webhookKeys: Object.fromEntries(corp.groups.map((group) => [group.id, group.webhookKey])),
  };
}

/** What the sandbox's corporation has, so that the daily cap is the same on both sides. */
const SANDBOX_ACCOUNTS = 200;

export const readExampleRound = async (): Promise<ExampleRound> =>
  exampleRound.parse(await readJson('examples', 'round.json'));

/** Makes the leading group's chat and loads the example round, unless a round is there; says whether it did. */
export async function loadExampleRound({ deps, wecom }: App, corp: Corp): Promise<boolean> {
  const example = await readExampleRound();
  if (wecom.groups === null) return false;
  const target = await ensureLeadingGroup(wecom.groups, example.round.leadingGroup);
  return (await loadExample(deps, example, peopleOf(corp), target)) !== null;
}

export async function ensureLeadingGroup(
  groups: Groups,
  members: readonly string[],
): Promise<{ kind: 'appchat'; chatid: string }> {
  const [owner] = members;
  if (owner === undefined) throw new Error('the leading group has no members');
  await groups.ensure({ chatid: LEADING_GROUP, name: leadingGroupName, owner, members });
  return { kind: 'appchat', chatid: LEADING_GROUP };
}

export const peopleOf = ({ people, departments }: Corp): ExamplePerson[] =>
  people.map(({ userid, name, department }) => {
    const own = departments.find(({ id }) => id === department[0]);
    return { userid, name, unit: own && own.parentid !== 0 ? own.name : null };
  });
