import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Deps } from '../ports.ts';

/** A ledger left the house: that is remembered, and for whose eyes it was made. */
export async function noteExport(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  round: Round,
  {
    as = null,
    ...what
  }: { readonly as: string | undefined | null; readonly week: DateOnly; readonly tasks: number },
): Promise<void> {
  await store.transaction((stores) =>
    stores.audit.append({
      at: clock.now(),
      actor: 'operator',
      source: 'command',
      event: 'ledger_exported',
      subject: round.id,
      detail: { ...what, as },
    }),
  );
}
