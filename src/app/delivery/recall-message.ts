import { AppError } from '../../errors.ts';
import type { Deps } from '../ports.ts';

/** WeCom takes a message of the app back for so long (app-api §4.4). */
const RECALL_MS = 24 * 3_600_000;

/**
 * Takes back a message the app has sent.
 * @throws AppError not_found without such a message, usage when it cannot be taken back, wecom_api when WeCom refuses
 */
export async function recallMessage(
  { store, channels, clock }: Pick<Deps, 'store' | 'channels' | 'clock'>,
  outboundId: string,
): Promise<void> {
  const message = await store.outbound.byId(outboundId);
  if (!message) throw new AppError('not_found', `there is no message ${outboundId}`);
  const { state, via, msgid, createdAt } = message;
  const channel = via === null ? undefined : channels[via];
  if (state !== 'sent' || msgid === null || !channel?.capabilities.recall) {
    throw new AppError(
      'usage',
      `message ${outboundId} is ${state}: only what the app has sent is taken back`,
    );
  }
  const now = clock.now();
  if (now.getTime() - createdAt.getTime() > RECALL_MS) {
    throw new AppError('usage', `message ${outboundId} is older than 24 hours: WeCom takes none back then`);
  }
  const result = await channel.recall(msgid);
  if (result.status === 'rejected') {
    throw new AppError('wecom_api', `WeCom did not take it back: ${result.code} ${result.why}`);
  }
  if (result.status === 'ambiguous') {
    throw new AppError('wecom_unreachable', `nobody can say whether it was taken back: ${result.why}`);
  }
  await store.transaction(async (stores) => {
    await stores.outbound.finish(outboundId, { state: 'sent', reason: 'recalled', at: now });
    await stores.audit.append({
      at: now,
      actor: 'operator',
      source: 'command',
      event: 'message_recalled',
      subject: outboundId,
      detail: {},
    });
  });
}
