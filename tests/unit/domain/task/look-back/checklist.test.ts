import { expect, test } from 'vitest';
import { checklistFor } from '../../../../../src/domain/task/look-back/checklist.ts';
import { relapseFields } from '../../../../../src/domain/task/look-back/relapse.ts';
import type { MeasureType } from '../../../../../src/domain/task/task.ts';
import { aTask } from '../../../../support/a-task.ts';
import { calendar2026 } from '../../../../support/calendar-2026.ts';

const measured = (...types: MeasureType[]) =>
  aTask({ measures: types.map((type) => ({ type, text: '措施' })) });

const ALWAYS = ['measures_in_force', 'effect_lasting', 'people_know', 'no_recurrence'];

test.each([
  ['一般任务', [measured('campaign')], ALWAYS],
  ['建了制度的，看制度在不在用', [measured('institution')], [...ALWAYS, 'documents_in_use']],
  [
    '几项一起看，要点各一次',
    [measured('institution'), measured('institution', 'loss_recovery')],
    [...ALWAYS, 'documents_in_use', 'losses_recovered'],
  ],
])('%s', (_, tasks, points) => expect(new Set(checklistFor(tasks))).toEqual(new Set(points)));

test('反弹：恢复未完成，给三十天新时限并顺延到工作日；长期坚持的没有时限', () => {
  const opened = { closure: 'relapsed', completion: 'not_done', claimedOn: null, closedOn: null };
  expect(relapseFields({ horizon: 'term' }, '2026-06-08', calendar2026)).toEqual({
    ...opened,
    dueOn: '2026-07-08',
  });
  expect(relapseFields({ horizon: 'immediate' }, '2026-09-02', calendar2026).dueOn).toBe('2026-10-08');
  expect(relapseFields({ horizon: 'long' }, '2026-06-08', calendar2026)).toEqual({ ...opened, dueOn: null });
});
