import { describe, expect, test } from 'vitest';
import { carryOutImport, planImport } from '../../../../src/app/import/import-ledger.ts';
import type { ImportRow, LineProblem } from '../../../../src/app/import/import-plan.ts';
import { AppError } from '../../../../src/errors.ts';
import { aTask } from '../../../support/a-task.ts';
import { aDirectory, aPerson, aRound, emptyMemory, importDeps, type Memory } from './import-store.ts';

const aRow = (given: Partial<ImportRow> = {}): ImportRow => ({
  line: 4,
  no: 1,
  category: '作风建设',
  problem: '公务接待把关不严',
  problemNo: null,
  task: '修订公务接待管理办法',
  measures: [{ type: 'institution', text: '修订接待办法' }],
  leader: null,
  owner: null,
  contact: null,
  unit: '办公室',
  supports: [],
  due: '2026-09-30',
  horizon: 'term',
  completion: 'not_done',
  closure: 'open',
  remark: '',
  ...given,
});

const NEW_ROUND = { letter: 'B', name: '审计整改' };

function plan(
  rows: readonly ImportRow[],
  given: {
    memory?: Memory;
    problems?: readonly LineProblem[];
    round?: { letter: string; name: string } | null;
    directory?: ReturnType<typeof aDirectory> | null;
  } = {},
) {
  const { memory = emptyMemory(), problems = [], round = NEW_ROUND, directory = aDirectory([]) } = given;
  return planImport(importDeps(memory), { rows, problems, round, directory });
}

describe('bad rows', () => {
  const used = emptyMemory({
    rounds: [aRound()],
    tasks: [aTask({ no: 7, roundId: 'round-a' })],
  });

  test.each<[string, Partial<ImportRow>, string[]]>([
    ['一切正常', {}, []],
    ['没有反馈问题', { problem: ' ' }, ['no_problem']],
    ['没有整改任务', { task: '' }, ['no_task']],
    ['两样都没有', { problem: '', task: '' }, ['no_problem', 'no_task']],
    ['限期整改没有时限', { due: null }, ['no_deadline']],
    ['立行立改没有时限', { due: null, horizon: 'immediate' }, ['no_deadline']],
    ['长期坚持不需要时限', { due: null, horizon: 'long' }, []],
    ['已完成的不再需要时限', { due: null, completion: 'done', closure: 'closed' }, []],
    ['依规终止的不再需要时限', { due: null, completion: 'stopped' }, []],
    ['基本完成的仍需要时限', { due: null, completion: 'basically_done' }, ['no_deadline']],
    ['已销号却未完成', { closure: 'closed' }, ['closed_not_done']],
    ['序号在本轮次已有', { no: 7 }, ['used_no']],
    ['序号为零', { no: 0 }, ['bad_no']],
    ['序号为小数', { no: 1.5 }, ['bad_no']],
    ['序号大得不能相信', { no: 1e300 }, ['bad_no']],
    ['措施带密级', { measures: [{ type: 'other', text: '机密★1年' }] }, ['secrecy_mark']],
    ['备注带密级', { remark: '【秘密】' }, ['secrecy_mark']],
    ['商业秘密不是密级', { task: '建立商业秘密保护制度' }, []],
  ])('%s', async (_, given, codes) => {
    const { badRows, tasks } = await plan([aRow(given)], { memory: used, round: null });
    expect(badRows.map(({ line, code }) => [line, code])).toEqual(codes.map((code) => [4, code]));
    expect(tasks).toHaveLength(codes.length === 0 ? 1 : 0);
  });

  test('every bad row is listed at once, in the order of the sheet', async () => {
    const rows = [
      aRow({ line: 9, no: 3, due: null }),
      aRow({ line: 5, no: 2 }),
      aRow({ line: 7, no: 2 }),
      aRow({ line: 8, no: 2, task: '' }),
      aRow({ line: 4, no: 7 }),
    ];
    const { badRows, tasks } = await plan(rows, { memory: used, round: null });
    expect(badRows).toEqual([
      { line: 4, code: 'used_no', detail: { no: 7 } },
      { line: 7, code: 'same_no', detail: { no: 2, firstLine: 5 } },
      { line: 8, code: 'same_no', detail: { no: 2, firstLine: 5 } },
      { line: 8, code: 'no_task', detail: {} },
      { line: 9, code: 'no_deadline', detail: {} },
    ]);
    expect(tasks.map(({ line }) => line)).toEqual([5]);
  });

  test('what the reader found is not said twice, but what it cannot know is added', async () => {
    const unreadable = {
      severity: 'error',
      line: 4,
      column: '整改时限',
      message: '无法识别时限“月底前”',
    } as const;
    const { badRows } = await plan([aRow({ no: 7, due: null })], {
      memory: used,
      round: null,
      problems: [unreadable],
    });
    expect(badRows.map(({ code }) => code)).toEqual(['unreadable', 'used_no']);
    expect(badRows[0]?.detail).toEqual({ column: '整改时限', message: '无法识别时限“月底前”' });
  });

  test('a number read from a row that could not be read takes no other row down', async () => {
    const problems = [{ severity: 'error', line: 4, column: '序号', message: '“甲”不是序号' } as const];
    const { badRows } = await plan([aRow({ line: 4, no: 1 }), aRow({ line: 5, no: 1 })], { problems });
    expect(badRows.map(({ line, code }) => [line, code])).toEqual([[4, 'unreadable']]);
  });

  test('a file that is no ledger is one bad line', async () => {
    const problems = [{ severity: 'error', line: 0, column: '', message: '没有找到表头' } as const];
    const made = await plan([], { problems });
    expect(made.badRows).toHaveLength(1);
    await expect(carryOutImport(importDeps(emptyMemory()), made, { skipBad: true })).rejects.toThrow(
      /no task/,
    );
  });

  test('warnings are notes and stop nothing', async () => {
    const problems = [{ severity: 'warning', line: 4, column: '', message: '本行被隐藏，仍然读取' } as const];
    const { badRows, notes, tasks } = await plan([aRow()], { problems });
    expect([badRows, tasks.length]).toEqual([[], 1]);
    expect(notes).toEqual([
      { line: 4, code: 'as_read', detail: { column: '', message: '本行被隐藏，仍然读取' } },
    ]);
  });
});

