import { setTimeout as pause } from 'node:timers/promises';
import type { CallbackSightings } from '../../app/delivery/channel-stores.ts';
import type { Clock } from '../../clock.ts';
import type { CallbackSight } from '../../app/doctor/sights.ts';

export interface Waiting {
  readonly seconds: number;
  /** Asks the administrator to press save in the console. */
  ask(callbackUrl: string): void;
}

const POLL_MS = 500;

/** What the running service has seen of WeCom's verifications; with `waiting`, until it has seen a new one. */
export async function awaitVerification(
  sightings: Pick<CallbackSightings, 'seen' | 'watch'>,
  clock: Clock,
  url: string,
  waiting: Waiting | null,
): Promise<CallbackSight> {
  const before = await sightings.seen();
  if (!waiting) return { url, ...before, awaited: null };
  const { seconds } = waiting;
  await sightings.watch(new Date(clock.now().getTime() + seconds * 1000));
  waiting.ask(url);
  for (const patience = AbortSignal.timeout(seconds * 1000); !patience.aborted; await pause(POLL_MS)) {
    const seen = await sightings.seen();
    if (isNew(seen, before)) return { url, ...seen, awaited: { seconds, came: true } };
  }
  return { url, ...before, awaited: { seconds, came: false } };
}

type Seen = Awaited<ReturnType<CallbackSightings['seen']>>;

const isNew = (seen: Seen, before: Seen): boolean =>
  seen.verifiedAt?.getTime() !== before.verifiedAt?.getTime() ||
  seen.refusedAt?.getTime() !== before.refusedAt?.getTime();
