import type { NewOutbound, StoredOutbound } from './message-stores.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';

/** Who got no answer asks again; what the week depends on is a question to the office. */
const NOT_ASKED_ABOUT: ReadonlySet<string> = new Set(['reply', 'card_update', 'ambiguous', 'administrator']);

/**
 * Nobody can say whether a message arrived, and a repeat might arrive twice: what asks the managers to decide, by
 * 重发 or 算已发 (design §4).
 */
export async function questionsAbout(
  stores: Stores,
  { clock }: Pick<Deps, 'clock'>,
  message: StoredOutbound,
): Promise<NewOutbound[]> {
  if (NOT_ASKED_ABOUT.has(message.kind)) return [];
  const now = clock.now();
  const person = message.personId === null ? null : await stores.people.byId(message.personId);
  const managers = await stores.people.withRole('manager', message.roundId ?? undefined);
  return managers.map(({ id, userid }) => ({
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
      at: clock.local(message.firstTriedAt ?? now),
    },
    urgent: false,
    notBefore: now,
    createdAt: now,
  }));
}

/** A webhook's group has the name we call it by; of the others we only have ids. */
const groupOf = ({ address }: StoredOutbound): string => (address.kind === 'webhook' ? address.name : '');
