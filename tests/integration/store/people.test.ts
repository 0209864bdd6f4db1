import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MONDAY_MORNING, openStore, type OpenStore } from './a-store.ts';

describe('userid 不分大小写', () => {
  let opened: OpenStore;
  beforeAll(async () => {
    opened = await openStore();
  });
  afterAll(() => opened.close());

  const save = (userid: string, name: string) =>
    opened.store.people.save({ userid, name, unitId: null, roles: [] });

  test('再存一次是同一个人', async () => {
    const id = await save('LuHaiping', '陆海平');
    expect(await save('luhaiping', '陆海平')).toBe(id);
    expect(await opened.store.people.byUserid('LUHAIPING')).toMatchObject({ id, userid: 'LuHaiping' });
  });

  test('数据库自己也不收第二个', async () => {
    const insert = `insert into "Person" (id, userid, name) values (gen_random_uuid(), 'LUhaiping', '另一人')`;
    await expect(opened.pool.query(insert)).rejects.toThrow('Person_userid_ignoring_case');
  });

  /* userids may hold _ - . @, which mean something else to LIKE and to regular expressions. */
  test.each([
    ['zou_fan', 'zouXfan'],
    ['zou.fan', 'zou-fan'],
    ['li_wei', 'li@wei'],
  ])('%s 与 %s 是两个人', async (one, other) => {
    const second = await save(other, '另一人');
    const first = await save(one, '这个人');
    expect(first).not.toBe(second);
    expect((await opened.store.people.byUserid(one))?.id).toBe(first);
    expect((await opened.store.people.byUserid(other))?.id).toBe(second);
  });

  test('没有这个人就是没有', async () => {
    await save('shiweidong', '石卫东');
    expect(await opened.store.people.byUserid('shi_eidong')).toBeNull();
    expect(await opened.store.people.byUserid('%')).toBeNull();
  });

  test('这个人的来信也不会错给另一个', async () => {
    const { inbound } = opened.store;
    const from = (senderId: string) =>
      inbound.add(
        {
          dedupeKey: senderId,
          channel: 'app',
          senderId,
          sentAt: MONDAY_MORNING,
          groupId: null,
          replyTo: null,
          content: { type: 'text', text: '我的任务' },
        },
        MONDAY_MORNING,
      );
    await from('weiXdong');
    expect(await inbound.lockNext('wei_dong')).toBeNull();
    await from('WEI_dong');
    expect(await inbound.lockNext('wei_dong')).toMatchObject({ senderId: 'WEI_dong' });
  });
});

test('同时存二十次，只有一个人', async () => {
  const opened = await openStore();
  try {
    const save = (userid: string) =>
      opened.store.people.save({ userid, name: '石卫东', unitId: null, roles: [] });
    const saved = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => save(index % 2 === 0 ? 'shiweidong' : 'ShiWeidong')),
    );
    expect(saved.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await opened.store.people.all()).toHaveLength(1);
  } finally {
    await opened.close();
  }
});
