import { messageOf } from '../../errors.ts';
import type { Notice, WallChartNotice } from '../../domain/message/notice.ts';
import { settle, type Delivery } from './settle.ts';

/** Of a file for a picture: longer than drawing it and handing it over takes. */
const PICTURE_LEASE_MS = 300_000;

/**
 * The requests of what is to be said.
 * @param leaseMs what is left for sending them
 * @returns null when it is already settled why there are none
 */
export async function prepareRequests(
  delivery: Delivery,
  notice: Notice,
  leaseMs: number,
): Promise<readonly string[] | null> {
  const { deps, message, channel, to } = delivery;
  if (notice.kind === 'wall_chart') return preparePicture(delivery, notice, leaseMs);
  return channel.prepare(to, deps.words.say(notice), message.replyTo, message.id);
}

/** Nobody sees a picture before its request is sent, so what fails until then is simply tried again. */
async function preparePicture(
  delivery: Delivery,
  { chart }: WallChartNotice,
  leaseMs: number,
): Promise<readonly string[] | null> {
  const { deps, channel, to, message } = delivery;
  if (!(await hold(delivery, PICTURE_LEASE_MS))) return null;
  const data = await deps.drawWallChart(chart, 'phone').catch((error: unknown) => messageOf(error));
  if (typeof data === 'string') {
    await notDrawn(delivery, data);
    return null;
  }
  const prepared = await channel.preparePicture(to, { fileName: FILE_NAME, data }, message.id);
  // Handing it over may have taken so long that another process has taken the message over.
  if (!(await hold(delivery, leaseMs))) return null;
  if (prepared.status === 'prepared') return prepared.requests;
  await settle(delivery, prepared, null);
  return null;
}

const FILE_NAME = 'wall-chart.png';

const hold = ({ deps: { store, clock }, message }: Delivery, ms: number): Promise<boolean> =>
  store.outbound.hold(message, new Date(clock.now().getTime() + ms));

/** The digest is out without it; the log says why. */
async function notDrawn({ deps, message }: Delivery, why: string): Promise<void> {
  const at = deps.clock.now();
  await deps.store.outbound.finish(message.id, { state: 'rejected', reason: 'picture_not_drawn', at });
  deps.log.error({ outboundId: message.id, kind: message.kind, error: why }, 'picture_not_drawn');
}
