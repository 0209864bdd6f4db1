import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Acting } from '../../../src/app/acting.ts';
import { ownView } from '../../../src/domain/access/own-view.ts';
import type { Task } from '../../../src/domain/task/task.ts';
import { namesLike, peopleLike, readChoices } from '../../../src/app/desk/read-choices.ts';
import { deskRows, readLedger, type LedgerPage } from '../../../src/app/desk/read-ledger.ts';
import {
  DESK_SORTS,
  type DeskFilter,
  type DeskOrder,
  type DeskPlace,
  type DeskRow,
} from '../../../src/domain/ledger/desk-rows.ts';
import { actAs } from '../../support/an-acting.ts';
import { aSecondRound } from '../../support/a-second-round.ts';
import { chanceOf, type Chance } from '../../support/chance.ts';
import { figuresOf, rowsFound, rowsInOrder } from '../../support/desk-oracle.ts';
import { openHouse, type House } from '../../support/house.ts';

/* The database finds the rows of the office's table; here the rules of the domain find them once more, row by row. */

let house: House;
let all: DeskRow[];
let findings: readonly { readonly id: string; readonly text: string }[];
beforeAll(async () => {
  house = await openHouse({ date: '2026-06-08', time: '09:00' });
  await aSecondRound(house.deps, [
    { no: 1, owner: 'luhaiping' },
    { no: 2, owner: 'xujianing' },
    { no: 14, owner: 'caiyuzhen' },
  ]);
  await house.at('2026-06-10', '10:00');
  await house.say('luhaiping', 'A14 正在推进，已核对两处');
  await shuffle(chanceOf(20_260_610));
  findings = (
    await house.service.app.database.pool.query<{ id: string; text: string }>(
      `select id, lower(finding) as text from "Problem"`,
    )
  ).rows;
  all = await asOffice(async (acting) => {
    const ids = (await acting.stores.tasks.list({})).map(({ id }) => id);
    return deskRows(acting, await acting.stores.desk.tasks(ids));
  });
});
afterAll(() => house.close());

/** Ids of the problems whose findings have it. */
const findingsSaying = (search = ''): ReadonlySet<string> =>
  new Set(
    findings
      .filter(({ text }) => text.includes(search.normalize('NFKC').trim().toLowerCase()))
      .map(({ id }) => id),
  );

const asOffice = <T>(work: (acting: Acting) => Promise<T>): Promise<T> =>
  actAs(house.deps, 'shenjingyi', work);

/** Every kind of task that can be, at once. */
async function shuffle(chance: Chance): Promise<void> {
  const days = [
    '2026-05-20',
    '2026-06-09',
    '2026-06-10',
    '2026-06-11',
    '2026-06-17',
    '2026-06-18',
    '2026-07-30',
  ];
  const { pool } = house.service.app.database;
  for (const { id } of await house.deps.store.tasks.list({})) {
    const closure = chance.pick([
      'open',
      'open',
      'first_review',
      'final_review',
      'closed',
      'returned',
      'relapsed',
    ]);
    await pool.query(
      `update "Task" set horizon = $2::"Horizon", completion = $3::"Completion", closure = $4::"ClosureState",
        "dueOn" = $5::date, "claimedOn" = $6::date where id = $1::uuid`,
      [
        id,
        chance.pick(['immediate', 'term', 'long']),
        chance.pick(['not_done', 'not_done', 'basically_done', 'done', 'stopped']),
        closure,
        chance.isBelow(0.1) ? null : chance.pick(days),
        closure.endsWith('review') && chance.isBelow(0.8) ? chance.pick(days.slice(0, 3)) : null,
      ],
    );
    await pool.query(
      `insert into "StageGoal" (id, "taskId", no, text, "dueOn", "reachedOn")
       values (gen_random_uuid(), $1::uuid, 91, '首轮', $2::date, $3::date), (gen_random_uuid(), $1::uuid, 92, '次轮', $4::date, null)`,
      [id, chance.pick(days), chance.isBelow(0.5) ? '2026-06-01' : null, chance.pick(days)],
    );
  }
}

