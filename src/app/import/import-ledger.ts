import { DEFAULT_ROUND_SETTINGS } from '../../domain/task/round.ts';
import { isUnderReview } from '../../domain/task/task.ts';
import { AppError } from '../../errors.ts';
import type { Directory } from '../channel.ts';
import { OPERATOR, type DoneBy } from '../office/done-by.ts';
import type { ImportPlan, LedgerSheet, PlannedRound, PlannedTask } from './import-plan.ts';
import { findRound, type ImportDeps, type WantedRound } from './import-round.ts';
import { namedUnits, planRows } from './import-rows.ts';
import type { Deps } from '../ports.ts';
import type { Cause, NewTask, Stores } from '../stores.ts';

/**
 * What importing a file would do; nothing is written. Every bad row is listed with all its reasons, and so is every
 * name that cannot be told.
 * @throws AppError usage when it is not clear which round is meant.
 */
export async function planImport(
  deps: ImportDeps,
  input: LedgerSheet & {
    /** Null for the only active round; an empty name for a round that exists. */
    readonly round: WantedRound | null;
    readonly directory: Directory | null;
  },
): Promise<ImportPlan> {
  const round = await findRound(deps, input.round);
  const tasks = round.kind === 'existing' ? await deps.store.tasks.list({ roundId: round.id }) : [];
  return planRows(deps, round, tasks, input);
}

export interface ImportOptions {
  readonly by?: DoneBy;
  /** Leaves out the rows with faults. */
  readonly skipBad?: boolean;
  /** Hears how many tasks have been saved, of how many. */
  readonly saved?: ((tasks: number, of: number) => void) | undefined;
}

export interface Imported {
  readonly roundId: string;
  readonly problems: number;
  readonly tasks: number;
}

/**
 * Writes what was planned, all or nothing. A plan with bad rows is written only when they are to be skipped, and never
 * when the file is marked secret.
 * @throws AppError import_invalid when nothing may be written, or the round has changed since the plan was made.
 */
export async function carryOutImport(
  deps: Pick<Deps, 'store' | 'clock'>,
  plan: ImportPlan,
  { skipBad = false, saved, by = OPERATOR }: ImportOptions = {},
): Promise<Imported> {
  const why = importRefusal(plan, skipBad);
  if (why !== null) throw new AppError('import_invalid', REFUSED[why](plan));
  return deps.store.transaction(async (stores) => {
    const roundId = await saveRound(stores, plan);
    await saveTasks(stores, plan, { roundId, cause: addedBy(deps.clock.now(), by), saved });
    const imported = { roundId, problems: plan.problems.length, tasks: plan.tasks.length };
    await stores.audit.append({
      at: deps.clock.now(),
      actor: by.actor,
      source: 'import',
      event: 'tasks_imported',
      subject: roundId,
      detail: {
        round: plan.round.letter,
        problems: imported.problems,
        tasks: imported.tasks,
        skippedLines: [...new Set(plan.badRows.map(({ line }) => line))],
        peopleAdded: plan.newPeople.map(({ userid }) => userid),
      },
    });
    return imported;
  }, LONG);
}

/** A large file takes minutes. */
const LONG = { long: true } as const;

export type ImportRefusal = 'secret' | 'faults_left' | 'nothing_read';

/** Why a plan may not be carried out; null when it may. */
export function importRefusal({ badRows, tasks }: ImportPlan, skipBad: boolean): ImportRefusal | null {
  if (badRows.some(({ code }) => code === 'secrecy_mark')) return 'secret';
  if (badRows.length > 0 && !skipBad) return 'faults_left';
  return tasks.length === 0 ? 'nothing_read' : null;
}

/** For operators; the pages have words of their own. */
const REFUSED: Readonly<Record<ImportRefusal, (plan: ImportPlan) => string>> = {
  secret: () => 'the file is marked secret',
  faults_left: ({ badRows }) => `${badRows.length} faults must be mended or skipped first`,
  nothing_read: () => 'there is no task to import',
};

async function saveRound(stores: Stores, { round, tasks }: ImportPlan): Promise<string> {
  if (await hasChanged(stores, round, tasks)) {
    throw new AppError('import_invalid', `round ${round.letter} has changed meanwhile: import again`);
  }
  if (round.kind === 'existing') return round.id;
  const { letter, name, startedOn } = round;
  const settings = DEFAULT_ROUND_SETTINGS;
  return stores.rounds.create({ letter, name, source: '', startedOn, settings, digestTarget: null });
}

