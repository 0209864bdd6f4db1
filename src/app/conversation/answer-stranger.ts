import type { Notice } from '../../domain/message/notice.ts';
import { backTo, deliveries } from './back-to.ts';
import type { InboundContent } from '../channel.ts';
import type { Identity } from './identify.ts';
import type { StoredInbound } from '../delivery/message-stores.ts';
import type { Deps, JobRequest } from '../ports.ts';
import type { Stores } from '../stores.ts';
import { administratorWarnings } from '../week/warn-administrators.ts';

type Stranger = Extract<Identity, { kind: 'unknown' | 'refused' }>;

/**
 * Answers somebody of whom we do not know who he is. His message is kept and not acted on; but whoever begins to see
 * the app is looked up in the directory.
 */
export async function answerStranger(
  { clock, log }: Deps,
  stores: Stores,
  message: StoredInbound,
  stranger: Stranger,
): Promise<JobRequest[]> {
  const now = clock.now();
  log.warn({ senderId: message.senderId, channel: message.channel }, 'unknown_sender');
  await stores.inbound.markHandled(message.id, outcomeOf(stranger), now, null);
  if (message.content.type === 'secret')
    await stores.audit.append({
      at: now,
      actor: 'unknown',
      source: 'chat',
      event: 'secret_refused',
      subject: message.id,
      refused: true,
      detail: { what: 'text' },
    });
  const notice = noticeFor(message, stranger);
  if (notice === null) return syncs(message.content);
  const said = backTo(message, notice, now);
  // A code is asked for once a day in each conversation; what else is written there meanwhile gets nothing new.
  const asked = { kind: 'binding', period: `${message.senderId}:${clock.local(now).date}` };
  const ids = await stores.outbound.add([notice.kind === 'binding_asked' ? { ...said, ...asked } : said]);
  return [...deliveries(ids), ...syncs(message.content)];
}

const outcomeOf = (stranger: Stranger): string =>
  stranger.kind === 'refused' ? 'binding_refused' : 'unknown_person';

/** Nobody waits for an answer to these. */
const SILENT: ReadonlySet<InboundContent['type']> = new Set(['subscribe', 'unsubscribe', 'event']);

function noticeFor({ channel, groupId, content }: StoredInbound, stranger: Stranger): Notice | null {
  if (SILENT.has(content.type)) return null;
  if (channel !== 'robot') return content.type === 'enter' ? null : { kind: 'unknown_person' };
  if (groupId !== null) return { kind: 'answered_privately', reached: false };
  if (stranger.kind === 'refused') return { kind: 'binding_refused', why: stranger.why };
  return stranger.left ? { kind: 'unknown_person' } : { kind: 'binding_asked' };
}

/** Who came into the app's scope, or left it, is in the directory (app-api §6.4). */
export const syncs = ({ type }: InboundContent): JobRequest[] =>
  type === 'subscribe' || type === 'unsubscribe' ? [{ name: 'sync-contacts' }] : [];

/** WeCom announces that it will switch off an app nobody uses, or has done so (app-api §0). */
const INACTIVITY: ReadonlySet<string> = new Set([
  'inactive_alert',
  'low_active_alert',
  'close_inactive_agent',
]);

/** An event about the app itself: nobody is behind it. */
export async function noteEvent(
  { clock }: Deps,
  stores: Stores,
  message: StoredInbound,
): Promise<JobRequest[]> {
  const now = clock.now();
  await stores.inbound.markHandled(message.id, 'noted', now, null);
  const { content } = message;
  if (content.type !== 'event' || !INACTIVITY.has(content.name)) return [];
  const warning = { what: 'app_inactive', event: content.name } as const;
  const period = `app_inactive:${content.name}:${clock.local(now).date}`;
  return deliveries(await stores.outbound.add(await administratorWarnings(stores, now, warning, period)));
}
