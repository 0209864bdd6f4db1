import { mayHandOver } from '../../domain/task/base-changes.ts';
import type { AuditDeed } from '../../domain/audit/events.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayDo, note, type Acting } from '../acting.ts';
import { announce } from './announce.ts';
import type { Case, Verdict } from './case.ts';
import { findPerson } from './find-person.ts';
import { handOver, handOverOrder } from './hand-over.ts';

/** 转办: asked by the owner, who names somebody; the office says who it is. */
export async function transferCase(acting: Acting, task: Task, verdict: Verdict): Promise<Case> {
  if (!mayDo(acting, 'decide_transfer', task)) return { refusal: 'not_permitted' };
  const request = await acting.stores.handovers.pending(task.id, 'transfer');
  if (!request) return { refusal: 'nothing_to_decide' };
  if (request.askedById === acting.person.id) return { refusal: 'own_submission' };
  const { reason } = verdict;
  if (verdict.name === 'return') {
    return {
      due: null,
      decide: () => settle(acting, task, request, { what: 'transfer', outcome: 'returned', reason }),
    };
  }
  const standing = mayHandOver(task);
  if (!standing.ok) return { refusal: standing.reason };
  const found = await findPerson(acting, verdict.to ?? request.toName ?? '', task.code);
  if ('refusal' in found) return found;
  const to = found.person;
  if (task.owner?.id === to.id) return { refusal: 'already_owner' };
  return {
    due: null,
    order: handOverOrder([task], to),
    command: { name: 'approve', item: task.code, what: 'transfer', to: to.userid },
    decide: () => handOver(acting, [task], to, { event: 'transferred', reason }),
  };
}

/** 需协调: the office has seen to it, or will not; the one who asked is told. */
export async function helpCase(acting: Acting, task: Task, verdict: Verdict): Promise<Case> {
  if (!mayDo(acting, 'settle_help', task)) return { refusal: 'not_permitted' };
  const request = await acting.stores.handovers.pending(task.id, 'help');
  if (!request) return { refusal: 'nothing_to_decide' };
  const outcome = verdict.name === 'approve' ? 'approved' : 'returned';
  return {
    due: null,
    decide: () => settle(acting, task, request, { what: 'help', outcome, reason: verdict.reason }),
  };
}

/** An approved transfer is a hand-over. */
type Settled = { readonly reason: string } & (
  | { readonly what: 'transfer'; readonly outcome: 'returned' }
  | { readonly what: 'help'; readonly outcome: 'approved' | 'returned' }
);

const deedOf = ({ what, outcome }: Settled): AuditDeed =>
  what === 'transfer' ? 'transfer_returned' : `help_${outcome}`;

async function settle(
  acting: Acting,
  task: Task,
  request: { id: string; askedById: string },
  settled: Settled,
) {
  const { what, outcome, reason } = settled;
  const decision = outcome === 'approved' ? 'approved' : 'refused';
  await acting.stores.handovers.decide(request.id, {
    decision,
    byId: acting.person.id,
    at: acting.now,
    reason,
  });
  await note(acting, deedOf(settled), task.id, { reason, detail: { requestId: request.id } });
  return announce(acting, task, request.askedById, { what, outcome, due: null, reason });
}
