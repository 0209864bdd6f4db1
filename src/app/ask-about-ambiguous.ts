import type { StoredOutbound } from './message-stores.ts';
import type { Deps } from './ports.ts';

/** Who got no answer asks again; what the week depends on is a question to the office. */
const NOT_ASKED_ABOUT: ReadonlySet<string> = new Set(['reply', 'card_update', 'ambiguous', 'administrator']);

/**
 * Nobody can say whether a message arrived, and a repeat might arrive twice: the managers decide, by 重发 or 算已发
 * (design §4).
 */
export async function askAboutAmbiguous(deps: Deps, message: StoredOutbound): Promise<void> {
  if (NOT_ASKED_ABOUT.has(message.kind)) return;
  const now = deps.clock.now();
  const person = message.personId === null ? null : await deps.store.people.byId(message.personId);
  const managers = await deps.store.people.withRole('manager');
  const ids = await deps.store.outbound.add(
    managers.map(({ id, userid }) => ({
      personId: id,
      roundId: message.roundId,
      kind: 'ambiguous',
      period: `${message.id}:${message.attempts}`,
      address: { kind: 'person', userid },
      notice: {
        kind: 'ambiguous',
        cardId: '',
        message: message.kind,
        to: person?.name ?? groupOf(message),
        at: deps.clock.local(message.firstTriedAt ?? now),
      },
      urgent: false,
      notBefore: now,
      createdAt: now,
    })),
  );
  await deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
}

/** A webhook's group has the name we call it by; of the others we only have ids. */
const groupOf = ({ address }: StoredOutbound): string => (address.kind === 'webhook' ? address.name : '');
