import { assert, constantFrom, property, record, subarray } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIONS, type Action } from '../../../../src/domain/access/actions.ts';
import {
  mayInRound,
  mayOnTask,
  roundsWhere,
  visibleTasks,
} from '../../../../src/domain/access/permissions.ts';
import { ownView } from '../../../../src/domain/access/own-view.ts';
import type { Viewer } from '../../../../src/domain/access/relations.ts';
import type { Role } from '../../../../src/domain/task/people.ts';
import { aTask } from '../../../support/a-task.ts';

/*
 * Who may do what, written out once more and by hand: this table is what an office signs, and it is compared with the
 * one in src/domain/access, cell by cell, on four tasks: 己 his own (he answers for it, leads it, helps with it …),
 * 室 another one of his unit, 外 one of another unit, 轮 one of another round. － is none.
 */

const 办公室 = { id: 'u-office', name: '办公室' };
const 财务科 = { id: 'u-finance', name: '财务科' };
const 他人 = { id: 'p-other', name: '他人' };

const elsewhere = { owner: 他人, contact: null, leader: null, supportUnits: [], supporters: [] } as const;
const TASKS = {
  己: aTask({
    no: 1,
    leadUnit: 办公室,
    owner: { id: 'p-owner', name: '责任人' },
    contact: { id: 'p-contact', name: '经办人' },
    leader: { id: 'p-leader', name: '牵头领导' },
    supportUnits: [],
    supporters: [{ id: 'p-helper', name: '配合人' }],
  }),
  室: aTask({ ...elsewhere, no: 2, leadUnit: 办公室 }),
  外: aTask({ ...elsewhere, no: 3, leadUnit: 财务科 }),
  轮: aTask({ ...elsewhere, no: 4, roundId: 'round-b', leadUnit: 财务科 }),
} as const;

const aViewer = (id: string, given: Partial<Viewer> = {}): Viewer => ({
  id,
  userid: id,
  name: id,
  unit: null,
  roles: [],
  roundRoles: [],
  active: true,
  headOf: [],
  standsInFor: [],
  ...given,
});

const inA = (role: Role): Partial<Viewer> => ({ roundRoles: [{ roundId: 'round-a', role }] });

const PEOPLE = {
  责任人: aViewer('p-owner', { unit: 办公室 }),
  经办人: aViewer('p-contact', { unit: 办公室 }),
  代理人: aViewer('p-deputy', { standsInFor: ['p-owner'] }),
  科室头: aViewer('p-head', { unit: 办公室, headOf: ['u-office'] }),
  科室员: aViewer('p-member', { unit: 办公室 }),
  牵头人: aViewer('p-leader'),
  配合人: aViewer('p-helper'),
  整改办: aViewer('p-manager', inA('manager')),
  审核人: aViewer('p-reviewer', inA('reviewer')),
  领导组: aViewer('p-group', inA('leading_group')),
  总整改: aViewer('p-managers', { roles: ['manager'] }),
  管理员: aViewer('p-admin', { roles: ['administrator'] }),
  审计员: aViewer('p-auditor', { roles: ['auditor'] }),
  无关人: aViewer('p-nobody'),
} as const;

type Who = keyof typeof PEOPLE;

/* 整改办、审核人、领导组 hold their role in round A only; 总整改 is a manager of every round. */
const TABLE = `
动作              责任人 经办人 代理人 科室头 科室员 牵头人 配合人 整改办 审核人 领导组 总整改   管理员   审计员   无关人
see_task          己室   己室   己     己室   己室   己     己     己室外 己室外 己室外 己室外轮 －       －       －
see_audit         －     －     －     －     －     －     －     －     －     －     －       －       己室外轮 －
see_health        －     －     －     －     －     －     －     己室外 －     －     己室外轮 己室外轮 －       －
answer            己     己     己     －     －     －     －     －     －     －     －       －       －       －
ask_extension     己     己     己     －     －     －     －     －     －     －     －       －       －       －
ask_help          己     己     己     －     －     －     －     －     －     －     －       －       －       －
ask_transfer      己     己     己     －     －     －     －     －     －     －     －       －       －       －
review_closure    －     －     －     －     －     －     －     己室外 己室外 －     己室外轮 －       －       －
decide_extension  －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
decide_transfer   －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
settle_help       －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
chase             －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
assign            －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
split             －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
merge             －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
remove            －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
stop              －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
report_up         －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
set_stages        －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
edit_remark       －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
draw_sample       －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
check_look_back   －     －     －     －     －     －     －     己室外 己室外 －     己室外轮 －       －       －
log_complaint     －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
record_interview  －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
sign_letter       －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
decide_escalation －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
set_deputy        －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
see_week          －     －     －     －     －     －     －     己室外 －     己室外 己室外轮 －       －       －
see_unreported    －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
issue_papers      －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
import_tasks      －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
see_people        －     －     －     －     －     －     －     己室外 －     －     己室外轮 己室外轮 －       －
settle_message    －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
correct_reply     －     －     －     －     －     －     －     己室外 －     －     己室外轮 －       －       －
set_roles         －     －     －     －     －     －     －     －     －     －     －       己室外轮 －       －
set_calendar      －     －     －     －     －     －     －     －     －     －     －       己室外轮 －       －
configure_round   －     －     －     －     －     －     －     －     －     －     －       己室外轮 －       －
`;

