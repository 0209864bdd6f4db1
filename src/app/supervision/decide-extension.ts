import { deadlineOf } from '../../domain/task/light.ts';
import { isClosed, type Task } from '../../domain/task/task.ts';
import { changeTask, mayDo, note, type Acting } from '../acting.ts';
import { announce } from './announce.ts';
import type { Case, Verdict } from './case.ts';

/**
 * An extension that was asked for in time is decided whenever the office comes to it, also when the deadline has passed
 * meanwhile. The office may grant another day; the deadline the round began with stays (domain rule 8).
 */
export async function extensionCase(acting: Acting, task: Task, verdict: Verdict): Promise<Case> {
  if (!mayDo(acting, 'decide_extension', task)) return { refusal: 'not_permitted' };
  const request = await acting.stores.requests.pendingExtension(task.id);
  if (!request) return { refusal: 'nothing_to_decide' };
  if (request.askedById === acting.person.id) return { refusal: 'own_submission' };
  const { reason } = verdict;
  if (verdict.name === 'return') {
    return {
      due: request.dueOn,
      async decide() {
        await decide(acting, request.id, { decision: 'refused', reason });
        await note(acting, 'extension_returned', task.id, { reason, detail: { requestId: request.id } });
        const said = { what: 'extension', outcome: 'returned', due: request.dueOn, reason } as const;
        return announce(acting, task, request.askedById, said);
      },
    };
  }
  const due = verdict.due ?? request.dueOn;
  const dueOn = deadlineOf(task);
  if (isClosed(task)) return { refusal: 'closed' };
  if (dueOn === null) return { refusal: 'no_deadline' };
  if (due <= dueOn) return { refusal: 'not_later' };
  return {
    due,
    async decide() {
      await decide(acting, request.id, { decision: 'approved', reason, grantedOn: due });
      const detail = { requestId: request.id, askedFor: request.dueOn };
      await changeTask(acting, task, { dueOn: due }, 'extension_approved', { reason, detail });
      return announce(acting, task, request.askedById, {
        what: 'extension',
        outcome: 'approved',
        due,
        reason,
      });
    },
  };
}

const decide = (
  { stores, person, now }: Acting,
  requestId: string,
  decision: Pick<Parameters<typeof stores.requests.decideExtension>[1], 'decision' | 'grantedOn' | 'reason'>,
): Promise<void> => stores.requests.decideExtension(requestId, { ...decision, byId: person.id, at: now });
