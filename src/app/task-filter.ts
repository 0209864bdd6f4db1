import type { Viewer } from '../domain/access/relations.ts';

/* What is asked of the list of tasks. */

/** Both ends are in it. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

export interface TaskFilter {
  readonly roundId?: string;
  /** Of whom one is the owner or the contact. */
  readonly personIds?: readonly string[];
  readonly ids?: readonly string[];
  /** As people write it: with the round's letter only while several rounds run. */
  readonly code?: string;
  readonly codes?: readonly string[];
  /** Of any round, or with `roundId` of that one. */
  readonly nos?: readonly number[];
  /** Name of the lead unit. */
  readonly leadUnit?: string;
  /** Name of the owner, which several people may bear. */
  readonly owner?: string;
  /** Every task to which somebody stands in a relation, and perhaps some more of his unit. */
  readonly concerns?: Pick<Viewer, 'id' | 'unit' | 'headOf' | 'standsInFor'>;
  readonly removed?: boolean;
  readonly ended?: boolean;
  /** At most so many, from behind a task on: as a list is read page by page. */
  readonly page?: { readonly after: TaskPlace | null; readonly limit: number };
}

/** Where a task stands among those of all rounds. */
export interface TaskPlace {
  readonly letter: string;
  readonly no: number;
}
