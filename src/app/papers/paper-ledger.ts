import type { DateOnly } from '../../domain/calendar/date.ts';
import { DEFAULT_PAPER_SETTINGS } from '../../domain/ledger/paper-settings.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Deps } from '../ports.ts';
import type { Issued } from './papers.ts';
import { asSeenBy, pickLedger, type LedgerChoice } from './pick-ledger.ts';
import type { PaperLedger } from './report-facts.ts';

export interface PaperLedgerChoice extends LedgerChoice {
  /** The userid of who may see it; without it everything. */
  readonly as?: string;
}

/** The ledger that was chosen, as far as that person may see it. */
export async function paperLedger(deps: Deps, round: Round, choice: PaperLedgerChoice): Promise<PaperLedger> {
  const all = await pickLedger(deps, round, choice);
  const { rows, figures, meta } = choice.as === undefined ? all : await asSeenBy(deps, round, choice.as, all);
  const frozen = meta.weekNo === null ? null : await deps.store.weeks.frozen(round.id, meta.week);
  const takenAt = (frozen?.frozenAt ?? deps.clock.now()).toISOString();
  return { rows, figures, week: meta.week, weekNo: meta.weekNo, takenAt };
}

/** How the round's papers are made out, dated today unless said otherwise. */
export function issuedNow(
  { clock }: Pick<Deps, 'clock'>,
  round: Round,
  {
    date,
    linePitch,
    mark,
  }: { readonly date?: DateOnly; readonly linePitch?: number; readonly mark?: string } = {},
): Issued {
  const settings = { ...DEFAULT_PAPER_SETTINGS, ...round.settings.papers };
  return {
    settings: { ...settings, ...(linePitch !== undefined && { linePitch }) },
    date: date ?? clock.local(clock.now()).date,
    ...(mark !== undefined && { mark }),
  };
}
