import type { ReviewSubject, SupervisionCommand } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';
import { closureFields, mayReview, moveClosure, reviewLevel } from '../../domain/task/transitions.ts';
import { changeTask, mayDo, tell, type Acting } from '../acting.ts';
import { announce, type Decided } from './announce.ts';
import type { Case, Verdict } from './case.ts';
import { claimOf, lacksEvidence } from './claim.ts';
import { extensionCase } from './decide-extension.ts';
import { helpCase, transferCase } from './decide-handover.ts';
import { findTask } from './find-task.ts';
import { refuse, type Prepared } from './prepared.ts';
import { reasonIn } from './reason.ts';

type Decision = Extract<SupervisionCommand, { name: 'approve' | 'return' }>;

/** 同意 / 退回: a manager or reviewer decides a closure or an extension. */
export async function prepareDecision(acting: Acting, command: Decision, text: string): Promise<Prepared> {
  const looked = await findTask(acting, command.item);
  if ('refused' in looked) return looked.refused;
  const { task } = looked;
  const reason = reasonOf(command, text);
  const found =
    reason === null
      ? ({ refusal: 'reason_missing' } as const)
      : await caseOf(acting, task, { ...command, reason });
  if ('refusal' in found) return refuse(found.refusal, task.code, found.notice);
  return {
    kind: 'ready',
    preview: (cardId) => ({
      kind: 'preview',
      cardId,
      order: found.order ?? {
        do: command.name,
        what: command.what,
        code: task.code,
        title: task.title,
        due: found.due,
        reason: reason ?? '',
      },
    }),
    command: found.command ?? command,
    perform: found.decide,
  };
}

/** A return has to say why (domain rule 8); of help that was settled, how is passed on. */
function reasonOf({ name, what }: Decision, text: string): string | null {
  if (name === 'return') return reasonIn(text);
  return what === 'help' ? (reasonIn(text) ?? '') : '';
}

const CASES: Readonly<
  Record<ReviewSubject, (acting: Acting, task: Task, verdict: Verdict) => Promise<Case>>
> = {
  closure: closureCase,
  extension: extensionCase,
  transfer: transferCase,
  help: helpCase,
};

const caseOf = (acting: Acting, task: Task, verdict: Verdict): Promise<Case> =>
  CASES[verdict.what](acting, task, verdict);

async function closureCase(acting: Acting, task: Task, { name, reason }: Verdict): Promise<Case> {
  if (!mayDo(acting, 'review_closure', task)) return { refusal: 'not_permitted' };
  const request = await acting.stores.requests.pendingClosure(task.id);
  if (!request) return { refusal: 'nothing_to_decide' };
  const verdict = mayReview(acting.person.id, task, request);
  if (!verdict.ok) return { refusal: verdict.reason };
  if (name === 'approve' && (await lacksEvidence(acting, task))) return { refusal: 'evidence_missing' };
  const move = moveClosure(task, name, request);
  if (move.kind !== 'moved') return { refusal: 'nothing_to_decide' };
  const outcome = move.to === 'closed' ? 'approved' : move.to === 'returned' ? 'returned' : 'next_review';
  const claim = await claimOf(acting, task);
  return {
    due: null,
    order: { do: name, what: 'closure', code: task.code, title: task.title, due: null, reason, claim },
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
      const decided = { what: 'closure', outcome, due: null, reason, level } as const;
      if (outcome === 'returned') await tellOwner(acting, task, request.submitterId, decided);
      return announce(acting, task, request.submitterId, decided);
    },
  };
}

/** What was returned is the owner's again, also when somebody else had claimed it for him. */
async function tellOwner(acting: Acting, task: Task, submitterId: string, decided: Decided): Promise<void> {
  const owner = task.owner && task.owner.id !== submitterId ? task.owner.id : null;
  const person = owner === null ? null : await acting.stores.people.byId(owner);
  if (person) tell(acting, person, { kind: 'decided', code: task.code, ...decided });
}
