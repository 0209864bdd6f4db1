import type { NewTask } from '../../src/app/stores.ts';

/** An open task with a deadline and nothing special, to be put into a store. */
export const aNewTask = (
  given: Pick<NewTask, 'roundId' | 'problemId' | 'no' | 'title' | 'ownerId'> & Partial<NewTask>,
): NewTask => ({
  leaderId: null,
  leadUnitId: null,
  contactId: null,
  supportUnitIds: [],
  measures: [],
  horizon: 'term',
  completion: 'not_done',
  closure: 'open',
  dueOn: '2026-06-30',
  originalDueOn: '2026-06-30',
  reviewEveryDays: null,
  claimedOn: null,
  closedOn: null,
  remark: '',
  ...given,
});
