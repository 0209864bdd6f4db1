import type { Round } from '../../domain/task/round.ts';
import { byUrgency } from '../../domain/reminder/recipients.ts';
import type { Acting } from '../acting.ts';
import { asksOf, type Awaited } from './asks-of.ts';

/** Whom a round's week asks, who is asked most urgently first: the recipients of `planReminders`. */
export async function askedOwners(
  now: Pick<Acting, 'stores' | 'calendar' | 'today' | 'week'>,
  round: Round,
): Promise<readonly string[]> {
  const firsts = new Map<string, Awaited>();
  for await (const ask of asksOf(now, round)) {
    const before = firsts.get(ask.ownerId);
    if (before === undefined || inOrder(ask, before) < 0) firsts.set(ask.ownerId, ask);
  }
  return [...firsts].toSorted(([, a], [, b]) => inOrder(a, b)).map(([ownerId]) => ownerId);
}

const inOrder = (a: Awaited, b: Awaited): number => byUrgency(a, b) || a.no - b.no;
