import type { Notice } from '../../domain/message/notice.ts';
import type { Round } from '../../domain/task/round.ts';
import { openLookBacks, warningsNow } from '../look-back/lists.ts';
import type { Deps } from '../ports.ts';

/** What the office learns once a week, as things are now; null when nothing is due and no warning is new to that person. */
export async function lookBacksDue(
  { store: stores, clock }: Deps,
  rounds: readonly Round[],
  personId: string,
): Promise<Notice | null> {
  const now = { stores, clock, today: clock.local(clock.now()).date };
  const roundIds = new Set(rounds.map(({ id }) => id));
  const { items, points } = await openLookBacks(now, roundIds);
  const told = await stores.lookBacks.warnedOf(personId);
  const warnings = (await warningsNow(now, roundIds)).filter(({ key }) => !told.has(key));
  if (items.length + warnings.length === 0) return null;
  return { kind: 'look_backs_due', items, points, warnings };
}
