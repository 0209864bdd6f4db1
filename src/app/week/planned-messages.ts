import type { Person } from '../../domain/task/people.ts';
import type { NewOutbound } from '../message-stores.ts';
import type { Deps } from '../ports.ts';

/**
 * One row for each of these people, composed when it is sent. Also who has left gets a row: it says that he was not
 * reached, and the managers are told.
 */
export function plannedMessages(
  deps: Pick<Deps, 'clock'>,
  people: readonly Person[],
  what: { readonly roundId: string; readonly kind: string; readonly period: string; readonly at: Date },
  personIds: readonly string[],
): NewOutbound[] {
  const { at, ...row } = what;
  return personIds.flatMap((personId, index) => {
    const person = people.find(({ id }) => id === personId);
    if (!person) return [];
    return [
      {
        ...row,
        personId,
        address: { kind: 'person', userid: person.userid },
        notice: null,
        urgent: false,
        notBefore: awayFromTheHour(deps, at, index),
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
