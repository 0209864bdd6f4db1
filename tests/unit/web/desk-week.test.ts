import { describe, expect, test } from 'vitest';
import { draftsOf, reportsOf, type Draft } from '../../../src/web/desk/week/correction.ts';
import { weeksToChoose } from '../../../src/web/desk/week/weeks.ts';
import { splitPlan } from '../../../src/zh/next-plan.ts';
import { reasonWords, withPlan } from '../../../src/zh/pages/desk-week.ts';
import { settledBefore } from '../../../src/zh/pages/desk-week-refusals.ts';

const anEntry = {
  code: '6',
  title: '资产监管不到位',
  status: 'done',
  text: '已完成',
  nextPlan: '',
  by: '陆海平',
  insteadOf: null,
  late: false,
  counts: true,
  correction: false,
} as const;

describe('更正的表单', () => {
  test('没看懂的，内容先填原话；看懂的，先填还作数的记录', () => {
    expect(draftsOf({ text: '差不多了', entries: [] })).toEqual([{ item: '', status: '', text: '差不多了' }]);
    const entries = [
      { ...anEntry, counts: false },
      { ...anEntry, status: 'in_progress', text: '已立案', nextPlan: '下周开庭' } as const,
    ];
    expect(draftsOf({ text: '6 已完成', entries })).toEqual([
      { item: '6', status: 'in_progress', text: '已立案；下一步：下周开庭' },
    ]);
  });

  const line: Draft = { item: '6', status: 'done', text: ' 已完成 ' };
  test.each<[string, Draft[], number | null]>([
    ['填全了', [line], 1],
    ['两项', [line, { ...line, item: '7' }], 2],
    ['没选任务', [{ ...line, item: '' }], null],
    ['没选进展', [{ ...line, status: '' }], null],
    ['没写内容', [{ ...line, text: ' ' }], null],
    ['一项写了两遍', [line, line], null],
    ['一项也没有', [], null],
  ])('%s', (_, drafts, count) => expect(reportsOf(drafts)?.length ?? null).toBe(count));

  test.each([
    ['已立案', '下周开庭'],
    ['已立案', ''],
    ['清退12处，收回租金', '对剩下的3处起诉'],
  ])('“%s”和下一步“%s”合成一句，再记录时还是两样', (progress, nextPlan) =>
    expect(splitPlan(withPlan(progress, nextPlan))).toEqual({ progress, nextPlan }),
  );
});

test('能选的周：从下一周回到轮次第一周', () => {
  expect(weeksToChoose('2026-06-08', '2026-05-27')).toEqual([
    '2026-06-15',
    '2026-06-08',
    '2026-06-01',
    '2026-05-25',
  ]);
  expect(weeksToChoose('2026-06-08', '2026-07-01')).toEqual(['2026-06-15', '2026-06-08']);
});

test.each([
  ['nothing_due', null, '发送时已没有要问的任务'],
  ['working_days_1', null, '工作日只有 1 天，本周不催报'],
  ['merged_into_0c58e369', null, '并入同一天的另一条消息'],
  ['halted:app', null, '通道停用，等待恢复'],
  ['user invalid', 81013, '不在应用可见范围，或账号不存在（企业微信返回 81013）'],
  ['whatever', 45009, '企业微信拒收（返回 45009），请管理员查看“运行状况”'],
  ['new_word', null, '原因代码 new_word'],
  ['', null, ''],
])('原因 %s（%s）：%s', (reason, errcode, said) => expect(reasonWords(reason, errcode)).toBe(said));

test.each([
  ['sent', 'counted_as_sent', '算已发'],
  ['planned', 'resent', '已安排重发'],
  ['sent', '', '已发送'],
])('已经有人办了：%s %s', (state, reason, said) =>
  expect(settledBefore({ state, reason })).toBe(`这条消息已由别人处理过（${said}），不用再办。`),
);
