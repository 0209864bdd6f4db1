import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  atOnce,
  aWeeklyReminder,
  MONDAY_MORNING,
  openStore,
  saveSmallRound,
  type OpenStore,
  type SmallRound,
} from './a-store.ts';

/* One planned message a day for a person, whoever asks at the same time. */

const DAY = '2026-06-08';
const LATER = new Date('2026-06-08T02:10:00Z');

let opened: OpenStore;
let round: SmallRound;
beforeAll(async () => {
  opened = await openStore();
  round = await saveSmallRound(opened.store);
});
beforeEach(() => opened.pool.query('delete from "DayBudget"; delete from "OutboundMessage"'));
afterAll(() => opened.close());

/** A message of the person under way, with its id. */
async function underWay(kind: string, period = DAY): Promise<string> {
  const [id = ''] = await opened.store.outbound.add([aWeeklyReminder(round, { kind, period })]);
  await opened.store.outbound.claim(id, MONDAY_MORNING, LATER);
  return id;
}

const take = (outboundId: string) =>
  opened.store.budget.takeDay({ personId: round.personId, day: DAY, outboundId });

test('二十条同时要，只有一条得到这一天', async () => {
  const ids = await atOnce(20, (index) => underWay('nudge', `2026-${10 + index}-01`));
  const taken = await Promise.all(ids.map(take));
  expect(taken.filter(({ kind }) => kind === 'own')).toHaveLength(1);
});

test('得到的再要一次，还是它的', async () => {
  const id = await underWay('weekly');
  expect(await take(id)).toEqual({ kind: 'own' });
  expect(await take(id)).toEqual({ kind: 'own' });
});

test.each(['skipped', 'expired', 'rejected'] as const)('没有发成（%s），这一天让给别的', async (state) => {
  const first = await underWay('weekly');
  await take(first);
  await opened.store.outbound.finish(first, { state, reason: '', at: MONDAY_MORNING });
  expect(await take(await underWay('nudge'))).toEqual({ kind: 'own' });
});

test.each(['sent', 'ambiguous'] as const)('已经发出或可能发出（%s），这一天就满了', async (state) => {
  const first = await underWay('weekly');
  await take(first);
  await opened.store.outbound.finish(first, { state, reason: '', at: MONDAY_MORNING });
  expect(await take(await underWay('nudge'))).toMatchObject({
    kind: 'other',
    outboundId: first,
    messageKind: 'weekly',
    tried: true,
  });
  expect((await opened.store.budget.reachedOn(DAY)).has(round.personId)).toBe(state === 'sent');
});

test('推迟而没有试发过的，这一天让给别的', async () => {
  const first = await underWay('weekly');
  await take(first);
  await opened.store.outbound.postpone(
    { id: first, attempts: 1 },
    {
      until: LATER,
      reason: 'rate_limited',
      keep: 'nothing',
      countAttempt: false,
    },
  );
  expect(await take(await underWay('nudge'))).toEqual({ kind: 'own' });
});

test('已被并入别的消息的，推迟不会让它复活', async () => {
  const [first, second] = [await underWay('weekly'), await underWay('review')];
  await opened.store.outbound.finish(second, { state: 'skipped', reason: `merged_into_${first}`, at: LATER });
  await opened.store.outbound.postpone(
    { id: second, attempts: 1 },
    {
      until: LATER,
      reason: 'budget',
      keep: 'nothing',
      countAttempt: false,
    },
  );
  expect(await opened.store.outbound.byId(second)).toMatchObject({ state: 'skipped' });
});

test('更要紧的还没有结束，就还在今天', async () => {
  const weekly = await underWay('weekly');
  const nudge = await underWay('nudge');
  const ask = () =>
    opened.store.budget.isAnyDue({
      personId: round.personId,
      kinds: ['weekly'],
      before: LATER,
      butNot: nudge,
    });
  expect(await ask()).toBe(true);
  await opened.store.outbound.finish(weekly, { state: 'sent', reason: '', at: MONDAY_MORNING });
  expect(await ask()).toBe(false);
});
