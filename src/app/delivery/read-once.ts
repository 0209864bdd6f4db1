import type { Deps } from '../ports.ts';

/**
 * The same world, in which what decides about every message alike is read once: the calendar, the rounds and their week,
 * who stands in for whom. It is remembered for one delivery and no longer, so that the next message knows of every
 * change; what the message itself depends on (tasks, answers, budget, channels) is read whenever it is asked for.
 */
export function readingOnce(deps: Deps): Deps {
  const { store } = deps;
  return {
    ...deps,
    store: {
      ...store,
      workCalendar: once(() => store.workCalendar()),
      rounds: { ...store.rounds, active: once(() => store.rounds.active()), byId: once(store.rounds.byId) },
      deputies: { ...store.deputies, notOver: once(store.deputies.notOver) },
      weeks: { ...store.weeks, steps: once(store.weeks.steps) },
    },
  };
}

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
