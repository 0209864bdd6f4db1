import type { ReplyStatus } from '../result.ts';
import type { Claim } from './claim.ts';

/** One status for one task, `in_doubt` when it must be asked for, or null when nothing was said. */
export type Combined = ReplyStatus | 'in_doubt' | null;

/** Weighs what the clauses about one task say together; in the order in which they were said. */
export function combine(claims: readonly Claim[]): Combined {
  const states = claims.map(({ status }) => status);
  const isApplied = claims.some(({ reason }) => reason === 'application');
  const weights = claims.map((claim) =>
    isApplied && claim.reason === 'count' ? ('agrees' as const) : weightBesideDone(claim),
  );
  if (states.includes(null)) {
    // "社区说完成了，我还没核实" leaves the doubt; "好像完成了，还差签字" does not.
    const isOpen = claims.every(
      ({ reason, whole, aside }, index) =>
        weights[index] === 'agrees' || (reason === 'negation' && !whole && aside === null),
    );
    return isOpen || states.includes('done') ? 'in_doubt' : 'in_progress';
  }
  if (states.includes('basically_done')) return 'basically_done';
  if (states.includes('done')) {
    if (weights.includes('contradicts')) return 'in_doubt';
    return weights.includes('lessens') ? 'in_progress' : 'done';
  }
  if (states.includes('not_started')) return isUnderWay(claims) ? 'in_progress' : 'not_started';
  return states.find((status) => status === 'ongoing') ?? states[0] ?? null;
}

/** What remains of "done" when this is said as well. */
function weightBesideDone({ status, reason, whole, aside }: Claim): 'agrees' | 'lessens' | 'contradicts' {
  const isAfterwards = aside === 'evidence' || aside === 'followUp';
  switch (reason) {
    case 'negation':
      return whole ? 'contradicts' : isAfterwards ? 'agrees' : 'lessens';
    case 'remainder':
      return isAfterwards ? 'agrees' : 'lessens';
    case 'plan':
      return whole && !isAfterwards ? 'contradicts' : aside === 'check' ? 'lessens' : 'agrees';
    case 'progress':
      return isAfterwards ? 'agrees' : aside === 'check' ? 'lessens' : 'contradicts';
    case 'part':
    case 'count':
      return 'contradicts';
    case 'standing':
      return status === 'not_started' ? 'contradicts' : 'agrees';
    case 'doubt':
    case 'application':
    case 'completion':
    case 'stage':
    case 'activity':
    case 'hint':
      return 'agrees';
  }
}

/** "还没开工，正在办手续": something is being done for it. */
const isUnderWay = (claims: readonly Claim[]): boolean =>
  claims.some(({ reason }) => ['progress', 'activity', 'stage', 'part', 'count'].includes(reason));
