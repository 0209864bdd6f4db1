import type { ContactsSight, OutboxSight } from '../../app/doctor/sights.ts';
import type { Directory } from '../../app/channel.ts';
import type { Store } from '../../app/stores.ts';

/** Who owns what is open, whom the app sees, and who has written to the robot. */
export async function lookAtContacts(
  store: Store,
  directory: Directory | null,
  robotId: string | null,
): Promise<ContactsSight> {
  const openTasks = await store.tasks.openOwners();
  const ownerIds = new Set(openTasks.map(({ ownerId }) => ownerId));
  return {
    openTasks,
    owners: (await store.people.all()).filter(({ id }) => ownerIds.has(id)),
    scope: directory ? await scopeOf(directory) : 'no_app',
    spoken: robotId === null ? null : await store.robotChats.boundPersonIds(robotId),
  };
}

/** What keeps the directory from being read, the checks of the app say. */
async function scopeOf(directory: Directory): Promise<ContactsSight['scope']> {
  try {
    const people = await directory.people();
    return new Set(people.filter(({ active }) => active).map(({ userid }) => userid.toLowerCase()));
  } catch {
    return 'unread';
  }
}

/** A worker sends what is due within seconds, and the sweep what was forgotten within a minute. */
const STUCK_MS = 15 * 60_000;
const AMBIGUOUS_MS = 30 * 86_400_000;
const COUNTED = 1000;

export async function lookAtOutbox({ outbound, pause }: Store, now: Date): Promise<OutboxSight> {
  const ago = (ms: number) => new Date(now.getTime() - ms);
  const stuck = await outbound.due(ago(STUCK_MS), COUNTED);
  const ambiguous = await outbound.list({
    states: ['ambiguous'],
    since: ago(AMBIGUOUS_MS),
    limit: COUNTED,
  });
  return { stuck: stuck.length, ambiguous: ambiguous.length, paused: (await pause.current()) !== null };
}
