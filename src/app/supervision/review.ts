import type { RefusalReason } from '../../domain/message/notice.ts';
import type { ReviewSubject, SupervisionCommand } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';
import { closureFields, mayReview, moveClosure, reviewLevel } from '../../domain/task/transitions.ts';
import { changeTask, mayDo, taskByCode, tell, type Acting } from '../acting.ts';
import { refuse, type Done, type Prepared } from './prepared.ts';

type Decision = Extract<SupervisionCommand, { name: 'approve' | 'return' }>;

/** Checked: either why not, or what it takes. */
type Case = { readonly refusal: RefusalReason } | { readonly due: Task['dueOn']; decide(): Promise<Done> };

/** 同意 / 退回: a manager or reviewer decides a closure or an extension. */
export async function prepareDecision(acting: Acting, command: Decision, text: string): Promise<Prepared> {
  const task = await taskByCode(acting, command.item);
  if (!task) return refuse('no_such_item', command.item);
  const reason = command.name === 'return' ? reasonIn(text) : '';
  const found =
    reason === null
      ? ({ refusal: 'reason_missing' } as const)
      : await caseOf(acting, task, { name: command.name, what: command.what, reason });
  if ('refusal' in found) return refuse(found.refusal, task.code);
  return {
    kind: 'ready',
    preview: (cardId) => ({
      kind: 'preview',
      cardId,
      order: {
        do: command.name,
        what: command.what,
        code: task.code,
        title: task.title,
        due: found.due,
        reason: reason ?? '',
      },
    }),
    command,
    perform: found.decide,
  };
}

interface Verdict {
  readonly name: Decision['name'];
  readonly what: ReviewSubject;
  readonly reason: string;
}

function caseOf(acting: Acting, task: Task, verdict: Verdict): Promise<Case> {
  switch (verdict.what) {
    case 'closure':
      return closureCase(acting, task, verdict);
    case 'extension':
      return extensionCase(acting, task, verdict);
    case 'transfer':
    case 'help':
      return Promise.resolve({ refusal: 'nothing_to_decide' });
  }
}

async function closureCase(acting: Acting, task: Task, { name, reason }: Verdict): Promise<Case> {
  if (!mayDo(acting, 'review_closure', task)) return { refusal: 'not_permitted' };
  const request = await acting.stores.requests.pendingClosure(task.id);
  if (!request) return { refusal: 'nothing_to_decide' };
  const verdict = mayReview(acting.person.id, task, request);
  if (!verdict.ok) return { refusal: verdict.reason };
  const move = moveClosure(task, name, request.levels);
  if (move.kind !== 'moved') return { refusal: 'nothing_to_decide' };
  const outcome = move.to === 'closed' ? 'approved' : move.to === 'returned' ? 'returned' : 'next_review';
  return {
    due: null,
    async decide() {
      const level = reviewLevel(task);
      await changeTask(acting, task, closureFields(move.to, acting.today), `closure_${outcome}`, {
        reason,
        detail: { requestId: request.id, level },
      });
      await acting.stores.requests.addReview(request.id, {
        level,
        reviewerId: acting.person.id,
        approved: outcome !== 'returned',
        at: acting.now,
        reason,
      });
      if (outcome !== 'next_review') {
        const decision = outcome === 'approved' ? 'approved' : 'refused';
        await acting.stores.requests.decideClosure(request.id, { decision, at: acting.now, reason });
      }
      return announce(acting, task, request.submitterId, { what: 'closure', outcome, due: null, reason });
    },
  };
}

async function extensionCase(acting: Acting, task: Task, { name, reason }: Verdict): Promise<Case> {
  if (!mayDo(acting, 'decide_extension', task)) return { refusal: 'not_permitted' };
  const request = await acting.stores.requests.pendingExtension(task.id);
  if (!request) return { refusal: 'nothing_to_decide' };
  if (request.askedById === acting.person.id) return { refusal: 'own_submission' };
  const approved = name === 'approve';
  return {
    due: request.dueOn,
    async decide() {
      await acting.stores.requests.decideExtension(request.id, {
        decision: approved ? 'approved' : 'refused',
        byId: acting.person.id,
        at: acting.now,
      });
      if (approved) await changeTask(acting, task, { dueOn: request.dueOn }, 'extension_approved');
      const outcome = approved ? 'approved' : 'returned';
      return announce(acting, task, request.askedById, {
        what: 'extension',
        outcome,
        due: request.dueOn,
        reason,
      });
    },
  };
}

/** The one who asked gets the news. */
async function announce(
  acting: Acting,
  task: Task,
  askedById: string,
  decided: {
    what: 'closure' | 'extension';
    outcome: 'approved' | 'next_review' | 'returned';
    due: Task['dueOn'];
    reason: string;
  },
): Promise<Done> {
  const notice = { kind: 'decided', code: task.code, ...decided } as const;
  const asker = await acting.stores.people.byId(askedById);
  if (asker && decided.outcome !== 'next_review') tell(acting, asker, notice);
  return { outcome: 'decided', notice };
}

/** What follows the first colon or comma; a return without it is refused (domain rule 8). */
function reasonIn(text: string): string | null {
  const reason = text.replace(/^[^:：,，]*[:：,，]?/, '').trim();
  return reason === '' ? null : reason;
}
