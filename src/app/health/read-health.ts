import { mayInRound } from '../../domain/access/permissions.ts';
import type { LocalTime } from '../../domain/calendar/date.ts';
import { note, type Acting } from '../acting.ts';
import type { NotPermitted } from '../may-look.ts';
import { OUTBOUND_STATES, type OutboundState } from '../delivery/message-stores.ts';

export interface Health {
  readonly at: LocalTime;
  readonly halts: readonly {
    readonly channel: string;
    readonly since: LocalTime;
    readonly probeAt: LocalTime;
    readonly advice: string;
  }[];
  readonly messages: readonly { readonly state: OutboundState; readonly count: number }[];
  readonly due: number;
  readonly unhandled: number;
}

const COUNTED_MS = 7 * 86_400_000;
/** More are not told apart. */
const MOST = 1000;

/** What stands still, and what waits, apart from what the doctor finds. */
export async function readHealth(acting: Acting): Promise<Health | NotPermitted> {
  const { stores, clock, now, person } = acting;
  if (!mayInRound(person, 'see_health', null)) {
    await note(acting, 'look_refused', '', { refused: true, detail: { what: 'health' } });
    return { refused: 'not_permitted' };
  }
  const counts = await stores.outbound.countByKindAndState(new Date(now.getTime() - COUNTED_MS));
  return {
    at: clock.local(now),
    halts: (await stores.halts.all()).map(({ channel, since, probeAt, advice }) => ({
      channel,
      since: clock.local(since),
      probeAt: clock.local(probeAt),
      advice,
    })),
    messages: OUTBOUND_STATES.flatMap((state) => {
      const own = counts.filter((each) => each.state === state);
      return own.length === 0 ? [] : [{ state, count: own.reduce((sum, { count }) => sum + count, 0) }];
    }),
    due: (await stores.outbound.due(now, MOST)).length,
    unhandled: (await stores.inbound.unhandled(now, MOST)).length,
  };
}
