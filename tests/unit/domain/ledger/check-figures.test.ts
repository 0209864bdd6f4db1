import { expect, test } from 'vitest';
import { checkFigures } from '../../../../src/domain/ledger/check-figures.ts';
import { computeFigures } from '../../../../src/domain/ledger/figures.ts';
import type { FigureError, Figures } from '../../../../src/domain/ledger/ledger.ts';
import { aRow } from './a-row.ts';

/** 两个问题、三项任务：办公室 2 项、财务科 1 项，其中立行立改完成 1 项。 */
const problem = { id: 'p1', no: 1, name: '公务接待把关不严' };
const sound: Figures = computeFigures({
  asOf: '2026-03-13',
  rows: [
    aRow({ no: 1, problem, horizon: 'immediate', completion: 'done', closure: 'closed' }),
    aRow({ no: 2, problem }),
    aRow({ no: 3, leadUnit: { id: 'unit-2', name: '财务科' } }),
  ],
});
const [office, finance] = sound.byUnit;

test('合得上的，一个错也不报', () => expect(checkFigures(sound)).toEqual([]));

test.each<[string, Partial<Figures>, FigureError[]]>([
  [
    '答复：该报 3 项，1 + 1 不等于 3',
    { answers: { asked: 3, answered: 1, notAnswered: 1 } },
    [{ figure: 'answers', total: 3, parts: { answered: 1, notAnswered: 1 }, sum: 2 }],
  ],
  [
    '亮灯少一项',
    { lights: { green: 1, yellow: 0, red: 0, closed: 1 } },
    [{ figure: 'lights', total: 3, parts: { green: 1, yellow: 0, red: 0, closed: 1 }, sum: 2 }],
  ],
  [
    '立行立改被另外加了一次',
    { byHorizon: { immediate: 2, term: 2, long: 0 } },
    [{ figure: 'byHorizon', total: 3, parts: { immediate: 2, term: 2, long: 0 }, sum: 4 }],
  ],
  [
    '立行立改完成数大于已完成数',
    { within: { ...sound.within, immediateDone: 2 } },
    [{ figure: 'within.immediateDone', total: 1, parts: { 'within.immediateDone': 2 }, sum: 2 }],
  ],
  [
    '审核中多于任务总数',
    { within: { ...sound.within, underReview: 4 } },
    [{ figure: 'within.underReview', total: 3, parts: { 'within.underReview': 4 }, sum: 4 }],
  ],
  [
    '已销号多于熄灯',
    { within: { ...sound.within, closed: 2 } },
    [{ figure: 'within.closed', total: 1, parts: { 'within.closed': 2 }, sum: 2 }],
  ],
])('%s', (_, wrong, errors) => expect(checkFigures({ ...sound, ...wrong })).toEqual(errors));

test.each<[string, Partial<Figures>, string[]]>([
  [
    '任务总数与各状态对不上',
    { tasks: { ...sound.tasks, notDone: 1 } },
    ['tasks', 'byCategory.tasks.notDone', 'byUnit.notDone', 'byLeader.notDone'],
  ],
  [
    '问题总数与分类对不上',
    { problems: { ...sound.problems, total: 3 } },
    ['problems', 'byCategory.problems.total'],
  ],
  ['漏了一个科室', { byUnit: office ? [office] : [] }, ['byUnit.total', 'byUnit.notDone']],
  [
    '一个科室自己就不合',
    { byUnit: office && finance ? [office, { ...finance, count: { ...finance.count, done: 1 } }] : [] },
    ['byUnit[财务科]', 'byUnit.done'],
  ],
  ['一位领导都没有', { byLeader: [] }, ['byLeader.total', 'byLeader.done', 'byLeader.notDone']],
  [
    '同一科室列了两次',
    { byUnit: [...sound.byUnit, ...sound.byUnit.slice(1)] },
    ['byUnit.total', 'byUnit.notDone'],
  ],
])('%s', (_, wrong, figures) => {
  const named = checkFigures({ ...sound, ...wrong }).map(({ figure }) => figure);
  expect(named).toEqual(figures);
});
