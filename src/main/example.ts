import type { App } from './open-app.ts';
import type { AppSettings } from '../config.ts';
import type { Corp } from '../sandbox/corp.ts';
import { exampleRound, type ExampleRound } from '../app/example-round.ts';
import { loadExample, type ExamplePerson } from '../app/load-example.ts';
import { leadingGroupName } from '../zh/names.ts';
import { readJson } from './project.ts';

/** The leading group's chat in the sandbox; the app makes it, so its id is ours. */
const LEADING_GROUP = 'dubanLeadingGroup';

/** The settings the sandbox's application would have in a real corporation. */
export const appSettingsOf = (corp: Corp, apiBase: string): AppSettings => ({
  apiBase,
  corpId: corp.corpId,
  agentId: corp.agent.id,
  secret: corp.agent.secret,
  callbackToken: corp.agent.callbackToken,
  callbackAesKey: corp.agent.callbackAesKey,
});

export const webhookKeysOf = (corp: Corp): Record<string, string> =>
  Object.fromEntries(corp.groups.map(({ id, webhookKey }) => [id, webhookKey]));

export const readExampleRound = async (): Promise<ExampleRound> =>
  exampleRound.parse(await readJson('examples', 'round.json'));

/** Makes the leading group's chat and loads the example round, unless a round is there; says whether it did. */
export async function loadExampleRound({ deps, wecom }: App, corp: Corp): Promise<boolean> {
  const example = await readExampleRound();
  const target = await ensureLeadingGroup(wecom, example.round.leadingGroup);
  return (await loadExample(deps, example, peopleOf(corp), target)) !== null;
}

export async function ensureLeadingGroup(
  { groups }: App['wecom'],
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
