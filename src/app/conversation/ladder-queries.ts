import { whyStopped } from '../../domain/reminder/escalation.ts';
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
  const letters = [];
  for (const round of turn.rounds) letters.push(...(await turn.stores.letters.ofRound(round.id, ['draft'])));
  const ids = letters.map(({ taskId }) => taskId);
  const tasks = (await turn.stores.tasks.list({ ids })).filter((task) => mayDo(turn, 'sign_letter', task));
  answer(turn, {
    kind: 'letters',
    letters: letters.flatMap(({ taskId, draftedAt, content: { code, title, unit, days, newLimit } }) => {
      const task = tasks.find(({ id }) => id === taskId);
      if (!task) return [];
      const draftedOn = turn.clock.local(draftedAt).date;
      return [{ code, title, unit, days, newLimit, draftedOn, stopped: whyStopped(task, turn.today) }];
    }),
  });
  return 'letters_shown';
}
