import { addDays, type DateOnly } from '../../domain/calendar/date.ts';
import type { NewOutbound, StoredOutbound } from './message-stores.ts';
import type { Deps } from '../ports.ts';
import { periodInsteadOf, type StandIns } from '../week/stand-ins.ts';

/**
 * Deputies count on the day a message is sent, which may be later than the day it was planned. Somebody who is away by
 * now is not written to: his deputy gets a message in his place. Who is back gets his own again.
 * @returns true when the message is the deputy's now
 */
export async function handOn(
  deps: Deps,
  message: StoredOutbound,
  standIns: StandIns,
  today: DateOnly,
): Promise<boolean> {
  const { personId } = message;
  if (personId === null) return false;
  const recipient = standIns.of(personId).personId;
  if (recipient === personId) {
    await giveBack(deps, message, standIns, today);
    return false;
  }
  const now = deps.clock.now();
  for (const row of [message, ...(await deps.store.outbound.merge(message, message.kind, now))])
    await planFor(deps, row, recipient, personId);
  return true;
}

/** For whom the deputy's message may have been planned, and is not his any more. */
async function giveBack(
  deps: Deps,
  message: StoredOutbound,
  standIns: StandIns,
  today: DateOnly,
): Promise<void> {
  const { date: plannedOn } = deps.clock.local(message.createdAt);
  const entries = await deps.store.deputies.notOver(addDays(plannedOn, -1));
  const ended = entries.filter(
    ({ deputyId, until }) => deputyId === message.personId && until !== null && until <= today,
  );
  for (const { personId } of ended) {
    const recipient = standIns.of(personId).personId;
    if (recipient !== message.personId) await planFor(deps, message, recipient, null);
  }
}

/** @param insteadOf who is away: said when the deputy's own message of that period is under way already */
async function planFor(
  deps: Deps,
  row: StoredOutbound,
  recipient: string,
  insteadOf: string | null,
): Promise<void> {
  const { outbound, people } = deps.store;
  const person = await people.byId(recipient);
  if (!person) return;
  const planned: NewOutbound = {
    personId: recipient,
    roundId: row.roundId,
    kind: row.kind,
    period: row.period,
    address: { kind: 'person', userid: person.userid },
    notice: null,
    urgent: row.urgent,
    notBefore: deps.clock.now(),
    // What a message tells of may be named by when it was planned.
    createdAt: row.createdAt,
  };
  const ids = await outbound.add([planned]);
  if (ids.length === 0 && insteadOf !== null && !(await isStillPlanned(deps, planned)))
    ids.push(...(await outbound.add([oneMore(planned, insteadOf)])));
  await deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
}

/** His own message may just be on its way: by then it is known whether that one says it already. */
const oneMore = (planned: NewOutbound, insteadOf: string): NewOutbound => ({
  ...planned,
  period: periodInsteadOf(planned, insteadOf),
  notBefore: new Date(planned.notBefore.getTime() + UNDER_WAY_MS),
});

/** Longer than a send can take. */
const UNDER_WAY_MS = 120_000;

async function isStillPlanned(
  { store }: Deps,
  { personId, roundId, kind, period }: NewOutbound,
): Promise<boolean> {
  const planned = await store.outbound.ofStep({ roundId: roundId ?? '', kind, period }, ['planned']);
  return planned.some((other) => other.personId === personId);
}
