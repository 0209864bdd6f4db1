import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startDouble, type Double, type Reaction } from './double.ts';
import { rig, type Rig } from './rig.ts';

const DEPARTMENTS = '/cgi-bin/department/list';
const DETAILS = '/cgi-bin/user/list';
const NAMES = '/cgi-bin/user/simplelist';
const CONVERT = '/cgi-bin/batch/openuserid_to_userid';

let double: Double;
let bot: Rig;

beforeEach(async () => {
  double = await startDouble();
  bot = rig(double.url);
});
afterEach(() => double.close());

const ok = (fields: object): Reaction => ({ json: { errcode: 0, errmsg: 'ok', ...fields } });
const users = (...userlist: object[]): Reaction => ok({ userlist });
const refused = (errcode: number): Reaction => ({ json: { errcode, errmsg: 'no' } });

const TOWN = { id: 1, name: '莲花镇', department_leader: [] };
const BUILDING = { id: 2, name: '城建办', department_leader: ['wangjianguo'] };

const WANG = {
  userid: 'WangJianguo',
  name: '王建国',
  department: [1, 2, 99],
  position: '主任',
  is_leader_in_dept: [0, 0, 1],
  direct_leader: ['001'],
  status: 1,
};

const seen = (path: string): unknown[] => double.callsOf(path).map(({ query }) => query['department_id']);

test('everyone once, with the names of the departments that are visible', async () => {
  double.next(DEPARTMENTS, ok({ department: [TOWN, BUILDING] }));
  double.next(
    DETAILS,
    users(WANG),
    users({ ...WANG, userid: 'wangjianguo' }, { userid: '001', name: '李秀兰' }),
  );
  expect(await bot.directory.people()).toMatchObject([
    { userid: 'wangjianguo', name: '王建国', departments: ['莲花镇', '城建办'], position: '主任' },
    { userid: '001', name: '李秀兰', departments: [], position: '', active: true },
  ]);
  expect(seen(DETAILS)).toEqual(['1', '2']);
});

describe('who leads', () => {
  test.each<[string, object, object, string[]]>([
    ['部门登记了负责人，大小写不同', BUILDING, {}, ['城建办']],
    ['本人标了负责人', { ...BUILDING, department_leader: [] }, { is_leader_in_dept: [0, 1, 0] }, ['城建办']],
    ['两处都登记，只算一次', BUILDING, { is_leader_in_dept: [1, 1, 0] }, ['莲花镇', '城建办']],
    ['都没有', { ...BUILDING, department_leader: [] }, {}, []],
    ['字段没有给', { id: 2, name: '城建办' }, { is_leader_in_dept: undefined }, []],
  ])('%s', async (_name, department, change, headOf) => {
    double.next(DEPARTMENTS, ok({ department: [TOWN, department] }));
    double.next(DETAILS, users({ ...WANG, ...change }));
    expect(await bot.directory.people()).toMatchObject([{ headOf }]);
  });

  test.each<[unknown, string | null]>([
    [['001'], '001'],
    [[], null],
    [undefined, null],
  ])('直属上级 %j', async (given, directLeader) => {
    double.next(DEPARTMENTS, ok({ department: [TOWN] }));
    double.next(DETAILS, users({ ...WANG, direct_leader: given }));
    expect(await bot.directory.people()).toMatchObject([{ directLeader }]);
  });
});

test.each([
  [1, true],
  [2, false],
  [4, false],
  [5, false],
  [undefined, true],
])('status %s: active %s', async (status, active) => {
  double.next(DEPARTMENTS, ok({ department: [TOWN] }));
  double.next(DETAILS, users({ ...WANG, status }));
  expect(await bot.directory.people()).toMatchObject([{ active }]);
});

describe('refusals', () => {
  test.each([45029, 48002, 48009, 60011])('%i for details: the names of that department', async (errcode) => {
    double.next(DEPARTMENTS, ok({ department: [TOWN, BUILDING] }));
    double.next(DETAILS, refused(errcode), users(WANG));
    double.next(NAMES, users({ userid: '001', name: '李秀兰', department: [1] }));
    expect(await bot.directory.people()).toMatchObject([
      { userid: '001', position: '', active: true },
      { userid: 'WangJianguo' },
    ]);
    expect(seen(NAMES)).toEqual(['1']);
  });

  test('a department that cannot be read at all is no empty one: nobody is taken for gone', async () => {
    double.next(DEPARTMENTS, ok({ department: [TOWN, BUILDING] }));
    double.next(DETAILS, users(WANG), 'cut');
    await expect(bot.directory.people()).rejects.toMatchObject({ code: 'wecom_unreachable' });
  });

  test('without permission it says what to do', async () => {
    double.next(DEPARTMENTS, refused(48002));
    await expect(bot.directory.people()).rejects.toThrow(/48002[\s\S]*可见范围/);
  });
});

const pairOf = (id: string) => ({ open_userid: id, userid: `u-${id}` });

describe('encrypted ids', () => {
  test('a thousand in a call, each once, matched by id', async () => {
    const ids = Array.from({ length: 1001 }, (_, index) => `wo${index}`);
    double.next(
      CONVERT,
      ok({ userid_list: ids.slice(0, 1000).map(pairOf).toReversed() }),
      ok({ userid_list: [pairOf('wo1000')] }),
    );
    const found = await bot.directory.useridsOf([...ids, 'wo0']);
    expect([found.size, found.get('wo0'), found.get('wo1000')]).toEqual([1001, 'u-wo0', 'u-wo1000']);
    const sent = double
      .callsOf(CONVERT)
      .map(({ body }) => JSON.parse(body) as { open_userid_list: string[] });
    expect(sent.map((body) => [Object.keys(body), body.open_userid_list.length])).toEqual([
      [['open_userid_list'], 1000],
      [['open_userid_list'], 1],
    ]);
  });

  test('nobody to ask about: no call', async () => {
    expect((await bot.directory.useridsOf([])).size).toBe(0);
    expect(double.calls).toEqual([]);
  });

  test('those that are plain already are absent', async () => {
    double.next(CONVERT, ok({ userid_list: [], invalid_open_userid_list: ['wangjianguo'] }));
    expect((await bot.directory.useridsOf(['wangjianguo'])).size).toBe(0);
  });
});
