import { AppError } from '../../errors.ts';
import type { Person, Role } from '../../domain/task/people.ts';
import type { DigestTarget, Round } from '../../domain/task/round.ts';
import { hasAccount } from './add-person.ts';
import { OPERATOR, type DoneBy } from './done-by.ts';
import type { Directory, Groups } from '../channel.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';

type OfficeDeps = Pick<Deps, 'store' | 'clock'>;
type DigestDeps = Pick<Deps, 'store' | 'clock' | 'robotId'>;

interface RoleChange {
  readonly grant: readonly Role[];
  readonly revoke: readonly Role[];
  readonly by?: DoneBy;
}

/**
 * Gives or takes roles that hold in every round; a person who is not known yet is taken over from WeCom's directory,
 * where there is one.
 * @throws AppError not_found when neither knows the userid
 */
export async function setRoles(
  { store, clock }: OfficeDeps,
  directory: Directory | null,
  userid: string,
  roles: RoleChange,
): Promise<readonly Role[]> {
  const known = await store.people.byUserid(userid);
  const person = known ?? (await inDirectory(directory, userid));
  const kept = (known?.roles ?? []).filter((role) => !roles.revoke.includes(role));
  const now = [...new Set([...kept, ...roles.grant])];
  await store.transaction(async (stores) => {
    const { name } = person;
    await stores.people.save({ userid: person.userid, name, unitId: known?.unit?.id ?? null, roles: now });
    await stores.audit.append({
      at: clock.now(),
      ...(roles.by ?? OPERATOR),
      event: 'roles_set',
      subject: person.userid,
      from: { roles: known?.roles ?? [] },
      to: { roles: now },
    });
  });
  return now;
}

/** Configuring and auditing are of the whole installation. */
const OF_NO_ROUND: ReadonlySet<Role> = new Set(['administrator', 'auditor']);

/**
 * Gives or takes roles in one round.
 * @returns the roles he then has in that round, those of every round left out
 * @throws AppError not_found without such a round or person, usage for a role that is of no round
 */
export async function setRoundRoles(
  deps: OfficeDeps,
  directory: Directory | null,
  userid: string,
  { letter, ...roles }: RoleChange & { readonly letter: string },
): Promise<readonly Role[]> {
  const { store, clock } = deps;
  const round = await store.rounds.byLetter(letter);
  if (!round) throw new AppError('not_found', `there is no round ${letter}`);
  const odd = [...roles.grant, ...roles.revoke].find((role) => OF_NO_ROUND.has(role));
  if (odd) throw new AppError('usage', `${odd} is held in every round: leave out --round`);
  if (!(await store.people.byUserid(userid)))
    await setRoles(deps, directory, userid, { ...NOTHING, ...(roles.by && { by: roles.by }) });
  return store.transaction(async (stores) => {
    const before = await personOf(stores, userid);
    const held = { personId: before.id, roundId: round.id };
    for (const role of roles.revoke) await stores.people.setRoundRole({ ...held, role }, false);
    for (const role of roles.grant) await stores.people.setRoundRole({ ...held, role }, true);
    const now = rolesOfRound(await personOf(stores, userid), round);
    await stores.audit.append({
      at: clock.now(),
      ...(roles.by ?? OPERATOR),
      event: 'round_roles_set',
      subject: before.userid,
      from: { roles: rolesOfRound(before, round) },
      to: { roles: now },
      detail: { round: letter },
    });
    return now;
  });
}

const NOTHING: RoleChange = { grant: [], revoke: [] };

async function personOf({ people }: Pick<Stores, 'people'>, userid: string): Promise<Person> {
  const person = await people.byUserid(userid);
  if (!person) throw new AppError('not_found', `nobody here has the userid ${userid}`);
  return person;
}

const rolesOfRound = ({ roundRoles }: Person, { id }: Round): Role[] =>
  roundRoles.flatMap(({ roundId, role }) => (roundId === id ? [role] : []));

/** What is missing, and what to do instead. */
export const NO_DIRECTORY =
  'without a self-built app there is no directory to look people up in: add them with "duban person add"';

async function inDirectory(
  directory: Directory | null,
  userid: string,
): Promise<{ userid: string; name: string }> {
  if (directory === null) {
    throw new AppError('not_found', `nobody here has the userid ${userid}, and ${NO_DIRECTORY}`);
  }
  const people = await directory.people();
  const person = people.find((each) => each.userid.toLowerCase() === userid.toLowerCase());
  if (!person) throw new AppError('not_found', `nobody in WeCom's visible scope has the userid ${userid}`);
  return person;
}