async function hasChanged(
  stores: Stores,
  round: PlannedRound,
  tasks: readonly PlannedTask[],
): Promise<boolean> {
  if (round.kind === 'new') return (await stores.rounds.byLetter(round.letter)) !== null;
  const used = new Set((await stores.tasks.list({ roundId: round.id, removed: true })).map(({ no }) => no));
  return tasks.some(({ no }) => used.has(no));
}

async function saveTasks(
  stores: Stores,
  plan: ImportPlan,
  { roundId, cause, saved }: { roundId: string; cause: Cause; saved: ImportOptions['saved'] },
): Promise<void> {
  const problems = await saveProblems(stores, plan, roundId);
  const units = await saveUnits(stores, plan);
  const people = await savePeople(stores, plan, units);
  const personId = (userid: string | null) => (userid === null ? null : idOf(people, userid.toLowerCase()));
  const rows = plan.tasks.map((task): NewTask => {
    const { unit, leader, owner, contact } = task;
    return {
      ...fieldsOf(task),
      roundId,
      problemId: idOf(problems, task.problemNo),
      leaderId: personId(leader),
      leadUnitId: unit === null ? null : idOf(units, unit),
      ownerId: personId(owner),
      contactId: personId(contact),
      supportUnitIds: task.supports.map((name) => idOf(units, name)),
    };
  });
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const batch = rows.slice(from, from + AT_ONCE);
    const ids = await stores.tasks.addAll(batch, cause);
    for (const [index, task] of batch.entries()) await claimAgain(stores, task, ids[index] ?? '', cause.at);
    saved?.(from + batch.length, rows.length);
  }
}

/** Tasks written with one statement. */
const AT_ONCE = 500;

/** What the file has under review is claimed anew: its claims are not in the file. */
async function claimAgain(stores: Stores, task: NewTask, taskId: string, at: Date): Promise<void> {
  if (!isUnderReview(task) || task.ownerId === null) return;
  const levels = DEFAULT_ROUND_SETTINGS.closureLevels;
  await stores.requests.addClosure({ taskId, submitterId: task.ownerId, at, levels, claimedFrom: 'open' });
}

const addedBy = (at: Date, { actor }: DoneBy): Cause => ({
  at,
  actor,
  source: 'import',
  event: 'task_added',
});

type LinkedField =
  'roundId' | 'problemId' | 'leaderId' | 'leadUnitId' | 'ownerId' | 'contactId' | 'supportUnitIds';

function fieldsOf(task: PlannedTask): Omit<NewTask, LinkedField> {
  const { no, title, measures, horizon, completion, closure, dueOn, claimedOn, closedOn, remark } = task;
  const deadlines = { dueOn, originalDueOn: dueOn, reviewEveryDays: null };
  return { no, title, measures, horizon, completion, closure, ...deadlines, claimedOn, closedOn, remark };
}

async function saveProblems(
  stores: Stores,
  plan: ImportPlan,
  roundId: string,
): Promise<ReadonlyMap<number, string>> {
  const categories = new Map<string, string>();
  const existing = new Set((await stores.tasks.list({ roundId })).map(({ category }) => category.name));
  for (const name of plan.categories) {
    existing.add(name);
    categories.set(name, await stores.rounds.saveCategory({ roundId, no: existing.size, name }));
  }
  return stores.rounds.saveProblems(
    roundId,
    plan.problems.map(({ no, category, title, cause }) => {
      return { categoryId: idOf(categories, category), no, title, finding: '', cause };
    }),
  );
}

async function saveUnits(stores: Stores, { tasks }: ImportPlan): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const name of namedUnits(tasks)) ids.set(name, await stores.people.saveUnit({ name, headId: null }));
  return ids;
}

/** Ids by userid in lower case. Whoever is there already keeps his roles and his unit. */
async function savePeople(
  stores: Stores,
  { newPeople }: ImportPlan,
  units: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const people = await stores.people.all();
  const ids = new Map(people.map(({ userid, id }) => [userid.toLowerCase(), id]));
  for (const { userid, name, departments } of newPeople) {
    if (ids.has(userid.toLowerCase())) continue;
    const unit = departments.find((department) => units.has(department));
    const unitId = (unit !== undefined && units.get(unit)) || null;
    ids.set(userid.toLowerCase(), await stores.people.save({ userid, name, unitId, roles: [] }));
  }
  return ids;
}

function idOf<Key>(ids: ReadonlyMap<Key, string>, key: Key): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`the plan names ${String(key)}, which was not saved`);
  return id;
}