const [head = [], ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const columns = head.slice(1) as Who[];
const CELLS = rows.flatMap(([action, ...cells]) =>
  columns.map((who, index) => [action as Action, who, cells[index] ?? '缺'] as const),
);

test('表里每个动作、每种身份各一格，一格不缺', () => {
  expect(rows.map(([action]) => action)).toEqual([...ACTIONS]);
  expect(columns).toEqual(Object.keys(PEOPLE));
  for (const row of rows) expect(row).toHaveLength(columns.length + 1);
});

test.each(CELLS)('%s：%s 可办 %s', (action, who, expected) => {
  const allowed = Object.entries(TASKS)
    .filter(([, task]) => mayOnTask(PEOPLE[who], action, task))
    .map(([name]) => name)
    .join('');
  expect(allowed || '－').toBe(expected);
});

const allowedTo = (who: Who, actions: readonly Action[]) =>
  actions.filter((action) => Object.values(TASKS).some((task) => mayOnTask(PEOPLE[who], action, task)));

const codes = (who: Who) => {
  const { own, led, ofUnit, helped } = ownView(PEOPLE[who], all);
  return [own, led, ofUnit, helped].map((tasks) => tasks.map(({ code }) => code).join(' '));
};

describe('规矩', () => {
  const decisions = ACTIONS.filter((action) => !action.startsWith('see_'));
  const content = decisions.filter((action) => !/^(set_roles|set_calendar|configure_round)$/.test(action));

  test('管理员只管配置，不动内容；审计员和领导小组什么都不改', () => {
    expect(allowedTo('管理员', content)).toEqual([]);
    expect(allowedTo('审计员', decisions)).toEqual([]);
    expect(allowedTo('领导组', decisions)).toEqual([]);
  });

  test('科室负责人、牵头领导、配合人、科室人员只看', () => {
    for (const who of ['科室头', '牵头人', '配合人', '科室员'] as const)
      expect(allowedTo(who, ACTIONS)).toEqual(['see_task']);
  });

  test('整改办不代人填报，也不看审计、不给人授权', () => {
    expect(allowedTo('整改办', ['answer', 'see_audit', 'set_roles'])).toEqual([]);
  });
});

const roles = ['manager', 'reviewer', 'leading_group', 'administrator', 'auditor'] as const;
const anyViewer = record({
  id: constantFrom('p-owner', 'p-leader', 'p-helper', 'p-x'),
  roles: subarray([...roles]),
  heldInA: subarray([...roles]),
}).map(({ id, roles: held, heldInA }) =>
  aViewer(id, { roles: held, roundRoles: heldInA.map((role) => ({ roundId: 'round-a', role })) }),
);
const all = Object.values(TASKS);

test('看得到一个轮次的周报，就看得到这个轮次的每一项：清单、导出、周报一个范围', () => {
  assert(
    property(anyViewer, (viewer) => {
      const visible = visibleTasks(viewer, all);
      for (const { id } of roundsWhere(viewer, 'see_week', [{ id: 'round-a' }, { id: 'round-b' }]))
        expect(visible).toEqual(expect.arrayContaining(all.filter(({ roundId }) => roundId === id)));
    }),
  );
});

test('办得了的，都看得到；在哪个轮次都办不了的，一项也办不了', () => {
  assert(
    property(anyViewer, constantFrom(...ACTIONS), constantFrom(...all), (viewer, action, task) => {
      const ofTasks = !/^(see_audit|see_health|see_people|set_roles|set_calendar|configure_round)$/.test(
        action,
      );
      if (ofTasks && mayOnTask(viewer, action, task)) expect(mayOnTask(viewer, 'see_task', task)).toBe(true);
      if (mayInRound(viewer, action, task.roundId)) expect(mayInRound(viewer, action, null)).toBe(true);
    }),
  );
});

describe('我的任务：一项只列一处', () => {
  test.each([
    ['责任人', ['1', '', '', '']],
    ['代理人', ['1', '', '', '']],
    ['科室头', ['', '', '1 2', '']],
    ['科室员', ['', '', '', '']],
    ['牵头人', ['', '1', '', '']],
    ['配合人', ['', '', '', '1']],
    ['整改办', ['', '', '', '']],
  ] as const)('%s', (who, expected) => expect(codes(who)).toEqual(expected));
});
