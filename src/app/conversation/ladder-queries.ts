import { mayDo } from '../acting.ts';
import { listDeputies } from '../office/deputies.ts';
import { answer, type Turn } from './turn.ts';

/** Who stands in for whom, and who will. */
export async function showDeputies(turn: Turn): Promise<string> {
  answer(turn, { kind: 'deputies', deputies: await listDeputies(turn.stores, turn.today) });
  return 'deputies_shown';
}

/** Letters that wait for a signature. */
export async function showLetters(turn: Turn): Promise<string> {
  const tasks = (await turn.stores.tasks.list({})).filter((task) => mayDo(turn, 'sign_letter', task));
  const letters = [];
  for (const round of turn.rounds) letters.push(...(await turn.stores.letters.ofRound(round.id, ['draft'])));
  answer(turn, {
    kind: 'letters',
    letters: letters
      .filter(({ taskId }) => tasks.some(({ id }) => id === taskId))
      .map(({ draftedAt, content: { code, title, unit, days, newLimit } }) => ({
        code,
        title,
        unit,
        days,
        newLimit,
        draftedOn: turn.clock.local(draftedAt).date,
      })),
  });
  return 'letters_shown';
}
