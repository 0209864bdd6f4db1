import { addDays, dateOnly, mondayOf, type DateOnly } from '../../domain/calendar/date.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { planWeek } from '../../domain/calendar/plan-week.ts';
import { DEFAULT_ROUND_SETTINGS, type DigestTarget, type Round } from '../../domain/task/round.ts';
import type { Role } from '../../domain/task/people.ts';
import type { ClosureState, Task } from '../../domain/task/task.ts';
import { freezeRows } from '../week/freeze-week.ts';
import type { ExampleRound, ExampleTask } from './example-round.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';

export interface ExamplePerson {
  readonly userid: string;
  readonly name: string;
  readonly unit: string | null;
}

/** Weeks of history the example has. */
const PAST_WEEKS = 3;

/** Loads the example round with its past weeks, frozen as they would have been. Does nothing when a round exists. */
export async function loadExample(
  deps: Pick<Deps, 'store' | 'clock'>,
  example: ExampleRound,
  people: readonly ExamplePerson[],
  digestTarget: DigestTarget | null,
): Promise<Round | null> {
  if ((await deps.store.rounds.active()).length > 0) return null;
  const calendar = await deps.store.workCalendar();
  const monday = mondayOf(deps.clock.local(deps.clock.now()).date);
  return deps.store.transaction(async (stores) => {
    const peopleIds = await savePeople(stores, example, people);
    const round = await saveRound(stores, example, monday, digestTarget);
    const tasks = await saveTasks(stores, example, round, monday, peopleIds);
    await saveHistory(deps, stores, example, round, monday, tasks);
    await freezePast(deps, stores, round, calendar, monday);
    return round;
  });
}

async function savePeople(
  stores: Stores,
  { round, units }: ExampleRound,
  people: readonly ExamplePerson[],
): Promise<Map<string, string>> {
  const rolesOf = (id: string): Role[] => [
    ...(round.managers.includes(id) ? (['manager'] as const) : []),
    ...(round.reviewers.includes(id) ? (['reviewer'] as const) : []),
    ...(round.leadingGroup.includes(id) ? (['leading_group'] as const) : []),
  ];
  const unitIds = new Map<string, string>();
  for (const { name } of units) unitIds.set(name, await stores.people.saveUnit({ name, headId: null }));
  const ids = new Map<string, string>();
  for (const { userid: id, name, unit } of people) {
    const unitId = (unit !== null && unitIds.get(unit)) || null;
    ids.set(id, await stores.people.save({ userid: id, name, unitId, roles: rolesOf(id) }));
  }
  for (const { name, head } of units) await stores.people.saveUnit({ name, headId: idOf(ids, head) });
  return ids;
}

async function saveRound(
  stores: Stores,
  { round }: ExampleRound,
  monday: DateOnly,
  digestTarget: DigestTarget | null,
): Promise<Round> {
  const { letter, name } = round;
  const id = await stores.rounds.create({
    letter,
    name,
    source: '',
    startedOn: addDays(monday, -7 * PAST_WEEKS),
    settings: DEFAULT_ROUND_SETTINGS,
    digestTarget,
  });
  const saved = await stores.rounds.byId(id);
  if (!saved) throw new Error('the round that was just made is not there');
  return saved;
}

async function saveTasks(
  stores: Stores,
  example: ExampleRound,
  round: Round,
  monday: DateOnly,
  people: ReadonlyMap<string, string>,
): Promise<Map<number, string>> {
  const problems = await saveProblems(stores, example, round.id);
  const units = new Map((await stores.people.units()).map(({ name, id }) => [name, id]));
  const ids = await stores.tasks.addAll(
    example.tasks.map((task) => ({
      roundId: round.id,
      problemId: idOf(problems, task.problem),
      no: task.no,
      title: task.title,
      leaderId: idOf(people, task.leader),
      leadUnitId: idOf(units, task.unit),
      ownerId: idOf(people, task.owner),
      contactId: null,
      supportUnitIds: task.supports.map((name) => idOf(units, name)),
      measures: task.measures,
      horizon: task.horizon,
      completion: task.state.completion,
      closure: task.state.closure,
      ...datesOf(task, monday),
      reviewEveryDays: task.reviewEveryDays ?? null,
      remark: '',
    })),
    { at: startOf(monday), actor: 'system', source: 'import', event: 'task_added' },
  );
  const tasks = new Map(example.tasks.map(({ no }, index) => [no, ids[index] ?? '']));
  for (const task of example.tasks) {
    const [id, owner] = [idOf(tasks, task.no), idOf(people, task.owner)];
    await saveReview(stores, task, id, owner, firstReviewer(example, people), monday);
  }
  return tasks;
}