function anyFilter(chance: Chance): DeskFilter {
  const row = chance.pick(all);
  const some = <T>(share: number, value: T) => (chance.isBelow(share) ? value : undefined);
  return {
    round: some(0.2, row.round),
    category: some(0.1, row.category),
    unit: some(0.2, row.unit),
    leader: some(0.1, row.leader),
    owner: some(0.1, row.owner),
    light: some(0.3, chance.pick([['red'], ['yellow', 'green'], ['closed'], ['yellow']] as const)),
    closure: some(0.1, chance.pick([['open'], ['first_review', 'final_review'], ['relapsed']] as const)),
    horizon: some(0.2, chance.pick([['long'], ['immediate', 'term']] as const)),
    reported: some(0.2, chance.pick(['yes', 'no'] as const)),
    search: some(
      0.3,
      chance.pick([row.code, row.title.slice(2, 4), row.owner, '１４', 'b2', '100%', '_', ' 整治 ']),
    ),
  };
}

async function wholeLedger(filter: DeskFilter, order: DeskOrder): Promise<LedgerPage> {
  const rows = [];
  let after: DeskPlace | null = null;
  for (;;) {
    const page: LedgerPage | { refused: string } = await asOffice((acting) =>
      readLedger(acting, { filter, order, after, skip: 0, limit: 7 }),
    );
    if ('refused' in page) throw new Error(page.refused);
    rows.push(...page.rows);
    if (page.next === null) return { ...page, rows };
    after = page.next;
  }
}

describe('台账筛选、排序、翻页，和逐行数的一样', () => {
  test('各种任务都有', () => {
    expect(new Set(all.map(({ light }) => light))).toEqual(new Set(['red', 'yellow', 'green', 'closed']));
    expect(new Set(all.map(({ round }) => round))).toEqual(new Set(['A', 'B']));
    expect(all.some(({ reported }) => reported !== null)).toBe(true);
  });

  test.each(DESK_SORTS.flatMap((by) => [false, true].map((descending) => ({ by, descending }))))(
    '按 $by 排，倒序 $descending',
    async (order) => {
      const chance = chanceOf(DESK_SORTS.indexOf(order.by) * 2 + Number(order.descending));
      for (let trial = 0; trial < 4; trial += 1) {
        const filter = trial === 0 ? {} : anyFilter(chance);
        const expected = rowsInOrder(rowsFound(all, filter, findingsSaying(filter.search)), order);
        const { rows, figures } = await wholeLedger(filter, order);
        const seen = { filter, codes: rows.map(({ code }) => code), figures };
        const codes = expected.map(({ code }) => code);
        expect(seen).toEqual({ filter, codes, figures: figuresOf(expected) });
        // A page from the middle, as the table asks for it when it is dragged.
        const skip = Math.floor(codes.length / 2);
        const middle = await asOffice((acting) =>
          readLedger(acting, { filter, order, after: null, skip, limit: 7 }),
        );
        expect('rows' in middle && middle.rows.map(({ code }) => code)).toEqual(codes.slice(skip, skip + 7));
      }
    },
  );
});

const once = (names: readonly string[]) => [...new Set(names)].filter((name) => name !== '').toSorted();
const sorted = (names: readonly string[] | null) => names?.toSorted();

