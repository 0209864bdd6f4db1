import type { Notice } from '../../domain/message/notice.ts';
import type { Address } from '../channel.ts';
import type { NewOutbound, StoredInbound } from '../delivery/message-stores.ts';
import type { JobRequest } from '../ports.ts';

/** What is said back into the very conversation a message came from, whoever is behind it. */
export function backTo(message: StoredInbound, notice: Notice, now: Date): NewOutbound {
  return {
    personId: null,
    roundId: null,
    kind: 'reply',
    period: message.id,
    address: addressOf(message),
    notice,
    urgent: true,
    notBefore: now,
    createdAt: now,
    via: message.channel === 'page' ? null : message.channel,
    replyTo: message.replyTo,
  };
}

function addressOf({ channel, senderId, groupId }: StoredInbound): Address {
  if (channel !== 'robot') return { kind: 'person', userid: senderId };
  return groupId === null
    ? { kind: 'robot', chat: 'person', chatid: senderId }
    : { kind: 'robot', chat: 'group', chatid: groupId };
}

/** Wakes whoever sends them: one after the other, so that a list comes before its cards. */
export function deliveries(outboundIds: readonly string[]): JobRequest[] {
  const [outboundId, ...behind] = outboundIds;
  if (outboundId === undefined) return [];
  return [{ name: 'deliver', outboundId, ...(behind.length > 0 && { behind }) }];
}
