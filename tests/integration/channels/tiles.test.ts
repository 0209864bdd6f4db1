import { afterEach, beforeEach, expect, test } from 'vitest';
import { addPerson } from '../../../src/app/office/add-person.ts';
import type { TileItem } from '../../../src/app/channel.ts';
import { refreshTiles } from '../../../src/app/office/refresh-tiles.ts';
import { addTask, away, openMailroom, type Mailroom } from './a-mailroom.ts';

/** What WeCom's desk was told. */
interface PlayedDesk {
  menus: number;
  enabled: number;
  isOn: boolean;
  shown: [userids: readonly string[], values: string][];
  fault: Error | null;
}

let room: Mailroom;
let desk: PlayedDesk;
beforeEach(async () => {
  desk = { menus: 0, enabled: 0, isOn: true, shown: [], fault: null };
  const played = {
    setMenu: async () => void (desk.menus += 1),
    enableTile: async () => ((desk.enabled += 1), desk.isOn),
    async showTile(userids: readonly string[], items: readonly TileItem[]) {
      if (desk.fault) throw desk.fault;
      desk.shown.push([userids, items.map(({ value }) => value).join(' ')]);
    },
  };
  room = await openMailroom({ desk: played });
});
afterEach(() => room.close());

/** What was sent since it was looked at last. */
const sent = async () => {
  desk.shown = [];
  await refreshTiles(room.deps);
  return desk.shown;
};

test('待报、临期、逾期、已销号，只数本人的；没有变化就不再发', async () => {
  for (const no of [2, 3, 4]) await addTask(room, no);
  await room.rows(`update "Task" set "dueOn" = '2026-06-01' where no = 2`);
  await room.rows(`update "Task" set "dueOn" = '2026-06-10' where no = 3`);
  await room.rows(`update "Task" set closure = 'closed', completion = 'done' where no = 4`);
  await room.store.people.save({ userid: 'hewanqing', name: '何婉清', unitId: null, roles: [] });
  expect(await sent()).toEqual([[['luhaiping'], '3 1 1 1']]);
  expect(await sent()).toEqual([]);
  await room.write('luhaiping', '3正在推进，材料已收齐');
  expect(await sent()).toEqual([[['luhaiping'], '2 1 1 1']]);
});

test('数字相同的人一次发；一次最多一千人', async () => {
  for (let no = 0; no < 1001; no += 1) {
    await room.store.people.save({ userid: `crew${no}`, name: `成员${no}`, unitId: null, roles: [] });
  }
  await room.store.tiles.note(
    (await room.store.people.all()).map(({ id }) => id),
    [{ label: '待报', value: '9' }],
    room.clock.now(),
  );
  expect((await sent()).map(([userids, values]) => `${userids.length}: ${values}`).toSorted()).toEqual([
    '1000: 0 0 0 0',
    '1: 0 0 0 0',
    '1: 1 0 0 0',
  ]);
});

test('任务转走了，格子归零；没有账号的人没有格子', async () => {
  await sent();
  const { userid } = await addPerson(room.deps, { name: '老周', unit: null, userid: null });
  await room.rows(`update "Task" set "ownerId" = (select id from "Person" where userid = '${userid}')`);
  expect(await sent()).toEqual([[['luhaiping'], '0 0 0 0']]);
});

test('没发成的，下次再发', async () => {
  desk.fault = away;
  await expect(refreshTiles(room.deps)).rejects.toBe(away);
  desk.fault = null;
  expect(await sent()).toHaveLength(1);
});

test('菜单和格子每次启动只设一次', async () => {
  await sent();
  await sent();
  expect([desk.menus, desk.enabled]).toEqual([1, 1]);
});

test('后台没有开工作台：一天以后再看', async () => {
  desk.isOn = false;
  expect([await sent(), await sent()]).toEqual([[], []]);
  expect([desk.menus, desk.enabled]).toEqual([1, 1]);
  desk.isOn = true;
  room.clock.set(new Date(room.clock.now().getTime() + 86_400_000));
  expect(await sent()).toHaveLength(1);
  expect([desk.menus, desk.enabled]).toEqual([1, 2]);
});

test('没有自建应用：无事', async () => {
  expect(await refreshTiles({ ...room.deps, desk: null })).toBe(0);
});

test('几个处理进程同时记下：谁也不出错', async () => {
  const { store, deps } = room;
  const people = (await store.people.all()).map(({ id }) => id);
  const items = deps.words.tile({ unanswered: 1, near: 0, overdue: 0, closed: 0 });
  const note = () => store.tiles.note(people, items, deps.clock.now());
  for (let again = 0; again < 20; again += 1) await Promise.all([note(), note(), note(), note()]);
  expect(await store.tiles.shown()).toEqual(new Map(people.map((id) => [id, items])));
});
