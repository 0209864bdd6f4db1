import { expect, test } from 'vitest';
import { countsOf } from '../../../../src/app/week/read-week.ts';

const message = (kind: string, state: 'sent' | 'skipped' | 'rejected', answered: number) => ({
  kind,
  state,
  answered,
});

test('各状态加起来等于总数，没有的状态不列', () => {
  const counts = countsOf([
    message('weekly', 'sent', 1),
    message('weekly', 'sent', 0),
    message('weekly', 'rejected', 0),
    message('nudge', 'skipped', 2),
  ]);
  expect(counts).toEqual([
    {
      kind: 'weekly',
      total: 3,
      states: [
        { state: 'sent', count: 2 },
        { state: 'rejected', count: 1 },
      ],
      answered: 1,
    },
    { kind: 'nudge', total: 1, states: [{ state: 'skipped', count: 1 }], answered: 1 },
  ]);
});
