import type { Round } from '../../domain/task/round.ts';
import { AppError } from '../../errors.ts';
import type { PlannedRound } from './import-plan.ts';
import type { Deps } from '../ports.ts';

export type ImportDeps = Pick<Deps, 'store' | 'words' | 'clock' | 'log'>;

/** A round as somebody asks for it; without a name it must be there already. */
export interface WantedRound {
  readonly letter: string;
  readonly name: string;
}

/** The round that was asked for, there already or to be made; null asks for the only active one. @throws AppError usage */
export async function findRound(deps: ImportDeps, wanted: WantedRound | null): Promise<PlannedRound> {
  const active = await deps.store.rounds.active();
  if (wanted === null) return existing(onlyOf(active));
  const round = active.find(({ letter }) => letter === wanted.letter);
  if (!round) return newRound(deps, wanted);
  if (wanted.name !== '' && wanted.name !== round.name) {
    throw new AppError('usage', `round ${round.letter} is there already, as "${round.name}"`);
  }
  return existing(round);
}

/** A round that is to be made and starts today. @throws AppError usage when the letter or the name will not do. */
export async function newRound(
  { store, clock }: ImportDeps,
  wanted: WantedRound,
): Promise<PlannedRound & { kind: 'new' }> {
  const { letter } = wanted;
  const name = wanted.name.trim();
  if (!/^[A-Z]$/.test(letter)) throw new AppError('usage', 'the letter of a round is one of A to Z');
  if (await store.rounds.byLetter(letter))
    throw new AppError('usage', `a round has the letter ${letter} already`);
  if (name === '') throw new AppError('usage', `round ${letter} would be new: give it a name with --name`);
  return { kind: 'new', letter, name, startedOn: clock.local(clock.now()).date };
}

const existing = ({ id, letter, name }: Round): PlannedRound => ({ kind: 'existing', id, letter, name });

function onlyOf(active: readonly Round[]): Round {
  const [round, ...others] = active;
  if (!round) throw new AppError('usage', 'no round is active: make one with --round and --name');
  if (others.length === 0) return round;
  const letters = active.map(({ letter }) => letter).join(', ');
  throw new AppError('usage', `several rounds are active (${letters}): choose one with --round`);
}
