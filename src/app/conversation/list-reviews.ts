import { newCardId } from '../supervision/supervise.ts';
import { reviewCardOf, waitingLine, waitingReviews } from '../supervision/waiting-reviews.ts';
import { byRound } from '../week/round-now.ts';
import { answer, type Turn } from './turn.ts';

/** Cards sent at once beside the list: what more there is waits its turn (app-api §4.2 limits a person's messages). */
const CARDS = 3;

/** 待审: what this person may decide, the oldest with their cards. */
export async function listReviews(turn: Turn): Promise<string> {
  const waiting = await waitingReviews(turn, turn.person);
  if (waiting.length !== 1) {
    const tasks = [];
    for (const each of waiting) tasks.push(await waitingLine(turn, each));
    answer(turn, { kind: 'reviews_waiting', tasks, ...byRound(turn) });
  }
  for (const each of waiting.slice(0, CARDS)) answer(turn, await reviewCardOf(turn, each, newCardId()));
  return 'reviews_listed';
}
