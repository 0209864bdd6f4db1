import { mayDo, note, type Acting } from '../acting.ts';
import { ladderFacts, stillStands } from '../week/ladder-facts.ts';
import { plannedMessages } from '../week/planned-messages.ts';
import { standInsOn } from '../week/stand-ins.ts';

/**
 * The office decides what the ladder proposed: then it is taken, or declined, and from that day on the next rung has
 * its grace. What was closed, answered or extended meanwhile is not sent any more.
 * @param by names the decision
 * @returns null when nothing of it waits for this person's decision
 */
export async function decideEscalation(
  acting: Acting,
  { taskIds, yes, by }: { readonly taskIds: readonly string[]; readonly yes: boolean; readonly by: string },
): Promise<{ readonly tasks: number } | null> {
  const { stores, now, today } = acting;
  const tasks = (await stores.tasks.list({ ids: taskIds })).filter((task) =>
    mayDo(acting, 'decide_escalation', task),
  );
  const told = new Map<string, Set<string>>();
  let [decided, sent] = [0, 0];
  for (const facts of await ladderFacts(acting, tasks)) {
    const { task } = facts;
    const step = facts.taken.find(({ state }) => state === 'proposed');
    if (!step) continue;
    const state = yes && stillStands(step, facts, today) ? 'done' : 'declined';
    if (!(await stores.ladder.decide(step.id, { state, on: today, at: now }))) continue;
    decided += 1;
    await note(acting, `escalation_${state}`, task.id, { detail: { rung: step.rung, toIds: step.toIds } });
    if (state === 'declined') continue;
    sent += 1;
    const ofRound = told.get(task.roundId) ?? new Set();
    told.set(task.roundId, new Set([...ofRound, ...step.toIds]));
  }
  if (decided === 0) return null;
  const standIns = await standInsOn(stores, today);
  for (const [roundId, ids] of told) {
    const what = { roundId, kind: 'escalation', period: `${today}:${by}`, at: now };
    acting.outbox.push(...(await plannedMessages(acting, stores, what, standIns.recipients([...ids]))));
  }
  return { tasks: yes ? sent : decided };
}
