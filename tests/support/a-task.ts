import type { ProgressEntry } from '../../src/domain/reply/entry.ts';
import type { Task } from '../../src/domain/task/task.ts';

/** An open task with a deadline; `no` also gives id, code and problem unless they are said. */
export function aTask(given: Partial<Task> = {}): Task {
  const no = given.no ?? 1;
  return {
    id: `task-${no}`,
    roundId: 'round-a',
    code: String(no),
    no,
    title: '修订公务接待管理办法',
    category: { id: 'category-1', name: '作风建设' },
    problem: { id: `problem-${no}`, no, name: '公务接待把关不严' },
    measures: [{ type: 'institution', text: '修订接待办法并印发执行' }],
    leader: { id: 'leader-1', name: '周正平' },
    leadUnit: { id: 'unit-1', name: '办公室' },
    supportUnits: [{ id: 'unit-2', name: '财务科' }],
    supporters: [],
    owner: { id: 'person-1', name: '林晓岚' },
    contact: null,
    horizon: 'term',
    completion: 'not_done',
    closure: 'open',
    dueOn: '2026-06-30',
    originalDueOn: given.dueOn === undefined ? '2026-06-30' : given.dueOn,
    reviewEveryDays: null,
    claimedOn: null,
    closedOn: null,
    remark: '',
    stages: [],
    reportedUp: null,
    removed: null,
    version: 1,
    ...given,
  };
}

/** What the owner reported in chat, in time; `version` also gives the id unless it is said. */
export function anEntry(given: Partial<ProgressEntry> = {}): ProgressEntry {
  const { taskId = 'task-1', week = '2026-03-09', version = 1 } = given;
  return {
    id: `${taskId}/${week}/${version}`,
    taskId,
    week,
    version,
    status: 'in_progress',
    text: '已完成初稿，正在征求意见',
    nextPlan: '',
    by: { id: 'person-1', name: '林晓岚' },
    onBehalfOf: null,
    source: 'chat',
    recordedAt: `${week}T02:00:00Z`,
    late: false,
    withdraws: null,
    ...given,
  };
}
