import type { LookBackLine } from '../../domain/message/look-back-notice.ts';
import type { Acting } from '../acting.ts';
import { isRefused, roundsToSee, type NotPermitted } from '../may-look.ts';
import { openLookBacks } from './lists.ts';

/** What is still to be looked at again in the rounds that are the person's to check. */
export async function readLookBacks(
  acting: Acting,
): Promise<{ readonly items: readonly LookBackLine[] } | NotPermitted> {
  const rounds = await roundsToSee(acting, 'look_backs', ['check_look_back']);
  if (isRefused(rounds)) return rounds;
  const { items } = await openLookBacks(acting, new Set(rounds.map(({ id }) => id)));
  return { items };
}
