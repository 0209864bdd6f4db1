import { OUTBOUND_STATES, type OutboundState, type StoredOutbound } from './message-stores.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';

/* The picture of a week follows the words of its digest, and never comes before them. */

export const DIGEST = 'digest';
/** Of the round and week of a digest, in a row of its own. */
export const DIGEST_PICTURE = 'digest_picture';

/** How often it is looked whether the digest is out; as a rule it says so itself. */
const LOOK_AGAIN_MS = 300_000;

/** When a picture is looked at for the first time, unless its digest is out before. */
export const pictureNotBefore = (now: Date): Date => new Date(now.getTime() + LOOK_AGAIN_MS);

const weekOf = ({ roundId, period }: StoredOutbound) => ({ roundId: roundId ?? '', period });

/** What became of the digest a picture belongs to; null when there is none. */
export async function digestState({ store }: Deps, picture: StoredOutbound): Promise<OutboundState | null> {
  const digests = await store.outbound.ofStep({ ...weekOf(picture), kind: DIGEST }, OUTBOUND_STATES);
  return digests.at(-1)?.state ?? null;
}

const MAY_YET_BE_SENT: ReadonlySet<OutboundState | null> = new Set(['planned', 'sending', 'ambiguous']);

/** Until when a picture waits for its digest; null for what need not wait. Where nobody knows, the office decides first. */
export async function afterDigest(deps: Deps, message: StoredOutbound): Promise<Date | null> {
  if (message.kind !== DIGEST_PICTURE) return null;
  return MAY_YET_BE_SENT.has(await digestState(deps, message)) ? pictureNotBefore(deps.clock.now()) : null;
}

export const hasPicture = ({ kind }: StoredOutbound): boolean => kind === DIGEST;

/** As soon as a digest is known as sent, its picture is due. @returns what is to be delivered after the commit */
export const releasePicture = (stores: Stores, digest: StoredOutbound, at: Date): Promise<string[]> =>
  stores.outbound.release({ ...weekOf(digest), kind: DIGEST_PICTURE }, at);
