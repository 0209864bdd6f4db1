import type { PoolClient } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ReceivedMessage } from '../../../src/app/channel.ts';
import { atOnce, MONDAY_MORNING, openStore, type OpenStore } from './a-store.ts';

let opened: OpenStore;
beforeEach(async () => {
  opened = await openStore();
});
afterEach(() => opened.close());

const aText = (text: string, given: Partial<ReceivedMessage> = {}): ReceivedMessage => ({
  dedupeKey: text,
  channel: 'app',
  senderId: 'luhaiping',
  sentAt: MONDAY_MORNING,
  groupId: null,
  replyTo: null,
  content: { type: 'text', text },
  ...given,
});

const add = (message: ReceivedMessage) => opened.store.inbound.add(message, MONDAY_MORNING);

test('同一条消息同时送到二十次，只收一条', async () => {
  const ids = await atOnce(20, () => add(aText('14已完成', { dedupeKey: '7100000000000000001' })));
  expect(ids.filter((id) => id !== null)).toHaveLength(1);
  const { rows } = await opened.pool.query('select "dedupeKey" from "InboundMessage"');
  expect(rows).toEqual([{ dedupeKey: '7100000000000000001' }]);
});

test('收下的与送来的一样，时间也一样', async () => {
  const sentAt = new Date('2026-06-08T01:09:59Z');
  const id = await add(aText('14已完成', { senderId: 'LuHaiping', sentAt }));
  expect(await opened.store.inbound.lockNext('luhaiping')).toEqual({
    id,
    channel: 'app',
    senderId: 'LuHaiping',
    groupId: null,
    replyTo: null,
    content: { type: 'text', text: '14已完成' },
    sentAt,
    receivedAt: MONDAY_MORNING,
    attempts: 0,
  });
});

test('六十四位的 MsgId 只差末位也是两条', async () => {
  await add(aText('一', { dedupeKey: '9223372036854775806' }));
  expect(await add(aText('二', { dedupeKey: '9223372036854775807' }))).not.toBeNull();
});

/* What is handled must not overtake what arrived before it and is not committed yet. */
describe('先到的还没落库', () => {
  let under: PoolClient;
  beforeEach(async () => {
    under = await opened.pool.connect();
    await under.query('begin');
    // As `add` does it, and does not get to the end of.
    await under.query(`select pg_advisory_xact_lock(hashtextextended('luhaiping', 2))`);
    await under.query(
      `insert into "InboundMessage" (id, "dedupeKey", channel, "senderId", content, "sentAt", "receivedAt")
       values (gen_random_uuid(), '先到', 'app', 'luhaiping', '{"type":"text","text":"先到"}', $1, $1)`,
      [MONDAY_MORNING],
    );
  });
  afterEach(() => under.release());

  test('后到的不能先被处理', async () => {
    const { store } = opened;
    const later = add(aText('后到'));
    await Promise.race([later, untilSomebodyWaits()]);
    expect(await store.inbound.unhandled(new Date('2027-01-01'), 10)).toEqual([]);
    await under.query('commit');
    await later;
    const next = await store.inbound.lockNext('luhaiping');
    expect(next?.content).toEqual({ type: 'text', text: '先到' });
  });

  test('别人的消息不必等', async () => {
    expect(await add(aText('别人', { senderId: 'xujianing' }))).not.toBeNull();
    await under.query('rollback');
  });
});

test('一个人的消息一次只交给一个处理者，按到达的先后', async () => {
  for (const text of ['一', '二', '三', '四', '五']) await add(aText(text));
  const handled: unknown[] = [];
  await atOnce(8, async () => {
    for (let more = true; more;) {
      more = await opened.store.transaction(async ({ inbound }) => {
        const next = await inbound.lockNext('LuHaiping');
        if (next === null) return false;
        handled.push(next.content);
        await inbound.markHandled(next.id, 'recorded', MONDAY_MORNING, null);
        return true;
      });
    }
  });
  expect(handled).toEqual(['一', '二', '三', '四', '五'].map((text) => ({ type: 'text', text })));
});

async function untilSomebodyWaits(): Promise<void> {
  const waiting = `select from pg_locks where locktype = 'advisory' and not granted`;
  while ((await opened.pool.query(waiting)).rowCount === 0);
}
