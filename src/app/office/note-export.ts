import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Deps } from '../ports.ts';
import { OPERATOR, type DoneBy } from './done-by.ts';

export interface Exported {
  /** For whose eyes it was made; without it everything. */
  readonly as?: string | null | undefined;
  readonly week: DateOnly;
  readonly tasks: number;
  /** Which official document, where it is no ledger. */
  readonly paper?: string;
  /** What else tells one export from another: the audience, an issue, a code. */
  readonly which?: string;
  readonly by?: DoneBy;
}

/** A ledger or an official document left the house: that is remembered, and for whose eyes it was made. */
export async function noteExport(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  round: Pick<Round, 'id'>,
  { as = null, by = OPERATOR, ...what }: Exported,
): Promise<void> {
  await store.transaction((stores) =>
    stores.audit.append({
      at: clock.now(),
      ...by,
      event: what.paper === undefined ? 'ledger_exported' : 'paper_exported',
      subject: round.id,
      detail: { ...what, as },
    }),
  );
}
