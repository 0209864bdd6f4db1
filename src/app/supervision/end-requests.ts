import type { ReviewSubject } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Acting } from '../acting.ts';

/** Something that was asked for and ends undecided. */
interface Ended {
  readonly what: ReviewSubject;
  readonly askedById: string;
}

/**
 * What is pending about a task that is split, merged, withdrawn or stopped ends with it.
 * @returns what ended, so that those who had asked are told
 */
export async function endRequests(acting: Acting, task: Task, reason: string): Promise<Ended[]> {
  const { requests, handovers } = acting.stores;
  const decision = { decision: 'withdrawn', at: acting.now, reason } as const;
  const byId = acting.person.id;
  const ended: Ended[] = [];
  const closure = await requests.pendingClosure(task.id);
  if (closure) {
    await requests.decideClosure(closure.id, decision);
    ended.push({ what: 'closure', askedById: closure.submitterId });
  }
  const extension = await requests.pendingExtension(task.id);
  if (extension) {
    await requests.decideExtension(extension.id, { ...decision, byId });
    ended.push({ what: 'extension', askedById: extension.askedById });
  }
  for (const what of ['transfer', 'help'] as const) {
    const asked = await handovers.pending(task.id, what);
    if (!asked) continue;
    await handovers.decide(asked.id, { ...decision, byId });
    ended.push({ what, askedById: asked.askedById });
  }
  return ended;
}
