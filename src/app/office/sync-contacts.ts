import { groupBy } from '../../domain/group-by.ts';
import { isClosed, type Task } from '../../domain/task/task.ts';
import type { Person, Unit } from '../../domain/task/people.ts';
import { hasAccount } from './add-person.ts';
import { deliveries } from '../conversation/back-to.ts';
import { warn } from '../delivery/breaker.ts';
import type { Member } from '../channel.ts';
import type { NewOutbound } from '../delivery/message-stores.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';

/** Fewer than so many people may leave at once, however few we have. */
const MANY = 5;
/** The part of our people that does not leave in one day: rather the app's visible scope was changed. */
const TOO_LARGE_A_PART = 0.2;

/**
 * What a synchronisation did, by userid.
 *   skipped   there is no directory: only the self-built app has one.
 *   refused   the directory tells of nobody, or that too many left; nothing was changed.
 */
export type ContactSync =
  | { readonly kind: 'skipped' }
  | { readonly kind: 'refused'; readonly why: 'nobody_listed' | 'too_many_left'; readonly left: number }
  | ({ readonly kind: 'done' } & ContactChanges);

/** `headed`: units, by name, that have a head now. */
type ContactChanges = Readonly<
  Record<'added' | 'renamed' | 'moved' | 'back' | 'left' | 'headed', readonly string[]>
>;

/**
 * Follows WeCom's directory (app-api §6.4): names, units, superiors, heads of units, who came and who left. Roles are
 * ours and stay. Whoever never had an account is none of its business.
 * @throws AppError wecom_api, wecom_unreachable
 */
export async function syncContacts(deps: Deps): Promise<ContactSync> {
  if (deps.directory === null) return { kind: 'skipped' };
  const members = byUserid(await deps.directory.people());
  const [people, units] = [await deps.store.people.all(), await deps.store.people.units()];
  const leaving = people.filter(
    (person) => person.active && hasAccount(person) && members.get(keyOf(person))?.active !== true,
  );
  const refusal = refusalOf(members.size, people.filter(({ active }) => active).length, leaving.length);
  if (refusal) {
    deps.log.error({ why: refusal, listed: members.size, left: leaving.length }, 'contacts_not_synced');
    const { date: today } = deps.clock.local(deps.clock.now());
    await warn(deps, { what: 'contacts_refused', left: leaving.length }, `contacts_refused:${today}`);
    return { kind: 'refused', why: refusal, left: leaving.length };
  }
  const present = await saveMembers(deps, [...members.values()], people, units);
  const left = leaving.map(({ userid }) => userid);
  const changes = { ...present, left };
  const ids = await deps.store.transaction(async (stores) => {
    for (const person of leaving) await deactivate(stores, person, members.get(keyOf(person)));
    await auditChanges(deps, stores, changes);
    return stores.outbound.add(await membersLeft(deps, stores, leaving));
  });
  await deps.queue.enqueue(deliveries(ids));
  return { kind: 'done', ...changes };
}

const keyOf = ({ userid }: { readonly userid: string }): string => userid.toLowerCase();

const byUserid = (members: readonly Member[]): ReadonlyMap<string, Member> =>
  new Map(members.map((member) => [keyOf(member), member]));

function refusalOf(
  listed: number,
  active: number,
  leaving: number,
): 'nobody_listed' | 'too_many_left' | null {
  if (listed === 0) return 'nobody_listed';
  return leaving >= MANY && leaving > active * TOO_LARGE_A_PART ? 'too_many_left' : null;
}

/** One by one and each at its own, so that a large corporation holds no lock for long; what was done is done again. */
async function saveMembers(
  { store }: Deps,
  members: readonly Member[],
  people: readonly Person[],
  units: readonly Unit[],
): Promise<Omit<ContactChanges, 'left'>> {
  const known = new Map(people.map((person) => [keyOf(person), person]));
  const [added, renamed, moved, back]: [string[], string[], string[], string[]] = [[], [], [], []];
  const heads = new Map<string, string>();
  for (const member of members.filter(({ active }) => active)) {
    const person = known.get(keyOf(member));
    const unitId = unitOf(member, person, units);
    const { userid, name, position, directLeader, active } = member;
    const id = await store.people.saveMember({ userid, name, unitId, position, directLeader, active });
    for (const unit of member.headOf) if (!heads.has(unit)) heads.set(unit, id);
    if (!person) added.push(userid);
    else {
      if (person.name !== name) renamed.push(userid);
      if ((person.unit?.id ?? null) !== unitId) moved.push(userid);
      if (!person.active) back.push(userid);
    }
  }
  const headless = units.filter(({ name, headId }) => headId === null && heads.has(name));
  for (const { name } of headless) await store.people.saveUnit({ name, headId: heads.get(name) ?? null });
  return { added, renamed, moved, back, headed: headless.map(({ name }) => name) };
}

/** The department that is one of our units; without one he stays where the office put him. */
function unitOf({ departments }: Member, person: Person | undefined, units: readonly Unit[]): string | null {
  const own = person?.unit ?? null;
  if (own && departments.includes(own.name)) return own.id;
  return units.find(({ name }) => departments.includes(name))?.id ?? own?.id ?? null;
}

/** His answers and his name stay; he is not asked any more. */
async function deactivate(stores: Stores, person: Person, member: Member | undefined): Promise<void> {
  await stores.people.saveMember({
    userid: person.userid,
    name: person.name,
    unitId: person.unit?.id ?? null,
    position: member?.position ?? '',
    directLeader: member?.directLeader ?? null,
    active: false,
  });
}

async function auditChanges({ clock }: Deps, stores: Stores, changes: ContactChanges): Promise<void> {
  const counts = Object.fromEntries(Object.entries(changes).map(([what, who]) => [what, who.length]));
  if (Object.values(counts).every((count) => count === 0)) return;
  await stores.audit.append({
    at: clock.now(),
    actor: 'wecom',
    source: 'job',
    event: 'contacts_synced',
    subject: 'people',
    detail: { ...counts, who: changes.left },
  });
}

/** The managers learn once which open tasks of their rounds have lost their owner. */
async function membersLeft(
  { clock }: Deps,
  stores: Stores,
  leaving: readonly Person[],
): Promise<NewOutbound[]> {
  const gone = new Set(leaving.map(({ id }) => id));
  const orphaned = (await stores.tasks.list({})).filter(
    (task) => !isClosed(task) && task.owner !== null && gone.has(task.owner.id),
  );
  const now = clock.now();
  const told = new Map<string, { manager: Person; tasks: Task[] }>();
  for (const [roundId, tasks] of groupBy(orphaned, (task) => task.roundId))
    for (const manager of await stores.people.withRole('manager', roundId))
      told.set(manager.id, { manager, tasks: [...(told.get(manager.id)?.tasks ?? []), ...tasks] });
  return [...told.values()].map(({ manager, tasks }) => ({
    personId: manager.id,
    roundId: null,
    kind: 'notice',
    period: `members_left:${now.toISOString()}`,
    address: { kind: 'person', userid: manager.userid },
    notice: { kind: 'members_left', people: leftWith(leaving, tasks) },
    urgent: false,
    notBefore: now,
    createdAt: now,
  }));
}

function leftWith(
  leaving: readonly Person[],
  tasks: readonly Task[],
): { readonly name: string; readonly codes: readonly string[] }[] {
  const codes = groupBy(tasks, ({ owner }) => owner?.id ?? '');
  return leaving.flatMap(({ id, name }) => {
    const own = codes.get(id) ?? [];
    return own.length === 0 ? [] : [{ name, codes: own.map(({ code }) => code) }];
  });
}