describe('筛选里能选的，就是台账里有的', () => {
  test('类别、单位、牵头领导、责任人，一个不多一个不少', async () => {
    const choices = await asOffice(readChoices);
    if ('refused' in choices) throw new Error(choices.refused);
    expect(choices.rounds.map(({ letter }) => letter)).toEqual(['A', 'B']);
    expect(sorted(choices.categories)).toEqual(once(all.map(({ category }) => category)));
    expect(sorted(choices.units)).toEqual(once(all.map(({ unit }) => unit)));
    expect(sorted(choices.leaders)).toEqual(once(all.map(({ leader }) => leader)));
    expect(sorted(choices.owners)).toEqual(once(all.map(({ owner }) => owner)));
  });

  test('名下有了任务才能选，没有了就不再能选', async () => {
    const task = (await house.deps.store.tasks.list({})).find(({ code }) => code === 'B2');
    const idle = await house.deps.store.people.byUserid('zhouchengyuan');
    const canChoose: (boolean | undefined)[] = [];
    for (const ownerId of [task?.owner?.id, idle?.id, task?.owner?.id]) {
      const { pool } = house.service.app.database;
      await pool.query(`update "Task" set "ownerId" = $1 where id = $2`, [ownerId, task?.id]);
      const choices = await asOffice(readChoices);
      canChoose.push('owners' in choices && choices.owners?.includes(idle?.name ?? ''));
    }
    expect(canChoose).toEqual([false, true, false]);
  });

  test.each([
    ['责任人', 'owner', '陆', ['陆海平']],
    ['牵头领导，没有的', 'leader', '无此人', []],
    ['单位', 'unit', '城建', ['城建办']],
    ['不是通配符', 'unit', '%', []],
  ] as const)('按字找%s：%s', async (_, of, like, names) => {
    expect(await asOffice((acting) => namesLike(acting, of, like))).toEqual({ names });
  });

  test.each([
    ['姓名', 'shenjingyi', '海平', ['luhaiping']],
    ['账号，不分大小写', 'shenjingyi', 'LuHai', ['luhaiping']],
    ['没有的', 'shenjingyi', '_', []],
    ['不能派任务的人问', 'zhouchengyuan', '海平', []],
  ] as const)('派给谁，按%s找：%s', async (_, asker, like, userids) => {
    const found = await actAs(house.deps, asker, (acting) => peopleLike(acting, like));
    expect('people' in found && found.people.map(({ userid }) => userid)).toEqual(userids);
  });

  test('派给谁，按单位找：那个单位在职的人，按账号排，先给二十个', async () => {
    const here = (await house.deps.store.people.all()).filter(
      ({ active, unit }) => active && unit?.name.includes('办') === true,
    );
    const found = await asOffice((acting) => peopleLike(acting, '办'));
    expect(here.length).toBeGreaterThan(1);
    expect('people' in found && found.people).toEqual(
      here.slice(0, 20).map(({ userid, name, unit }) => ({ userid, name, unit: unit?.name })),
    );
  });
});

describe('库里找的任务，和逐项看的一样', () => {
  test('每个人自己的清单，有 AB 角的也一样', async () => {
    const lists: number[] = [];
    for (const { userid, active } of await house.deps.store.people.all()) {
      if (!active) continue;
      const [found, expected] = await actAs(house.deps, userid, async ({ stores, person }) => {
        // Somebody else's place as well, whoever he is.
        const [other] = await stores.people.all();
        const viewer = { ...person, standsInFor: [...person.standsInFor, other?.id ?? ''] };
        const of = (tasks: readonly Task[]) => {
          const { own, led, ofUnit, helped } = ownView(viewer, tasks);
          return [own, led, ofUnit, helped].map((list) => list.map(({ code }) => code));
        };
        return [of(await stores.tasks.list({ concerns: viewer })), of(await stores.tasks.list({}))];
      });
      expect(found).toEqual(expected);
      lists.push(found?.flat().length ?? 0);
    }
    expect(lists.some((count) => count > 0)).toBe(true);
  });

  test.each([
    ['A14', ['A14']],
    ['B14', ['B14']],
    ['14', []],
    ['A9999', []],
    ['a14', []],
    ['A014', []],
    ['', []],
    ["A14' or true --", []],
  ])('两个轮次时的编号 %s：%j', async (code, codes) => {
    const found = await house.deps.store.tasks.list({ code });
    expect(found.map((task) => task.code)).toEqual(codes);
  });
});
