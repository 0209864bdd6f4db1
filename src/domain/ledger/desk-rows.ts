import type { DateOnly } from '../calendar/date.ts';
import type { ReplyStatus } from '../reply/result.ts';
import type { Light } from '../task/light.ts';
import type { ClosureState, Completion, Horizon } from '../task/task.ts';

/** A task as the office's long table finds, sorts and counts it: what is cheap to know of thousands. */
export interface DeskRow {
  readonly taskId: string;
  readonly problemId: string;
  /** Letter of its round. */
  readonly round: string;
  readonly no: number;
  readonly code: string;
  readonly title: string;
  readonly category: string;
  readonly problem: string;
  readonly unit: string;
  readonly leader: string;
  readonly owner: string;
  readonly dueOn: DateOnly | null;
  readonly originalDueOn: DateOnly | null;
  readonly horizon: Horizon;
  readonly completion: Completion;
  readonly closure: ClosureState;
  readonly light: Light;
  readonly overdueDays: number;
  /** This week's standing answer, 补报 included: who has answered late is not asked once more. */
  readonly reported: ReplyStatus | null;
  readonly reportedLate: boolean;
}

/** What is not said does not narrow. People and units are meant by name, as filters stand in addresses people share. */
export interface DeskFilter {
  readonly round?: string | undefined;
  readonly category?: string | undefined;
  readonly unit?: string | undefined;
  readonly leader?: string | undefined;
  readonly owner?: string | undefined;
  readonly light?: readonly Light[] | undefined;
  readonly closure?: readonly ClosureState[] | undefined;
  readonly horizon?: readonly Horizon[] | undefined;
  /** `no`: open, and without an answer this week. */
  readonly reported?: 'yes' | 'no' | undefined;
  /** In title, problem, finding, owner; a code as a whole. */
  readonly search?: string | undefined;
}

/** Names of which a round may have more than anybody would choose from. */
export const DESK_NAMES = ['unit', 'leader', 'owner'] as const;
export type DeskName = (typeof DESK_NAMES)[number];

export const DESK_SORTS = ['no', 'due', 'overdue', 'unit', 'owner', 'leader', 'category'] as const;
export type DeskSort = (typeof DESK_SORTS)[number];

export interface DeskOrder {
  readonly by: DeskSort;
  readonly descending: boolean;
}

/** Where a page ends: what its last row is sorted by, so that rows that come and go neither repeat nor hide others. */
export type DeskPlace = readonly [key: string | number, round: string, no: number];

/** Without a deadline stands behind every deadline. */
const NEVER = '9999-12-31';

const KEYS: Readonly<Record<DeskSort, (row: DeskRow) => string | number>> = {
  no: () => 0,
  due: ({ dueOn }) => dueOn ?? NEVER,
  overdue: ({ overdueDays }) => overdueDays,
  unit: ({ unit }) => unit,
  owner: ({ owner }) => owner,
  leader: ({ leader }) => leader,
  category: ({ category }) => category,
};

export const placeOf = (row: DeskRow, { by }: DeskOrder): DeskPlace => [KEYS[by](row), row.round, row.no];

export interface DeskFigures {
  readonly total: number;
  /** Parts of `total`. */
  readonly lights: Readonly<Record<Light, number>>;
  /** Open ones without an answer this week. Within the others, never added. */
  readonly unreported: number;
}
