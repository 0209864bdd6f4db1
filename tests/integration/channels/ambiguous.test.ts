import { afterEach, beforeEach, expect, test } from 'vitest';
import type { InboundContent } from '../../../src/app/channel.ts';
import { settleByOperator } from '../../../src/app/delivery/settle-ambiguous.ts';
import { aWeeklyReminder } from '../store/a-store.ts';
import { openMailroom, type Mailroom } from './a-mailroom.ts';

/** A reminder of which nobody can say whether it arrived, and the cards that ask two managers about it. */
let room: Mailroom;
let reminderId: string;
beforeEach(async () => {
  room = await openMailroom();
  const { store } = room;
  [reminderId = ''] = await store.outbound.add([aWeeklyReminder(room.round)]);
  await store.outbound.finish(reminderId, { state: 'ambiguous', reason: 'cut_off', at: room.clock.now() });
  for (const [userid, name] of [
    ['shenjingyi', '沈静怡'],
    ['heyunzhou', '何云舟'],
  ] as const) {
    const personId = await store.people.save({ userid, name, unitId: null, roles: ['manager'] });
    await saveCard(`c_${userid}`, personId);
  }
  await room.said();
});
afterEach(() => room.close());

const saveCard = (cardId: string, personId: string) =>
  room.rows(
    `insert into "SentCard" ("cardId", "outboundId", "personId", kind, context, "aboutId", via)
     values ('${cardId}', '${reminderId}', '${personId}', 'ambiguous', '[]', '${reminderId}', 'robot')`,
  );

const press = (userid: string, key: string) => {
  const content: InboundContent = { type: 'card', key, cardId: `c_${userid}`, updateToken: 'u-1', picks: {} };
  return room.write(userid, content, { replyTo: null });
};

const state = async () => (await room.store.outbound.byId(reminderId))?.state;

const update = (label: string) => ({
  kind: 'card_update',
  via: 'robot',
  notice: { of: 'ambiguous', recorded: [{ label }], instead: null },
});

test.each([
  ['重发', 'resend', 'planned', 'resent', 1],
  ['算已发', 'count_as_sent', 'sent', 'counted_as_sent', 0],
])('%s：照办，卡片写明；后按的人只看到结果', async (_, key, after, label, resent) => {
  expect(await press('shenjingyi', key)).toMatchObject([update(label)]);
  expect(await state()).toBe(after);
  const deliveries = () =>
    room.jobs.filter((job) => job.name === 'deliver' && job.outboundId === reminderId).length;
  expect(deliveries()).toBe(resent);
  const other = key === 'resend' ? 'count_as_sent' : 'resend';
  expect(await press('heyunzhou', other)).toMatchObject([update(label)]);
  expect([await state(), deliveries()]).toEqual([after, resent]);
  expect(
    await room.rows(`select actor, detail from "AuditEvent" where event = 'ambiguous_message_settled'`),
  ).toEqual([{ actor: 'shenjingyi', detail: { how: key } }]);
});

test.each([
  ['不再是整改办的人', `update "Person" set roles = '{}'`, 'resend'],
  ['没有的按钮', 'select 1', 'delete'],
])('%s不能办', async (_, change, key) => {
  await room.rows(change);
  expect(await press('shenjingyi', key)).toMatchObject([
    { notice: { kind: 'refused', why: 'nothing_to_decide' } },
  ]);
  expect(await state()).toBe('ambiguous');
});

test('别人的卡片按不了', async () => {
  await saveCard('c_luhaiping', room.round.personId);
  await room.rows(`update "Person" set roles = '{manager}'`);
  const content: InboundContent = {
    type: 'card',
    key: 'resend',
    cardId: 'c_luhaiping',
    updateToken: 'u-1',
    picks: {},
  };
  expect(await room.write('shenjingyi', content)).toMatchObject([{ notice: { kind: 'refused' } }]);
  expect(await state()).toBe('ambiguous');
});

test('在命令行里办', async () => {
  await settleByOperator(room.deps, reminderId, 'resend');
  expect(await state()).toBe('planned');
  await expect(settleByOperator(room.deps, reminderId, 'resend')).rejects.toMatchObject({ code: 'usage' });
  const nothing = '00000000-0000-0000-0000-000000000000';
  await expect(settleByOperator(room.deps, nothing, 'resend')).rejects.toMatchObject({ code: 'not_found' });
});
