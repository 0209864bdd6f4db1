import { mondayOf } from '../../src/domain/calendar/date.ts';
import { viewerOf, type Acting } from '../../src/app/acting.ts';
import type { Deps } from '../../src/app/ports.ts';

/** Does something as that person, as the API would: in one transaction, and what follows from it goes out. */
export async function actAs<T>(deps: Deps, userid: string, work: (acting: Acting) => Promise<T>): Promise<T> {
  const calendar = await deps.store.workCalendar();
  const { result, jobs } = await deps.store.transaction(async (stores) => {
    const person = await stores.people.byUserid(userid);
    if (!person) throw new Error(`nobody is ${userid}`);
    const now = deps.clock.now();
    const { date: today } = deps.clock.local(now);
    const acting: Acting = {
      stores,
      words: deps.words,
      clock: deps.clock,
      calendar,
      now,
      today,
      week: mondayOf(today),
      person: await viewerOf(stores, person),
      rounds: await stores.rounds.active(),
      source: 'api',
      id: `${userid}:${now.getTime()}:${Math.random()}`,
      outbox: [],
      jobs: [],
    };
    const done = await work(acting);
    const ids = await stores.outbound.add(acting.outbox);
    const deliveries = ids.map((outboundId) => ({ name: 'deliver', outboundId }) as const);
    return { result: done, jobs: [...deliveries, ...acting.jobs] };
  });
  await deps.queue.enqueue(jobs);
  return result;
}
