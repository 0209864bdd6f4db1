import type { Role } from '../../domain/task/people.ts';
import type { Deps } from '../ports.ts';
import { addPerson } from './add-person.ts';
import type { DoneBy } from './done-by.ts';
import { setRoles, setRoundRoles } from './set-up-office.ts';

type Changing = Pick<Deps, 'store' | 'clock' | 'directory'>;

export type NotChanged = {
  readonly refused:
    'no_such_item' | 'changed_meanwhile' | 'last_administrator' | 'role_of_no_round' | 'not_in_directory';
};

const OF_NO_ROUND: ReadonlySet<Role> = new Set(['administrator', 'auditor']);

/** Somebody's roles, in every round or in one, unless somebody has changed them since `before` was read. */
export async function changeRoles(
  deps: Changing,
  userid: string,
  {
    round: letter,
    roles,
    before,
    by,
  }: {
    readonly round: string | null;
    readonly roles: readonly Role[];
    readonly before: readonly Role[];
    readonly by: DoneBy;
  },
): Promise<readonly Role[] | NotChanged> {
  const { store, directory } = deps;
  const person = await store.people.byUserid(userid);
  const round = letter === null ? null : await store.rounds.byLetter(letter);
  if (!person || (letter !== null && !round)) return { refused: 'no_such_item' };
  const held = round
    ? person.roundRoles.flatMap(({ roundId, role }) => (roundId === round.id ? [role] : []))
    : person.roles;
  if (!sameSet(held, before)) return { refused: 'changed_meanwhile' };
  const change = {
    grant: roles.filter((role) => !held.includes(role)),
    revoke: held.filter((role) => !roles.includes(role)),
    by,
  };
  if (letter !== null) {
    if (change.grant.some((role) => OF_NO_ROUND.has(role))) return { refused: 'role_of_no_round' };
    return setRoundRoles(deps, directory, person.userid, { ...change, letter });
  }
  const others = (await store.people.withRole('administrator')).filter(({ id }) => id !== person.id);
  if (change.revoke.includes('administrator') && others.length === 0)
    return { refused: 'last_administrator' };
  return setRoles(deps, directory, person.userid, change);
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((each) => b.includes(each));

/** Adds somebody; whose userid is given is one of WeCom's directory, where there is one. */
export async function addMember(
  deps: Changing,
  person: {
    readonly name: string;
    readonly unit: string | null;
    readonly userid: string | null;
    readonly by: DoneBy;
  },
): Promise<{ userid: string } | NotChanged> {
  if (person.userid === null || deps.directory === null) return addPerson(deps, person);
  const wanted = person.userid.toLowerCase();
  const member = (await deps.directory.people()).find(({ userid }) => userid.toLowerCase() === wanted);
  if (!member?.active) return { refused: 'not_in_directory' };
  return addPerson(deps, { ...person, userid: member.userid, name: member.name });
}

/** Who heads a unit sees its tasks, and is told of what is overdue there. */
export function changeHead(
  { store, clock }: Changing,
  name: string,
  { userid, before, by }: { readonly userid: string; readonly before: string | null; readonly by: DoneBy },
): Promise<{ userid: string } | NotChanged> {
  return store.transaction(async (stores) => {
    const unit = (await stores.people.units()).find((each) => each.name === name);
    const head = await stores.people.byUserid(userid);
    if (!unit || !head?.active) return { refused: 'no_such_item' };
    const former = unit.headId === null ? null : await stores.people.byId(unit.headId);
    if ((former?.userid ?? null) !== before) return { refused: 'changed_meanwhile' };
    await stores.people.saveUnit({ name, headId: head.id });
    await stores.audit.append({
      at: clock.now(),
      ...by,
      event: 'unit_head_set',
      subject: unit.id,
      from: { head: before },
      to: { head: head.userid },
      detail: { unit: name },
    });
    return { userid: head.userid };
  });
}
