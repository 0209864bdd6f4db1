import { groupBy } from '../group-by.ts';
import type { Ask, AskReason, PlannedReminder } from './plan.ts';

/** One recipient per owner with all he is asked, the most urgent first; equally urgent asks keep their order. */
export function recipientsOf(asks: readonly Ask[]): PlannedReminder[] {
  const byOwner = groupBy(asks.toSorted(byUrgency), (ask) => ask.task.owner?.id);
  return [...byOwner].flatMap(([personId, own]) => (personId === undefined ? [] : [{ personId, asks: own }]));
}

/** Overdue before near before the rest (domain rule 6); longest overdue and fewest days left first. */
export function byUrgency(a: Pick<Ask, 'reason'>, b: Pick<Ask, 'reason'>): number {
  const [rankA, weightA] = urgency(a.reason);
  const [rankB, weightB] = urgency(b.reason);
  return rankA - rankB || weightA - weightB;
}

function urgency(reason: AskReason): readonly [rank: number, weight: number] {
  switch (reason.kind) {
    case 'overdue':
      return [0, -reason.days];
    case 'near':
      return [1, reason.workingDays];
    case 'stage':
      return [1, reason.passed ? -1 : 0];
    case 'review_due':
    case 'no_entry':
      return [2, 0];
  }
}
