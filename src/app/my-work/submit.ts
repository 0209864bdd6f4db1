import type { Notice } from '../../domain/message/notice.ts';
import { messageOf } from '../../errors.ts';
import { handleMessage } from '../conversation/handle-message.ts';
import { keepMessage } from '../conversation/receive-message.ts';
import type { Deps } from '../ports.ts';
import type { PageSaid } from './page-said.ts';

/**
 * What became of what was said on a page.
 *   handled  the notices are its receipt; the same again for the same key.
 *   kept     it is safe and not handled yet: the same key asks again.
 */
export type Submitted =
  | { readonly state: 'handled'; readonly outcome: string; readonly notices: readonly Notice[] }
  | { readonly state: 'kept' }
  | { readonly refused: 'not_known_here' | 'upload_missing' };

/**
 * Says it in the person's name: durable before it is handled, in the order of all he has said, and handled before this
 * returns. Not to be called inside a transaction.
 * @param userid of a verified session
 * @param key made by the page, the same for each repeat
 */
export async function submit(deps: Deps, userid: string, key: string, said: PageSaid): Promise<Submitted> {
  const { store, clock } = deps;
  const person = await store.people.byUserid(userid);
  if (!person?.active) return { refused: 'not_known_here' };
  if (said.do === 'report' && said.uploads.length > 0) {
    const there = await store.evidence.uploads({ personId: person.id, ids: said.uploads });
    if (there.length < new Set(said.uploads).size) return { refused: 'upload_missing' };
  }
  const dedupeKey = pageKey(person.id, key);
  await keepMessage(deps, {
    dedupeKey,
    channel: 'page',
    senderId: person.userid,
    sentAt: clock.now(),
    groupId: null,
    replyTo: null,
    content: { type: 'page', said },
  });
  return settle(deps, dedupeKey);
}

export const pageKey = (personId: string, key: string): string => `page:${personId}:${key}`;

async function settle(deps: Deps, dedupeKey: string): Promise<Submitted> {
  const { inbound } = deps.store;
  const kept = await inbound.byKey(dedupeKey);
  if (kept === null) throw new Error(`a message just kept is not there: ${dedupeKey}`);
  if (kept.receipt !== null) return handled(kept.outcome, kept.receipt);
  try {
    await handleMessage(deps, kept.id);
  } catch (error) {
    // It is not lost: whatever stands in its way, the sweep comes back to it.
    deps.log.warn({ inboundId: kept.id, error: messageOf(error) }, 'page_answer_kept');
    return { state: 'kept' };
  }
  const done = await inbound.byKey(dedupeKey);
  return done?.receipt ? handled(done.outcome, done.receipt) : { state: 'kept' };
}

const handled = (outcome: string, notices: readonly Notice[]): Submitted => ({
  state: 'handled',
  outcome,
  notices,
});
