import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** Waits so long, or until nobody waits for the answer any more: a closed sandbox leaves no timer behind. */
export async function late(ms: number, response: Pick<ServerResponse, 'once'>): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  await delay(ms, undefined, { signal: gone.signal }).catch(() => {});
}