describe('the round', () => {
  const old = aRound({ letter: 'Z', name: '已结束的一轮', active: false });
  test.each<[string, { letter: string; name: string } | null, Memory['rounds'], string]>([
    ['唯一在用的轮次', null, [aRound(), old], 'A'],
    ['按字母选', { letter: 'B', name: '' }, [aRound(), aRound({ letter: 'B' })], 'B'],
    ['同一轮次的名称', { letter: 'A', name: aRound().name }, [aRound()], 'A'],
    ['新轮次', { letter: 'C', name: ' 审计整改 ' }, [aRound()], 'C'],
  ])('%s', async (_, round, rounds, letter) => {
    const planned = await plan([aRow()], { memory: emptyMemory({ rounds }), round });
    expect(planned.round.letter).toBe(letter);
  });

  test.each<[string, { letter: string; name: string } | null, Memory['rounds'], RegExp]>([
    ['没有在用的轮次', null, [old], /no round is active/],
    ['有两个在用的轮次', null, [aRound(), aRound({ letter: 'B' })], /several rounds are active \(A, B\)/],
    ['新轮次没有名称', { letter: 'C', name: ' ' }, [aRound()], /give it a name/],
    ['同一字母的另一轮次', { letter: 'A', name: '审计整改' }, [aRound()], /is there already, as "八届/],
    ['已结束轮次的字母', { letter: 'Z', name: '新的一轮' }, [old], /letter Z already/],
    ['小写字母', { letter: 'c', name: '审计整改' }, [], /A to Z/],
    ['两个字母', { letter: 'AB', name: '审计整改' }, [], /A to Z/],
  ])('%s', async (_, round, rounds, message) => {
    await expect(plan([aRow()], { memory: emptyMemory({ rounds }), round })).rejects.toThrow(message);
  });
});

describe('the people', () => {
  const lin = aPerson('linxiaolan', '林晓岚', { roles: ['manager'] });
  const known = () =>
    emptyMemory({
      people: [
        lin,
        aPerson('zhangwei1', '张伟'),
        aPerson('zhangwei2', '张伟'),
        aPerson('gonedai', '戴明', { active: false }),
        aPerson('zhaoyun', 'sunquan'),
        aPerson('sunquan', '孙权'),
      ],
    });
  const wecom = [
    { userid: 'hezhi', name: '何志' },
    { userid: 'LiNa', name: '李娜', departments: ['青禾街道', '财务科'] },
    { userid: 'lina2', name: '黎娜' },
    { userid: 'wanglei1', name: '王磊' },
    { userid: 'wanglei2', name: '王磊' },
    { userid: 'zhangwei3', name: '张伟' },
    { userid: 'GoneDai', name: '戴明' },
  ];

  test.each<[string, string, string | null, string | null]>([
    ['已有人员的姓名', '林晓岚', 'linxiaolan', null],
    ['姓名中有空格', '林 晓　岚', 'linxiaolan', null],
    ['账号', 'linxiaolan', 'linxiaolan', null],
    ['账号不分大小写', 'LinXiaoLan', 'linxiaolan', null],
    ['账号先于同名者的姓名', 'sunquan', 'sunquan', null],
    ['通讯录中的姓名', '何志', 'hezhi', null],
    ['通讯录中的账号', 'lina', 'LiNa', null],
    ['已有人员同名', '张伟', null, 'ambiguous'],
    ['同名者用账号区分', 'zhangwei2', 'zhangwei2', null],
    ['通讯录中同名', '王磊', null, 'ambiguous'],
    ['查无此人', '诸葛亮', null, 'unknown'],
    ['只写了姓', '林', null, 'unknown'],
    ['已停用的人员', '戴明', null, 'inactive'],
  ])('%s：%s', async (_, name, userid, why) => {
    const row = aRow({ owner: name });
    const { tasks, unmatched } = await plan([row], { memory: known(), directory: aDirectory(wecom) });
    expect(tasks[0]?.owner).toBe(userid);
    expect(unmatched.map((each) => each.why)).toEqual(why === null ? [] : [why]);
  });

  test('the directory is read once, and not at all when everybody is known', async () => {
    const directory = aDirectory(wecom);
    await plan([aRow({ owner: '林晓岚' }), aRow({ line: 5, no: 2 })], { memory: known(), directory });
    expect(directory.calls).toBe(0);
    await plan([aRow({ owner: '何志' }), aRow({ line: 5, no: 2, owner: '李娜' })], {
      memory: known(),
      directory,
    });
    expect(directory.calls).toBe(1);
  });

  test('a name nobody bears is listed once, with all its rows, also those that are bad', async () => {
    const rows = [
      aRow({ line: 4, owner: '诸葛亮', leader: '诸葛亮' }),
      aRow({ line: 5, no: 2, contact: '诸葛亮', task: '' }),
    ];
    const { unmatched, tasks } = await plan(rows);
    expect(unmatched).toEqual([
      {
        name: '诸葛亮',
        why: 'unknown',
        mentions: [
          { line: 4, as: 'leader' },
          { line: 4, as: 'owner' },
          { line: 5, as: 'contact' },
        ],
      },
    ]);
    expect(tasks.map(({ leader, owner }) => [leader, owner])).toEqual([[null, null]]);
  });

  test('people of the directory are saved with their unit, those we have keep their roles', async () => {
    const memory = known();
    const rows = [
      aRow({ owner: '李娜', leader: '林晓岚', unit: '财务科' }),
      aRow({ line: 5, no: 2, owner: '李娜', contact: '何志' }),
    ];
    const made = await plan(rows, { memory, directory: aDirectory(wecom) });
    expect(made.newPeople.map(({ userid }) => userid)).toEqual(['LiNa', 'hezhi']);
    expect(memory.people).toHaveLength(6);
    await carryOutImport(importDeps(memory), made);
    const saved = new Map(memory.people.map((person) => [person.userid, person]));
    expect(saved.get('LiNa')?.unit?.name).toBe('财务科');
    expect(saved.get('hezhi')?.roles).toEqual([]);
    expect(saved.get('linxiaolan')).toEqual(lin);
    expect(memory.tasks.map(({ owner }) => owner?.name)).toEqual(['李娜', '李娜']);
  });

  test('without the directory everything else is still shown, and nothing is imported by accident', async () => {
    const memory = emptyMemory({ people: [lin] });
    const away = {
      ...aDirectory([]),
      people: () => Promise.reject(new AppError('wecom_unreachable', 'no answer')),
    };
    const rows = [aRow({ owner: '何志', contact: '林晓岚' }), aRow({ line: 5, no: 2, due: null })];
    const made = await plan(rows, { memory, directory: away });
    expect(made.badRows).toEqual([
      { line: 0, code: 'directory_unread', detail: { why: 'no answer' } },
      { line: 5, code: 'no_deadline', detail: {} },
    ]);
    expect(made.unmatched.map(({ name, why }) => [name, why])).toEqual([['何志', 'not_looked_up']]);
    await expect(carryOutImport(importDeps(memory), made)).rejects.toThrow(/2 faults/);
    await carryOutImport(importDeps(memory), made, { skipBad: true });
    expect(memory.tasks.map(({ owner, contact }) => [owner, contact?.name])).toEqual([[null, '林晓岚']]);
  });

  test('without a self-built app only the people we have are looked through, and the rest is imported', async () => {
    const memory = emptyMemory({ people: [lin] });
    const made = await plan([aRow({ owner: '何志', contact: '林晓岚' })], { memory, directory: null });
    expect([made.badRows, made.unmatched.map(({ name, why }) => [name, why])]).toEqual([
      [],
      [['何志', 'unknown']],
    ]);
    await carryOutImport(importDeps(memory), made);
    expect(memory.tasks.map(({ owner, contact }) => [owner, contact?.name])).toEqual([[null, '林晓岚']]);
  });

  test('an error that is none of WeCom is not hidden', async () => {
    const broken = { ...aDirectory([]), people: () => Promise.reject(new TypeError('no such field')) };
    await expect(plan([aRow({ owner: '何志' })], { directory: broken })).rejects.toThrow(TypeError);
  });

  test('somebody named in bad rows only is not added', async () => {
    const { newPeople } = await plan([aRow({ owner: '何志', task: '' })], { directory: aDirectory(wecom) });
    expect(newPeople).toEqual([]);
  });
});

const numbersOf = async (rows: readonly ImportRow[], memory = emptyMemory({ rounds: [aRound()] })) => {
  const made = await plan(rows, { memory, round: null });
  return {
    tasks: made.tasks.map(({ problemNo }) => problemNo),
    renumbered: made.notes.some(({ code }) => code === 'problems_renumbered'),
  };
};
const rowsOf = (problems: readonly [title: string, no: number | null, category?: string][]) =>
  problems.map(([problem, problemNo, category = '作风建设'], index) =>
    aRow({ line: 4 + index, no: index + 1, problem, problemNo, category }),
  );

describe('the problems', () => {
  test.each<[string, [string, number | null, string?][], number[], boolean]>([
    [
      '没有编号',
      [
        ['甲', null],
        ['乙', null],
      ],
      [1, 2],
      false,
    ],
    [
      '一个问题几项任务',
      [
        ['甲', null],
        ['甲', null],
        ['乙', null],
      ],
      [1, 1, 2],
      false,
    ],
    [
      '保留表中的编号',
      [
        ['甲', 11],
        ['乙', 5],
      ],
      [11, 5],
      false,
    ],
    [
      '只在首行编号',
      [
        ['甲', 3],
        ['甲', null],
        ['乙', null],
      ],
      [3, 3, 4],
      false,
    ],
    [
      '首行之前没有编号',
      [
        ['甲', null],
        ['甲', 3],
      ],
      [3, 3],
      false,
    ],
    [
      '每个方面从一编起',
      [
        ['甲', 1],
        ['乙', 2],
        ['丙', 1, '廉政'],
      ],
      [1, 2, 3],
      true,
    ],
    [
      '不同方面的同名问题',
      [
        ['甲', null],
        ['甲', null, '廉政'],
      ],
      [1, 2],
      false,
    ],
    [
      '编号为零',
      [
        ['甲', 0],
        ['乙', 1],
      ],
      [1, 2],
      true,
    ],
  ])('%s', async (_, problems, tasks, renumbered) => {
    expect(await numbersOf(rowsOf(problems))).toEqual({ tasks, renumbered });
  });

  test('a task joins the problem of its round, and never one that only has its number', async () => {
    const memory = emptyMemory({
      rounds: [aRound()],
      tasks: [aTask({ no: 9, problem: { id: 'round-a/problem-1', no: 1, name: '公务接待把关不严' } })],
    });
    const rows = rowsOf([
      ['公务接待把关不严', 1],
      ['车辆管理不规范', 1],
    ]);
    expect(await numbersOf(rows, memory)).toEqual({ tasks: [1, 2], renumbered: true });
  });
});

describe('carrying out', () => {
  test('everything is written, with one audit event', async () => {
    const memory = emptyMemory({ people: [aPerson('linxiaolan', '林晓岚')] });
    const rows = [
      aRow({ owner: '林晓岚', unit: '财务科', supports: ['办公室', '财务科', '办公室', ' '] }),
      aRow({ line: 5, no: 3, problem: '车辆管理不规范', due: '2026-07-01', horizon: 'long' }),
    ];
    const made = await plan(rows, { memory });
    expect(memory.rounds).toEqual([]);
    const imported = await carryOutImport(importDeps(memory), made);
    expect(imported).toEqual({ roundId: 'round-b', problems: 2, tasks: 2 });
    expect(memory.rounds[0]).toMatchObject({ letter: 'B', name: '审计整改', startedOn: '2026-06-10' });
    expect(memory.units.map(({ name }) => name)).toEqual(['财务科', '办公室']);
    expect(memory.tasks).toMatchObject([
      {
        no: 1,
        title: '修订公务接待管理办法',
        owner: { name: '林晓岚' },
        leadUnit: { name: '财务科' },
        supportUnits: [{ name: '办公室' }],
        dueOn: '2026-09-30',
        originalDueOn: '2026-09-30',
        closure: 'open',
        claimedOn: null,
      },
      {
        no: 3,
        problem: { no: 2, name: '车辆管理不规范' },
        horizon: 'long',
        dueOn: null,
        originalDueOn: null,
      },
    ]);
    expect(memory.audit).toMatchObject([
      { event: 'tasks_imported', subject: 'round-b', detail: { tasks: 2, skippedLines: [] } },
    ]);
  });

  test('bad rows stop everything unless they are to be skipped', async () => {
    const memory = emptyMemory();
    const made = await plan([aRow(), aRow({ line: 5, no: 2, due: null })], { memory });
    await expect(carryOutImport(importDeps(memory), made)).rejects.toThrow(/1 faults/);
    expect(memory).toEqual(emptyMemory());
    await carryOutImport(importDeps(memory), made, { skipBad: true });
    expect(memory.tasks.map(({ no }) => no)).toEqual([1]);
    expect(memory.audit[0]?.detail).toMatchObject({ skippedLines: [5] });
  });

  test('a file that is marked secret is not imported in part either', async () => {
    const memory = emptyMemory();
    const made = await plan([aRow(), aRow({ line: 5, no: 2, remark: '机密★1年' })], { memory });
    await expect(carryOutImport(importDeps(memory), made, { skipBad: true })).rejects.toThrow(/secret/);
    expect(memory).toEqual(emptyMemory());
  });

  test('a new round whose letter was taken meanwhile', async () => {
    const memory = emptyMemory();
    const made = await plan([aRow()], { memory });
    memory.rounds.push(aRound({ letter: 'B' }));
    await expect(carryOutImport(importDeps(memory), made)).rejects.toThrow(/changed meanwhile/);
    expect(memory.tasks).toEqual([]);
  });

  test('the same plan is not carried out twice', async () => {
    const memory = emptyMemory({ rounds: [aRound()] });
    const made = await plan([aRow()], { memory, round: null });
    await carryOutImport(importDeps(memory), made);
    await expect(carryOutImport(importDeps(memory), made)).rejects.toThrow(/changed meanwhile/);
    expect(memory.tasks).toHaveLength(1);
    expect(memory.audit).toHaveLength(1);
  });

  test.each<[string, Partial<ImportRow>, object, string[], boolean]>([
    [
      '待初审',
      { closure: 'first_review', owner: '林晓岚' },
      { closure: 'first_review', claimedOn: '2026-06-10' },
      [],
      true,
    ],
    [
      '待复审',
      { closure: 'second_review', owner: '林晓岚' },
      { closure: 'first_review' },
      ['review_restarts'],
      true,
    ],
    [
      '待初审而无责任人',
      { closure: 'first_review' },
      { closure: 'open', claimedOn: null },
      ['review_without_owner'],
      false,
    ],
    [
      '已销号',
      { closure: 'closed', completion: 'done' },
      { closure: 'closed', claimedOn: null, closedOn: null },
      [],
      false,
    ],
    ['退回', { closure: 'returned' }, { closure: 'returned', claimedOn: null }, [], false],
  ])('closure: %s', async (_, given, expected, notes, asked) => {
    const memory = emptyMemory({ people: [aPerson('linxiaolan', '林晓岚')] });
    const made = await plan([aRow(given)], { memory });
    await carryOutImport(importDeps(memory), made);
    expect(memory.tasks[0]).toMatchObject(expected);
    expect(made.notes.map(({ code }) => code)).toEqual(notes);
    expect(memory.closures).toHaveLength(asked ? 1 : 0);
  });

  test('phone and ID-card numbers are masked before anything is kept', async () => {
    const memory = emptyMemory();
    const row = aRow({
      task: '联系 13800138000 退款',
      remark: '11010519491231002X',
      problem: '收款人 13800138000',
      measures: [{ type: 'other', text: '电话13912345678' }],
    });
    await carryOutImport(importDeps(memory), await plan([row], { memory }));
    const kept = JSON.stringify([memory.tasks, memory.problems]);
    expect(kept).not.toMatch(/13800138000|11010519491231002X|13912345678/);
    expect(memory.tasks[0]?.problem.no).toBe(1);
  });
});
