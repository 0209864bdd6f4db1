import { mayInRound } from '../../domain/access/permissions.ts';
import { note, type Acting } from '../acting.ts';
import type { OutboundState } from './message-stores.ts';
import { settleAmbiguous, type Settlement } from './settle-ambiguous.ts';

/** What was done; or why nothing was, with what the message is now. */
export type Settled =
  | { readonly outcome: 'resent' | 'counted_as_sent' }
  | { readonly refused: 'not_permitted' | 'no_such_item' }
  | { readonly refused: 'settled_before'; readonly state: OutboundState; readonly reason: string };

/** 重发 or 算已发, by somebody of the office. Whoever comes second learns what was decided. */
export async function settleAs(acting: Acting, outboundId: string, how: Settlement['how']): Promise<Settled> {
  const { stores, person, now } = acting;
  const message = await stores.outbound.byId(outboundId);
  if (!mayInRound(person, 'settle_message', message?.roundId ?? null)) {
    await note(acting, 'settlement_refused', outboundId, { refused: true });
    return { refused: 'not_permitted' };
  }
  if (!message) return { refused: 'no_such_item' };
  const settlement = { outboundId, how, by: person.userid, source: acting.source, at: now };
  const jobs = await settleAmbiguous(stores, settlement);
  if (jobs === null) {
    await note(acting, 'settlement_refused', outboundId, { refused: true, detail: { how } });
    const { state, reason } = (await stores.outbound.byId(outboundId)) ?? message;
    return { refused: 'settled_before', state, reason };
  }
  acting.jobs.push(...jobs);
  return { outcome: how === 'resend' ? 'resent' : 'counted_as_sent' };
}
