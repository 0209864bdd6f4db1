import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BulletinKind } from '../../../src/app/papers/paper-stores.ts';
import { MONDAY_MORNING, openStore, saveSmallRound, type OpenStore } from './a-store.ts';

let opened: OpenStore;
let roundId: string;
beforeAll(async () => {
  opened = await openStore();
  ({ roundId } = await saveSmallRound(opened.store));
});
afterAll(() => opened.close());

const issue = (kind: BulletinKind, week: `${number}-${number}-${number}`) =>
  opened.store.transaction((stores) =>
    stores.bulletins.issue({
      roundId,
      kind,
      week,
      issuedAt: MONDAY_MORNING,
      content: { state: { week } },
      sha256: '0'.repeat(64),
    }),
  );

test('同时发几期也不重号、不缺号，同一周只发一次', async () => {
  const weeks = ['2026-06-08', '2026-06-15', '2026-06-22', '2026-06-08', '2026-06-15'] as const;
  await Promise.all(weeks.map((week) => issue('weekly', week)));
  await issue('monthly', '2026-06-22');
  const all = await opened.store.bulletins.ofRound(roundId);
  expect(all.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(new Set(all.map(({ kind, week }) => `${kind} ${week}`)).size).toBe(4);
});

test.each([
  ['UPDATE', `update "Bulletin" set number = 9`],
  ['DELETE', `delete from "Bulletin"`],
  ['TRUNCATE', `truncate "Bulletin"`],
])('发出的通报改不了：%s', async (_, sql) => {
  await expect(opened.pool.query(sql)).rejects.toThrow('append-only');
});

test('不公开的理由分党内和社会，号码打码', async () => {
  const { store } = opened;
  const [problem] = await store.problems.ofRound(roundId);
  expect(problem?.withheld).toEqual({ party: null, society: null });
  await store.problems.withhold(problem?.id ?? '', 'society', '当事人电话13812345678');
  const [changed] = await store.problems.ofRound(roundId);
  expect(changed?.withheld.party).toBeNull();
  expect(changed?.withheld.society).not.toContain('13812345678');
  expect(changed?.withheld.society).toContain('当事人电话');
});

test('轮次结束后仍能出文件：任务只在指明时列出，提醒看不到', async () => {
  const { store } = opened;
  const before = await store.tasks.list({ roundId });
  await store.rounds.end(roundId, '2026-06-30');
  expect(await store.tasks.list({ roundId })).toEqual([]);
  const listed = await store.tasks.list({ roundId, ended: true });
  expect(before.length).toBeGreaterThan(0);
  expect(listed.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
});
