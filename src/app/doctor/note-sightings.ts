import type { Clock } from '../../clock.ts';
import type { CallbackSightings } from '../delivery/channel-stores.ts';
import type { Log } from '../ports.ts';
import { messageOf } from '../../errors.ts';

/** Anybody may call the address: so often at most, and of each kind, is the database asked to write it down. */
const EVERY_MS = 5_000;

export interface SightingNotes {
  verified(): void;
  /** `why`: the reason the verification of the URL was refused for. */
  refused(why: string): void;
}

/** Notes verifications of the callback URL for the doctor. Nobody waits for it: WeCom wants its echo within a second. */
export function noteSightings(
  { note }: Pick<CallbackSightings, 'note'>,
  clock: Clock,
  log: Log,
): SightingNotes {
  const notedAt = new Map<'verified' | 'refused', number>();
  const write = (kind: 'verified' | 'refused', why: string): void => {
    const at = clock.now();
    if (at.getTime() - (notedAt.get(kind) ?? 0) < EVERY_MS) return;
    notedAt.set(kind, at.getTime());
    note(kind, at, why).catch((error: unknown) =>
      log.warn({ error: messageOf(error) }, 'callback_sighting_not_noted'),
    );
  };
  return { verified: () => write('verified', ''), refused: (why) => write('refused', why) };
}
