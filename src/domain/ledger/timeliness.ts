import type { Timeliness } from '../task/light.ts';
import type { Figures, LedgerRow } from './ledger.ts';

/** How many tasks stand how against their deadlines; the parts are all there are. */
export type TimelinessCount = Readonly<Record<Timeliness, number>>;

/** Figures of its own, so that weeks frozen before it was counted have it too. */
export function countTimeliness(rows: readonly Pick<LedgerRow, 'timeliness'>[]): TimelinessCount {
  const countOf = (timeliness: Timeliness) => rows.filter((row) => row.timeliness === timeliness).length;
  return {
    not_due: countOf('not_due'),
    near: countOf('near'),
    overdue: countOf('overdue'),
    done_on_time: countOf('done_on_time'),
    done_late: countOf('done_late'),
    none: countOf('none'),
  };
}

/** A share with what it is made of (domain rule 4): of nothing there is none. */
export interface Rate {
  readonly part: number;
  readonly whole: number;
  /** 0 to 1, null where the whole is 0. */
  readonly share: number | null;
}

export interface Rates {
  /** 完成率: done of all tasks. */
  readonly completion: Rate;
  /** 按期完成率: done in time of those done or overdue; an extension moves the deadline. */
  readonly onTime: Rate;
  /** 填报率: answered of those asked this week. */
  readonly reply: Rate;
}

export function ratesOf(
  { tasks, answers }: Pick<Figures, 'tasks' | 'answers'>,
  { done_on_time: inTime, done_late: late, overdue }: TimelinessCount,
): Rates {
  return {
    completion: rateOf(tasks.done, tasks.total),
    onTime: rateOf(inTime, inTime + late + overdue),
    reply: rateOf(answers.answered, answers.asked),
  };
}

const rateOf = (part: number, whole: number): Rate => ({
  part,
  whole,
  share: whole === 0 ? null : part / whole,
});
