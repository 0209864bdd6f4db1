import { DEFAULT_PAPER_SETTINGS, type PaperSettings } from '../../domain/ledger/paper-settings.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Deps } from '../ports.ts';

/** How a round's papers are made out from now on. */
export async function setPaperSettings(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  round: Round,
  change: Partial<PaperSettings>,
): Promise<PaperSettings> {
  const papers = { ...round.settings.papers, ...change };
  await store.transaction(async (stores) => {
    await stores.rounds.setSettings(round.id, { ...round.settings, papers });
    await stores.audit.append({
      at: clock.now(),
      actor: 'operator',
      source: 'command',
      event: 'papers_set',
      subject: round.id,
      from: round.settings.papers ?? {},
      to: papers,
      detail: { round: round.letter },
    });
  });
  return { ...DEFAULT_PAPER_SETTINGS, ...papers };
}