/** A group webhook by its name in the settings, a group the app makes, or one in which the robot was spoken to. */
export type WantedTarget =
  { readonly webhook: string } | { readonly groupName: string } | { readonly robotGroup: string };

/**
 * Says where a round's digest goes; a group the app makes is of everybody with the role leading_group.
 * @throws AppError not_found when there is no such round or group, or nobody leads
 */
export async function setDigestTarget(
  deps: DigestDeps,
  groups: Groups | null,
  letter: string,
  target: WantedTarget,
  by: DoneBy = OPERATOR,
): Promise<DigestTarget> {
  const { store, clock } = deps;
  const round = await store.rounds.byLetter(letter);
  if (!round) throw new AppError('not_found', `there is no round ${letter}`);
  const digestTarget = await digestTargetOf(deps, groups, round, target);
  await store.transaction(async (stores) => {
    await stores.rounds.setDigestTarget(round.id, digestTarget);
    await stores.audit.append({
      at: clock.now(),
      ...by,
      event: 'digest_target_set',
      subject: round.id,
      from: { digestTarget: round.digestTarget },
      to: { digestTarget },
    });
  });
  return digestTarget;
}

/**
 * Says in which webhook's group people are mentioned whom a step did not reach, without a word of what it is about;
 * null: nowhere.
 * @throws AppError not_found when there is no such round
 */
export async function setMentionIn(
  { store, clock }: OfficeDeps,
  letter: string,
  webhook: string | null,
  by: DoneBy = OPERATOR,
): Promise<void> {
  const round = await store.rounds.byLetter(letter);
  if (!round) throw new AppError('not_found', `there is no round ${letter}`);
  const { mentionIn: before, ...settings } = round.settings;
  await store.transaction(async (stores) => {
    await stores.rounds.setSettings(round.id, {
      ...settings,
      ...(webhook !== null && { mentionIn: webhook }),
    });
    await stores.audit.append({
      at: clock.now(),
      ...by,
      event: 'mention_set',
      subject: round.id,
      from: { webhook: before ?? null },
      to: { webhook },
    });
  });
}

/**
 * Says whether the wall chart follows the round's digest as a picture.
 * @throws AppError not_found when there is no such round
 */
export async function setDigestPicture(
  { store, clock }: OfficeDeps,
  letter: string,
  digestPicture: boolean,
): Promise<void> {
  const round = await store.rounds.byLetter(letter);
  if (!round) throw new AppError('not_found', `there is no round ${letter}`);
  await store.transaction(async (stores) => {
    await stores.rounds.setSettings(round.id, { ...round.settings, digestPicture });
    await stores.audit.append({
      at: clock.now(),
      actor: 'operator',
      source: 'command',
      event: 'digest_picture_set',
      subject: round.id,
      from: { digestPicture: round.settings.digestPicture },
      to: { digestPicture },
    });
  });
}

async function digestTargetOf(
  deps: DigestDeps,
  groups: Groups | null,
  round: Round,
  target: WantedTarget,
): Promise<DigestTarget> {
  if ('webhook' in target) return { kind: 'webhook', name: target.webhook };
  if ('robotGroup' in target) {
    return { kind: 'robot', chat: 'group', chatid: await knownGroup(deps, target.robotGroup) };
  }
  if (groups === null) throw new AppError('not_found', 'without a self-built app no group can be made');
  return { kind: 'appchat', chatid: await makeGroup(deps, groups, round, target.groupName) };
}

async function knownGroup({ store, robotId }: DigestDeps, chatId: string): Promise<string> {
  const groups = robotId === null ? [] : await store.robotChats.groups(robotId);
  if (groups.every((group) => group.chatId !== chatId)) {
    throw new AppError(
      'not_found',
      `the robot was never spoken to in a group ${chatId}: mention it there, then look at "duban robot-groups"`,
    );
  }
  return chatId;
}

/** The id is ours and letters and digits only, so that making it twice finds the same group (app-api §5). */
async function makeGroup({ store }: OfficeDeps, groups: Groups, round: Round, name: string): Promise<string> {
  const members = (await store.people.withRole('leading_group', round.id))
    .filter(hasAccount)
    .map(({ userid }) => userid);
  const [owner] = members;
  if (owner === undefined || members.length < 2) {
    throw new AppError('not_found', 'a group needs two people with the role leading_group: grant it first');
  }
  const chatid = `duban${round.id.replaceAll('-', '').slice(-26)}`;
  await groups.ensure({ chatid, name, owner, members });
  return chatid;
}
