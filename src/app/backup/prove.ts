import { createHash } from 'node:crypto';
import { dateOnly } from '../../domain/calendar/date.ts';
import { canonicalPiece } from '../../domain/ledger/canonical.ts';
import { findReplayDifferences } from '../audit/find-replay-differences.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';
import { hashOf } from '../week/freeze-week.ts';
import type { FrozenHead } from '../week/week-stores.ts';

/** What a restored database was found to be. */
export interface Proof {
  readonly entries: number;
  readonly anchors: number;
  readonly weeks: number;
  readonly tasks: number;
  /** In English, for the operator; empty when all is as it was. */
  readonly faults: readonly string[];
}

/**
 * Whether the log is whole and agrees with its anchors, whether every frozen week is what its hash and the log say, and
 * whether every task is what its history leads to.
 */
export async function prove(deps: Pick<Deps, 'store' | 'anchors'>): Promise<Proof> {
  const { rows, anchors, fault } = await verifyAudit(deps);
  const faults = fault ? [`audit log: entry ${fault.seq} (${fault.what})`] : [];
  let weeks = 0;
  for (const { id, letter } of await deps.store.rounds.all()) {
    for await (const week of frozenWeeks(deps.store, id)) {
      weeks += 1;
      if (!(await isAsFrozen(deps.store, week)))
        faults.push(`round ${letter}: the ledger of ${week.week} is not what was frozen`);
    }
  }
  const { tasks, differences } = await findReplayDifferences(deps);
  if (differences.length > 0) faults.push(`${differences.length} tasks are not what their history leads to`);
  return { entries: rows, anchors, weeks, tasks, faults };
}

const NEVER = dateOnly('9999-12-31');

/** The newest first, one at a time. */
async function* frozenWeeks(stores: Pick<Stores, 'weeks'>, roundId: string): AsyncGenerator<FrozenHead> {
  for (let before = NEVER; ;) {
    const [week] = await stores.weeks.headsBefore(roundId, before, 1);
    if (!week) return;
    yield week;
    before = week.week;
  }
}

/** By its own hash and those of its parts, and by the one the chained log has of it. */
async function isAsFrozen(
  { audit, weeks }: Pick<Stores, 'audit' | 'weeks'>,
  { id, sha256 }: FrozenHead,
): Promise<boolean> {
  const [entry] = await audit.list({ subjects: [id], limit: 1 });
  const logged = entry?.event === 'week_frozen' ? Reflect.get(entry.detail, 'sha256') : sha256;
  const whole = createHash('sha256').update('[');
  let isFirst = true;
  for await (const part of weeks.partsOf(id)) {
    if (hashOf(part.rows) !== part.sha256) return false;
    whole.update((isFirst ? '' : ',') + canonicalPiece(part.rows.toSorted((a, b) => a.no - b.no)));
    isFirst = false;
  }
  return whole.update(']').digest('hex') === sha256 && logged === sha256;
}
