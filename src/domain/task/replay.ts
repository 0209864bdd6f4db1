/*
 * A task's history is in the audit log: every change with the fields before and after. Folded in their order they give
 * the task as it is, or somebody changed the one without the other.
 */

/** The fields of a task that the log tells of, by the names it tells them. */
export const REPLAYED_FIELDS = [
  'roundId',
  'no',
  'title',
  'leaderId',
  'leadUnitId',
  'ownerId',
  'contactId',
  'horizon',
  'completion',
  'closure',
  'dueOn',
  'originalDueOn',
  'reviewEveryDays',
  'claimedOn',
  'closedOn',
  'remark',
  'reportedUp',
  'removed',
  'mergedIntoId',
  'splitFromId',
] as const;

export type ReplayedField = (typeof REPLAYED_FIELDS)[number];

/** As JSON has them: dates are texts, what is not there is null. */
export type TaskState = Readonly<Record<ReplayedField, unknown>>;

/** One entry of the log about a task. */
export interface LoggedChange {
  /** Names the entry where it does not fit: its sequence number. */
  readonly seq: string;
  readonly from: object | null;
  readonly to: object | null;
  readonly refused: boolean;
}

export interface Misfit {
  readonly field: ReplayedField;
  /** The entry whose `from` is not what the entries before it led to; null: the task as it is now. */
  readonly seq: string | null;
  readonly recorded: unknown;
  readonly replayed: unknown;
}

export interface Replay {
  /** Null when no entry says how the task began. */
  readonly state: TaskState | null;
  readonly misfits: readonly Misfit[];
}

/** Folds what was logged of one task, oldest first, into its state. */
export function replayTask(history: readonly LoggedChange[]): Replay {
  let state: TaskState | null = null;
  const misfits: Misfit[] = [];
  for (const { seq, from, to, refused } of history) {
    if (refused || to === null) continue;
    const before: TaskState | null = state;
    if (before !== null && from !== null) misfits.push(...misfitsOf(before, from, seq));
    state = { ...(before ?? NOT_SAID), ...fieldsIn(to) };
  }
  return { state, misfits };
}

/** Where a task's row is not what its history leads to. */
export function compareReplay(row: TaskState, { state, misfits }: Replay): readonly Misfit[] {
  return state === null ? misfits : [...misfits, ...misfitsOf(state, row, null)];
}

const NOT_SAID: TaskState = Object.fromEntries(REPLAYED_FIELDS.map((field) => [field, null])) as TaskState;

function misfitsOf(replayed: TaskState, recorded: object, seq: string | null): Misfit[] {
  const fields = fieldsIn(recorded);
  return REPLAYED_FIELDS.flatMap((field) =>
    !(field in fields) || same(fields[field], replayed[field])
      ? []
      : [{ field, seq, recorded: fields[field], replayed: replayed[field] }],
  );
}

const fieldsIn = (logged: object): Partial<TaskState> => {
  const known: Readonly<Record<string, unknown>> = { ...logged };
  return Object.fromEntries(
    REPLAYED_FIELDS.flatMap((field) => (field in known ? [[field, known[field] ?? null]] : [])),
  );
};

/** Values are scalars, or flat objects such as `reportedUp`. */
const same = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

const canonical = (value: unknown): string =>
  JSON.stringify(
    value !== null && typeof value === 'object'
      ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
      : (value ?? null),
  );
