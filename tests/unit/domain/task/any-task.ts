import * as fc from 'fast-check';
import { addDays } from '../../../../src/domain/calendar/date.ts';
import type { DateOnly } from '../../../../src/domain/calendar/date.ts';
import type { Task } from '../../../../src/domain/task/task.ts';
import { aTask } from '../../../support/a-task.ts';

export const anyDay: fc.Arbitrary<DateOnly> = fc
  .integer({ min: 0, max: 364 })
  .map((offset) => addDays('2026-01-01', offset));

const anyRef = (kind: string, names: readonly string[]) =>
  fc.option(
    fc.nat({ max: names.length - 1 }).map((index) => ({ id: `${kind}-${index}`, name: names[index] ?? '' })),
  );

/** Tasks in every combination of states, also ones no import should bring; two leaders share a name. */
export const anyTask: fc.Arbitrary<Task> = fc
  .record({
    no: fc.integer({ min: 1, max: 99 }),
    category: fc.constantFrom({ id: 'c1', name: '政治建设' }, { id: 'c2', name: '作风建设' }),
    problem: fc
      .integer({ min: 1, max: 12 })
      .map((no) => ({ id: `problem-${no}`, no, name: `第 ${no} 个问题` })),
    leader: anyRef('leader', ['周正平', '周正平', '沈立新']),
    leadUnit: anyRef('unit', ['办公室', '财务科', '人事科']),
    owner: anyRef('person', ['林晓岚', '何国栋', '苏敏']),
    horizon: fc.constantFrom('immediate', 'term', 'long'),
    completion: fc.constantFrom('not_done', 'basically_done', 'done', 'stopped'),
    closure: fc.constantFrom('open', 'first_review', 'second_review', 'closed', 'returned', 'relapsed'),
    dueOn: fc.option(anyDay),
    originalDueOn: fc.option(anyDay),
    claimedOn: fc.option(anyDay),
    closedOn: fc.option(anyDay),
  })
  .map((given) => aTask(given as Partial<Task>));

/** As the tasks of one round: numbers are unique. */
export const anyTasks: fc.Arbitrary<Task[]> = fc.uniqueArray(anyTask, {
  selector: (task) => task.no,
  maxLength: 25,
});
