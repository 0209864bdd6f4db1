import { AppError } from '../errors.ts';
import type { Role } from '../domain/task/people.ts';
import type { DigestTarget, Round } from '../domain/task/round.ts';
import type { Directory, Groups } from './channel.ts';
import type { Deps } from './ports.ts';

type OfficeDeps = Pick<Deps, 'store' | 'clock'>;

/**
 * Gives or takes roles; a person who is not known yet is taken over from WeCom's directory.
 * @throws AppError not_found when neither knows the userid
 */
export async function setRoles(
  { store, clock }: OfficeDeps,
  directory: Directory,
  userid: string,
  roles: { readonly grant: readonly Role[]; readonly revoke: readonly Role[] },
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
      actor: 'operator',
      event: 'roles_set',
      subject: person.userid,
      detail: { roles: now },
    });
  });
  return now;
}

async function inDirectory(directory: Directory, userid: string): Promise<{ userid: string; name: string }> {
  const people = await directory.people();
  const person = people.find((each) => each.userid.toLowerCase() === userid.toLowerCase());
  if (!person) throw new AppError('not_found', `nobody in WeCom's visible scope has the userid ${userid}`);
  return person;
}

/**
 * Says where a round's digest goes: to a group webhook by its name in the settings, or to a group the app makes of
 * everybody with the role leading_group.
 * @throws AppError not_found when there is no such round or nobody leads
 */
export async function setDigestTarget(
  { store, clock }: OfficeDeps,
  groups: Groups,
  letter: string,
  target: { readonly webhook: string } | { readonly groupName: string },
): Promise<DigestTarget> {
  const round = await store.rounds.byLetter(letter);
  if (!round) throw new AppError('not_found', `there is no round ${letter}`);
  const digestTarget: DigestTarget =
    'webhook' in target
      ? { kind: 'webhook', name: target.webhook }
      : { kind: 'appchat', chatid: await makeGroup({ store, clock }, groups, round, target.groupName) };
  await store.transaction(async (stores) => {
    await stores.rounds.setDigestTarget(round.id, digestTarget);
    await stores.audit.append({
      at: clock.now(),
      actor: 'operator',
      event: 'digest_target_set',
      subject: round.id,
      detail: digestTarget,
    });
  });
  return digestTarget;
}

/** The id is ours and letters and digits only, so that making it twice finds the same group (app-api §5). */
async function makeGroup({ store }: OfficeDeps, groups: Groups, round: Round, name: string): Promise<string> {
  const members = (await store.people.withRole('leading_group')).map(({ userid }) => userid);
  const [owner] = members;
  if (owner === undefined || members.length < 2) {
    throw new AppError('not_found', 'a group needs two people with the role leading_group: grant it first');
  }
  const chatid = `duban${round.id.replaceAll('-', '').slice(-26)}`;
  await groups.ensure({ chatid, name, owner, members });
  return chatid;
}