async function saveProblems(
  stores: Stores,
  example: ExampleRound,
  roundId: string,
): Promise<ReadonlyMap<number, string>> {
  const categories = new Map<string, string>();
  for (const [index, { key, title }] of example.categories.entries()) {
    categories.set(key, await stores.rounds.saveCategory({ roundId, no: index + 1, name: title }));
  }
  return stores.rounds.saveProblems(
    roundId,
    example.problems.map(({ category, ...problem }) => ({
      categoryId: idOf(categories, category),
      ...problem,
    })),
  );
}

const startOf = (monday: DateOnly): Date => new Date(`${monday}T00:00:00Z`);

const firstReviewer = ({ round }: ExampleRound, people: ReadonlyMap<string, string>): string =>
  idOf(people, round.reviewers[0] ?? '');

async function saveReview(
  stores: Stores,
  { state }: ExampleTask,
  taskId: string,
  submitterId: string,
  reviewerId: string,
  monday: DateOnly,
): Promise<void> {
  if (state.closure !== 'first_review' && state.closure !== 'second_review') return;
  const at = new Date(`${addDays(monday, -(state.claimedDaysAgo ?? 7))}T02:00:00Z`);
  const id = await stores.requests.addClosure({ taskId, submitterId, at, levels: 2, claimedFrom: 'open' });
  if (state.closure === 'second_review')
    await stores.requests.addReview(id, { level: 1, reviewerId, approved: true, at, reason: '' });
}

function datesOf(
  { dueInDays, extendedFromDays, state }: ExampleTask,
  monday: DateOnly,
): Pick<Task, 'dueOn' | 'originalDueOn' | 'claimedOn' | 'closedOn'> {
  const ago = (days: number | undefined) => (days === undefined ? null : addDays(monday, -days));
  const dueOn = dueInDays === null ? null : addDays(monday, dueInDays);
  return {
    dueOn,
    originalDueOn: extendedFromDays === undefined ? dueOn : addDays(monday, extendedFromDays),
    claimedOn: ago(state.claimedDaysAgo),
    closedOn: ago(state.closedDaysAgo),
  };
}

/** Answered on the Wednesday of each past week, at 10:00. */
async function saveHistory(
  deps: Pick<Deps, 'clock'>,
  stores: Stores,
  example: ExampleRound,
  round: Round,
  monday: DateOnly,
  tasks: ReadonlyMap<number, string>,
): Promise<void> {
  const owners = new Map(
    (await stores.tasks.list({ roundId: round.id })).map(({ no, owner }) => [no, owner?.id]),
  );
  for (const { no, history } of example.tasks) {
    for (const { weeksAgo, status, text, nextPlan } of history) {
      const week = addDays(monday, -7 * weeksAgo);
      await stores.entries.add({
        taskId: idOf(tasks, no),
        week,
        status,
        text,
        nextPlan: nextPlan ?? '',
        byId: idOf(owners, no),
        onBehalfOfId: null,
        source: 'import',
        inboundId: null,
        recordedAt: deps.clock.instant({ date: addDays(week, 2), time: '10:00' }),
        late: false,
        withdraws: null,
      });
    }
  }
}

/** Past weeks with their steps done and their ledgers as they stood then. */
async function freezePast(
  deps: Pick<Deps, 'clock'>,
  stores: Stores,
  round: Round,
  calendar: WorkCalendar,
  monday: DateOnly,
): Promise<void> {
  const tasks = await stores.tasks.list({ roundId: round.id });
  for (let ago = PAST_WEEKS; ago >= 1; ago--) {
    const week = addDays(monday, -7 * ago);
    const plan = planWeek(calendar, round.settings.schedule, week);
    if (plan.kind === 'skipped') continue;
    await stores.weeks.ensureSteps(
      plan.steps.map(({ step, at, shiftedFrom }) => ({
        roundId: round.id,
        week,
        step,
        dueAt: deps.clock.instant(at),
        shiftedFrom,
        state: 'done',
        reason: '',
        late: false,
      })),
    );
    const freeze = plan.steps.find(({ step }) => step === 'freeze');
    const asOf = freeze?.at.date ?? dateOnly(addDays(week, 4));
    const frozenAt = deps.clock.instant(freeze?.at ?? { date: asOf, time: '14:00' });
    const then = tasks.map((task) => asItStood(task, asOf));
    await freezeRows(stores, round, then, { calendar, week, asOf, frozenAt });
  }
}

/** The task before what has happened to it since that day. */
function asItStood(task: Task, day: DateOnly): Task {
  const claimed = task.claimedOn !== null && task.claimedOn <= day;
  const closed = task.closedOn !== null && task.closedOn <= day;
  if (closed || (claimed && task.closedOn === null)) return task;
  if (task.claimedOn === null && task.closedOn === null) return task;
  const closure: ClosureState = claimed ? 'first_review' : 'open';
  return {
    ...task,
    closure,
    completion: 'not_done',
    claimedOn: claimed ? task.claimedOn : null,
    closedOn: null,
  };
}

function idOf<Key>(ids: ReadonlyMap<Key, string | undefined>, key: Key): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the example names ${String(key)}, which it does not have`);
  return id;
}
