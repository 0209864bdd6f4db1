import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerWeek, generateRound } from '../../../bench/generate/round.ts';
import { prove } from '../../../src/app/backup/prove.ts';
import type { Deps } from '../../../src/app/ports.ts';
import { composeDigest } from '../../../src/app/week/digest.ts';
import { freezeWeek, hashOf } from '../../../src/app/week/freeze-week.ts';
import { movementSince } from '../../../src/app/week/movement-since.ts';
import { linesNow } from '../../../src/app/week/round-now.ts';
import { settableClock } from '../../../src/clock.ts';
import type { DateOnly } from '../../../src/domain/calendar/date.ts';
import { computeFigures } from '../../../src/domain/ledger/figures.ts';
import type { LedgerRow } from '../../../src/domain/ledger/ledger.ts';
import type { Round } from '../../../src/domain/task/round.ts';
import { openStore, type OpenStore } from '../store/a-store.ts';

/* A round too large for one piece: frozen, compared and told of some rows at a time, it is what it would be as a whole. */

const SIZE = { tasks: 2_100, people: 60, weeks: 2, seed: 20_260_316, monday: '2026-03-16' } as const;
const NEXT = '2026-03-23';

let opened: OpenStore;
let round: Round;
const wholes = new Map<DateOnly, readonly LedgerRow[]>();

const clock = settableClock(new Date('2026-03-20T06:00:00Z'), 'Asia/Shanghai');

async function freeze(week: DateOnly): Promise<void> {
  const { store } = opened;
  const calendar = await store.workCalendar();
  const today = clock.local(clock.now()).date;
  const tasks = await store.tasks.list({ roundId: round.id });
  wholes.set(week, await linesNow({ stores: store, calendar, today, week }, round, tasks));
  const deps = { store, clock } as unknown as Deps;
  await store.transaction((stores) => freezeWeek(deps, stores, round, calendar, week), { long: true });
}

beforeAll(async () => {
  opened = await openStore();
  await generateRound(opened.url, SIZE, () => {});
  await answerWeek(opened.url, SIZE, () => {});
  const [active] = await opened.store.rounds.active();
  if (!active) throw new Error('no round is active');
  round = active;
  await freeze(SIZE.monday);
  await opened.pool.query(`
    update "Task" set removal = 'withdrawn', "removedOn" = '2026-03-22' where no in (7, 1800);
    update "Task" set removal = 'merged', "removedOn" = '2026-03-22', "mergedIntoId" = (select id from "Task" where no = 2099) where no = 9;
    update "Task" set closure = 'relapsed', "closedOn" = null where closure = 'closed' and no % 50 = 0;
    update "Task" set completion = 'done' where closure = 'open' and no % 40 = 0;
    update "Task" set no = 5000 where no = 3;
    insert into "Task" (id, "roundId", "problemId", no, title, horizon, "splitFromId")
      select gen_random_uuid(), "roundId", "problemId", 3, '拆出的一项', 'term', id from "Task" where no = 7`);
  clock.set(new Date('2026-03-27T06:00:00Z'));
  await freeze(NEXT);
}, 120_000);
afterAll(() => opened.close());

const frozenOf = async (week: DateOnly) => {
  const frozen = await opened.store.weeks.frozen(round.id, week);
  if (!frozen) throw new Error(`${week} is not frozen`);
  return frozen;
};

describe.each([SIZE.monday, NEXT] as const)('%s 的台账分块冻结', (week) => {
  test('读回来一行不差，数字和哈希就是整本的', async () => {
    const rows = wholes.get(week) ?? [];
    const frozen = await frozenOf(week);
    expect(frozen.rows).toEqual(JSON.parse(JSON.stringify(rows)));
    expect(frozen.figures).toEqual(computeFigures({ rows, asOf: frozen.figures.asOf }));
    expect(frozen.sha256).toBe(hashOf(rows));
  });

  test('每一块有自己的哈希', async () => {
    const { id } = await frozenOf(week);
    const seen: number[] = [];
    for await (const { no, rows, sha256 } of opened.store.weeks.partsOf(id)) {
      seen.push(no);
      expect(hashOf(rows)).toBe(sha256);
    }
    expect(seen).toEqual([1, 2]);
  });
});

test('专报：一批批读，和整本读的一样', async () => {
  const { store } = opened;
  const [before, now] = [await frozenOf(SIZE.monday), await frozenOf(NEXT)];
  const digest = await composeDigest({ stores: store, clock }, round, {
    ...now,
    rows: store.weeks.rowsOf(now.id),
  });
  const movement = await movementSince(store, round, before, now);
  expect(digest.movement).toEqual(movement);
  expect([movement.added.length, movement.removed.length, movement.relapsed.length]).not.toContain(0);
  expect(movement.base?.changes).toHaveLength(3);
  const red = now.rows.filter(({ light }) => light === 'red');
  expect(digest.red).toHaveLength(red.length);
  expect(digest.red[0]?.days).toBe(Math.max(...red.map(({ overdueDays }) => overdueDays)));
  const silent = now.rows.filter(({ asked, reported }) => asked && reported === null);
  expect(digest.unanswered).toEqual(silent.map(({ code, unit }) => ({ code, unit })));
});

const ledgerFaults = async () =>
  (await prove({ store: opened.store, anchors: noAnchors })).faults.filter((fault) =>
    fault.includes('ledger'),
  );

describe('冻结的一块改不了，改了也瞒不住', () => {
  test.each([
    ['UPDATE', `update "LedgerWeekPart" set no = 9`],
    ['DELETE', `delete from "LedgerWeekPart"`],
    ['TRUNCATE', `truncate "LedgerWeekPart"`],
  ])('%s', (verb, sql) =>
    expect(opened.pool.query(sql)).rejects.toThrow(`LedgerWeekPart is append-only: ${verb} refused`),
  );

  test('绕过去改一行', async () => {
    expect(await ledgerFaults()).toEqual([]);
    await opened.pool.query(`
      alter table "LedgerWeekPart" disable trigger user;
      update "LedgerWeekPart" set rows = jsonb_set(rows, '{5,progress}', '"全部完成"') where no = 2
        and "weekId" = (select id from "LedgerWeek" where week = '${NEXT}');
      alter table "LedgerWeekPart" enable trigger user`);
    expect(await ledgerFaults()).toEqual([`round A: the ledger of ${NEXT} is not what was frozen`]);
  });
});

const noAnchors = { read: async () => [] } as unknown as Deps['anchors'];
