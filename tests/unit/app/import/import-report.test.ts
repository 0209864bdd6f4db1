import { describe, expect, test } from 'vitest';
import { carryOutImport } from '../../../../src/app/import/import-ledger.ts';
import { planReportImport, type ReportProblem } from '../../../../src/app/import/import-report.ts';
import { aDirectory, aPerson, aRound, emptyMemory, importDeps } from './import-store.ts';

const aProblem = (given: Partial<ReportProblem> = {}): ReportProblem => ({
  line: 20,
  category: '贯彻上级部署有差距',
  no: 1,
  title: '第一议题存在漏学现象',
  completion: 'done',
  ongoing: false,
  cause: null,
  measures: ['补学漏学内容', '完善学习机制'],
  nextPlan: null,
  text: '一是补学漏学内容。二是完善学习机制。',
  ...given,
});

function plan(problems: readonly ReportProblem[], memory = emptyMemory(), dealOwnersTo: string[] = []) {
  return planReportImport(importDeps(memory), {
    report: { problems, warnings: [{ line: 3, message: '编号不连续' }] },
    round: { letter: 'A', name: '巡察整改' },
    dueOn: '2026-09-30',
    dealOwnersTo: dealOwnersTo.map((userid) => ({ userid, unit: '城建办' })),
    directory: aDirectory([]),
  });
}

describe('a problem of a report becomes a task', () => {
  const due = { dueOn: '2026-09-30', horizon: 'term' };
  const long = { dueOn: null, horizon: 'long' };
  const struckOff = { closure: 'closed', claimedOn: '2026-06-10', closedOn: '2026-06-10' };
  const open = { closure: 'open', claimedOn: null, closedOn: null };
  test.each<[string, Partial<ReportProblem>, object]>([
    ['已完成', { completion: 'done' }, { completion: 'done', ...due, ...struckOff }],
    ['基本完成', { completion: 'basically_done' }, { completion: 'basically_done', ...due, ...open }],
    ['未完成', { completion: 'not_done' }, { completion: 'not_done', ...due, ...open }],
    ['没有写明', { completion: null }, { completion: 'not_done', ...due, ...open }],
    ['长期坚持', { completion: 'not_done', ongoing: true }, { completion: 'not_done', ...long, ...open }],
    ['已完成（长期坚持）', { ongoing: true }, { completion: 'done', ...long, ...struckOff }],
    ['依规终止', { completion: 'stopped' }, { completion: 'stopped', ...due, ...open }],
    ['没有分条的措施', { measures: [] }, { measures: [{ type: 'other', text: aProblem().text }] }],
    ['什么都没有写', { measures: [], text: '' }, { measures: [] }],
    ['下一步计划', { nextPlan: '继续巩固' }, { remark: '继续巩固' }],
  ])('%s', async (_, given, expected) => {
    const { tasks, badRows } = await plan([aProblem(given)]);
    expect(badRows).toEqual([]);
    expect(tasks[0]).toMatchObject(expected);
  });
});

test('numbers run through the whole report, also where titles repeat', async () => {
  const memory = emptyMemory();
  const problems = [
    aProblem({ line: 20 }),
    aProblem({ line: 25, no: 2, cause: '重视不够' }),
    aProblem({ line: 30, no: 1, category: '作风建设' }),
  ];
  const made = await plan(problems, memory);
  expect(made.notes.map(({ code }) => code)).toEqual(['as_read']);
  expect(await carryOutImport(importDeps(memory), made)).toEqual({
    roundId: 'round-a',
    problems: 3,
    tasks: 3,
  });
  expect(memory.tasks.map(({ no, problem }) => [no, problem.no])).toEqual([
    [1, 1],
    [2, 2],
    [3, 3],
  ]);
  expect(memory.problems[1]?.cause).toBe('重视不够');
  expect(memory.categories.map(({ no, name }) => [no, name])).toEqual([
    [1, '贯彻上级部署有差距'],
    [2, '作风建设'],
  ]);
});

test('tasks are dealt to the owners in turn', async () => {
  const memory = emptyMemory({ people: [aPerson('linxiaolan', '林晓岚'), aPerson('hezhi', '何志')] });
  const problems = [20, 25, 30].map((line, index) => aProblem({ line, no: index + 1, title: `问题${line}` }));
  const { tasks } = await plan(problems, memory, ['linxiaolan', 'hezhi']);
  expect(tasks.map(({ owner }) => owner)).toEqual(['linxiaolan', 'hezhi', 'linxiaolan']);
});

test('a report does not go into a round that is there', async () => {
  await expect(plan([aProblem()], emptyMemory({ rounds: [aRound()] }))).rejects.toThrow(/letter A already/);
});
