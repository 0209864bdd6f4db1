import { describe, expect, test } from 'vitest';
import { baseMovement } from '../../../../src/domain/ledger/base-movement.ts';
import type { LedgerRow } from '../../../../src/domain/ledger/ledger.ts';
import { changeOfRow } from '../../../../src/domain/ledger/row-changes.ts';
import { checkDiff, diffWeeks } from '../../../../src/domain/ledger/week-diff.ts';
import { diffLines, taskChangeWords } from '../../../../src/zh/ledger-changes.ts';
import { aLedgerRow } from '../../documents/a-ledger-row.ts';

describe('一项任务两期之间变了什么', () => {
  test.each<[Partial<LedgerRow>, Partial<LedgerRow>, string]>([
    [{}, { completion: 'done', closure: 'first_review' }, '未销号→待初审；未完成→已完成'],
    [{}, { light: 'red', timeliness: 'overdue', overdueDays: 1 }, '绿灯→红灯；未到期→逾期'],
    [{}, { dueOn: '2026-12-31' }, '时限2026-09-30→2026-12-31'],
    [{}, { dueOn: null, horizon: 'long' }, '时限2026-09-30→（无）；限期整改→长期坚持'],
    [{}, { owner: '孙有禾' }, '责任人：李向晚→孙有禾'],
    [{ unit: '' }, {}, '责任单位：（空）→公共服务办公室'],
    [{}, { supportUnits: ['司法所'] }, '配合单位：党建办公室、司法所→司法所'],
    [{ supportUnits: ['司法所', '党建办公室'] }, {}, ''],
    [{}, { evidenceCount: 3 }, '佐证2件→3件'],
    [{}, { measures: ['修订窗口服务规范'] }, '整改措施有修改'],
    [{}, { reportedUpTo: '区委', reportedUpOn: '2026-03-18' }, '上报区委'],
    [{ reportedUpTo: '区委', reportedUpOn: '2026-03-18' }, {}, '不再上报'],
    [
      { reportedUpTo: '区委', reportedUpOn: '2026-03-11' },
      { reportedUpTo: '区委', reportedUpOn: '2026-03-18' },
      '重新上报',
    ],
    // 逾期天数自己增长、换了内部编号、排位移动，都不算变化。
    [{ overdueDays: 5 }, { overdueDays: 12 }, ''],
    [{ entryIds: ['e1'], asked: true }, { entryIds: ['e2'], asked: false }, ''],
    [{ no: 1 }, { no: 4 }, ''],
    // 早先冻结的周没有措施类型，不算变化；都有而不同才算。
    [{}, { measureTypes: ['institution', 'other'] }, ''],
    [{ measureTypes: ['other', 'other'] }, { measureTypes: ['institution', 'other'] }, '措施类型有修改'],
    // 本周进展在它自己的列里。
    [{}, { progress: '已印发', reported: 'done', nextPlan: '巩固' }, ''],
  ])('%o → %o：%s', (before, after, words) => {
    expect(taskChangeWords(changeOfRow(aLedgerRow(before), aLedgerRow(after))).join('；')).toBe(words);
  });

  test('凡算作变化的，都说得出是什么变化', () => {
    const other: Required<LedgerRow> = {
      ...aLedgerRow({ taskId: 't9', no: 9, code: '9', category: '其他', problemNo: 9, problem: '另一问题' }),
      task: '另一任务',
      measures: ['甲'],
      measureTypes: ['other'],
      leader: '甲',
      leaderId: 'p9',
      unit: '乙',
      owner: '丙',
      supportUnits: [],
      dueOn: '2027-01-01',
      originalDueOn: '2027-01-01',
      horizon: 'immediate',
      progress: '丁',
      reported: 'done',
      asked: false,
      entryIds: [],
      completion: 'done',
      closure: 'closed',
      light: 'closed',
      overdueDays: 3,
      timeliness: 'done_late',
      nextPlan: '戊',
      evidenceCount: 7,
      remark: '己',
      reportedUpTo: '庚',
      reportedUpOn: '2026-01-01',
    };
    const before = aLedgerRow({ measureTypes: ['institution', 'other'], reportedUpTo: '庚' });
    for (const field of Object.keys(other) as (keyof LedgerRow)[]) {
      const change = changeOfRow(before, { ...before, [field]: other[field] });
      expect([field, change.fields.length > 0]).toEqual([field, taskChangeWords(change).join('') !== '']);
    }
  });
});

const previous = [
  aLedgerRow({ taskId: 't1', no: 1, code: '1' }),
  aLedgerRow({ taskId: 't2', no: 2, code: '2', task: '清理消防通道' }),
  aLedgerRow({ taskId: 't3', no: 3, code: '3', task: '规范采购流程', unit: '' }),
  aLedgerRow({ taskId: 't4', no: 4, code: '4', task: '压减会议' }),
  aLedgerRow({ taskId: 't5', no: 5, code: '5', task: '公开办事指南' }),
];
const current = [
  aLedgerRow({ taskId: 't1', no: 1, code: '1' }),
  aLedgerRow({ taskId: 't2', no: 2, code: '2', task: '清理消防通道', progress: '已清理3处' }),
  aLedgerRow({
    taskId: 't3',
    no: 3,
    code: '3',
    task: '规范采购流程',
    unit: '',
    closure: 'closed',
    completion: 'done',
  }),
  aLedgerRow({ taskId: 't6', no: 6, code: '6', task: '压减会议数量' }),
  aLedgerRow({ taskId: 't7', no: 7, code: '7', task: '压减会议时长' }),
  aLedgerRow({ taskId: 't8', no: 8, code: '8', task: '开展夜查' }),
];
const base = baseMovement(previous, current, [
  { taskId: 't4', how: 'split', into: ['t6', 't7'] },
  { taskId: 't5', how: 'withdrawn', into: [] },
]);

describe('两期之间', () => {
  test('每项任务恰在一处，两边的和都等于总数', () => {
    const diff = diffWeeks(previous, current, base);
    expect(diffLines(diff, { from: '第10周', to: '第11周' })).toEqual([
      '第10周 → 第11周',
      '上期任务5项＝未变1项＋仅填报更新1项＋有变化1项＋减少2项',
      '本期任务6项＝未变1项＋仅填报更新1项＋有变化1项＋新增3项',
      '有变化1项：',
      '  3号 （单位未明确） 规范采购流程：未销号→已销号；未完成→已完成',
      '新增3项：',
      '  6号 公共服务办公室 压减会议数量：未完成',
      '  7号 公共服务办公室 压减会议时长：未完成',
      '  8号 公共服务办公室 开展夜查：未完成',
      '减少2项：',
      '  4号 公共服务办公室 压减会议：拆分为6号、7号',
      '  5号 公共服务办公室 公开办事指南：撤销',
      '仅填报更新1项：',
      '  2号 公共服务办公室 清理消防通道：进展有更新',
    ]);
    expect(checkDiff(diff, { before: 5, after: 6 })).toEqual([]);
  });

  test('没有人说明去向的，写不再列入', () => {
    const [leaving] = diffWeeks(previous.slice(0, 1), [], null).left;
    expect(leaving).toMatchObject({ how: null, into: [] });
  });

  test('与总数不符时给出和', () => {
    expect(checkDiff(diffWeeks(previous, current, base), { before: 5, after: 7 })).toEqual([
      { figure: 'diff.after', total: 7, parts: { same: 1, answered: 1, changed: 1, come: 3 }, sum: 6 },
      { figure: 'diff.rows.after', total: 7, parts: { rows: 6 }, sum: 6 },
    ]);
  });
});
