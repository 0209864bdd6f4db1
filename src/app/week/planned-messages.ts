import type { NewOutbound } from '../delivery/message-stores.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';

interface Planned {
  readonly roundId: string;
  readonly kind: string;
  readonly period: string;
  readonly at: Date;
  /** How many people of the same kind come before these. */
  readonly first?: number;
}

/**
 * One row for each of these people, composed when it is sent. Also who has left gets a row: it says that he was not
 * reached, and the managers are told.
 */
export async function plannedMessages(
  deps: Pick<Deps, 'clock'>,
  { weekPlan }: Pick<Stores, 'weekPlan'>,
  what: Planned,
  personIds: readonly string[],
): Promise<NewOutbound[]> {
  const { at, first = 0, ...row } = what;
  const userids = await weekPlan.userids(personIds);
  return personIds.flatMap((personId, index) => {
    const userid = userids.get(personId);
    if (userid === undefined) return [];
    return [
      {
        ...row,
        personId,
        address: { kind: 'person', userid },
        notice: null,
        urgent: false,
        notBefore: awayFromTheHour(deps, at, first + index),
        createdAt: at,
      },
    ];
  });
}

/** WeCom is crowded at :00 and :30 (app-api §4.1): what would start there is spread over some minutes behind. */
function awayFromTheHour({ clock }: Pick<Deps, 'clock'>, now: Date, index: number): Date {
  const minute = Number(clock.local(now).time.slice(3));
  if (minute % 30 > 1 && minute % 30 < 29) return now;
  return new Date(now.getTime() + (CROWDED_MINUTES * 60 + (index % SPREAD_S)) * 1000);
}

const CROWDED_MINUTES = 3;
const SPREAD_S = 240;
