import { addDays, type DateOnly } from '../../domain/calendar/date.ts';
import type { Deputation } from '../../domain/task/deputies.ts';
import type { Deps } from '../ports.ts';
import type { StoredOutbound } from './message-stores.ts';

/**
 * The same world, in which what decides about every message alike is read once: the calendar, the rounds and their week,
 * who stands in for whom. It is remembered for one delivery and no longer, so that the next message knows of every
 * change; what the message itself depends on (tasks, answers, budget, channels) is read whenever it is asked for.
 */
export function readingOnce(deps: Deps, message: Pick<StoredOutbound, 'createdAt'>): Deps {
  const { store } = deps;
  const active = once(() => store.rounds.active());
  const byId = once(store.rounds.byId);
  // Who stood in for whom on the day it was planned is asked for as well as who does so today.
  const { date: plannedOn } = deps.clock.local(message.createdAt);
  const dayBefore = addDays(plannedOn, -1);
  const since = once(() => store.deputies.notOver(dayBefore));
  return {
    ...deps,
    store: {
      ...store,
      workCalendar: once(() => store.workCalendar()),
      rounds: {
        ...store.rounds,
        active,
        byId: async (id) => (await active()).find((round) => round.id === id) ?? byId(id),
      },
      deputies: {
        ...store.deputies,
        notOver: async (day) =>
          day < dayBefore
            ? store.deputies.notOver(day)
            : (await since()).filter((each) => !isOver(each, day)),
      },
      weeks: { ...store.weeks, steps: once(store.weeks.steps) },
    },
  };
}

const isOver = ({ until }: Deputation, day: DateOnly): boolean => until !== null && until <= day;

/** By its arguments. What failed is asked again. */
function once<Args extends readonly string[], T>(
  read: (...args: Args) => Promise<T>,
): (...args: Args) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (...args) => {
    const key = args.join('\n');
    const reading = known.get(key) ?? read(...args);
    known.set(key, reading);
    reading.catch(() => known.delete(key));
    return reading;
  };
}
