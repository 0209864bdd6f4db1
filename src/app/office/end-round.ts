import { AppError } from '../../errors.ts';
import type { Deps } from '../ports.ts';
import { OPERATOR, type DoneBy } from './done-by.ts';

export interface EndedRound {
  /** Messages and steps of the week that will not be. */
  readonly messages: number;
  readonly steps: number;
}

/** What ending it would leave open, for whoever says yes. */
export async function openTasksOf({ store }: Pick<Deps, 'store'>, letter: string): Promise<number> {
  const round = (await store.rounds.active()).find((each) => each.letter === letter);
  if (!round) throw new AppError('not_found', `no round ${letter} is active`);
  return store.tasks.countOpen(round.id);
}

/**
 * Ends a round: it is asked about, frozen and posted no more, and what was planned of it is skipped. Its tasks, answers
 * and ledgers stay. Codes lose their letter when one round remains.
 * @throws AppError not_found when no such round is active
 */
export async function endRound(
  { store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>,
  letter: string,
  by: DoneBy = OPERATOR,
): Promise<EndedRound> {
  const round = (await store.rounds.active()).find((each) => each.letter === letter);
  if (!round) throw new AppError('not_found', `no round ${letter} is active`);
  const at = clock.now();
  const ended = await store.transaction(async (stores) => {
    // Waits until a worker that is at its steps has finished.
    await stores.weeks.claimDue(round.id, at);
    const steps = await stores.weeks.skipPlanned(round.id, 'round_over', at);
    const messages = await stores.outbound.skipPlanned(round.id, 'round_over', at);
    await stores.rounds.end(round.id, clock.local(at).date);
    await stores.audit.append({
      at,
      ...by,
      event: 'round_ended',
      subject: round.id,
      detail: { letter, steps, messages },
    });
    return { steps, messages };
  });
  log.info({ round: letter, ...ended }, 'round_ended');
  return ended;
}
