import type { Task } from '../../domain/task/task.ts';
import type { ReviewSubject } from '../../domain/reply/result.ts';
import { tell, type Acting } from '../acting.ts';
import type { Done } from './prepared.ts';

export interface Decided {
  readonly what: ReviewSubject;
  readonly outcome: 'approved' | 'next_review' | 'returned';
  readonly due: Task['dueOn'];
  readonly reason: string;
  /** Of a closure. */
  readonly level?: number;
}

/** The one who asked gets the news, and the one who decided the same words. */
export async function announce(
  acting: Acting,
  task: Task,
  askedById: string,
  decided: Decided,
): Promise<Done> {
  const notice = { kind: 'decided', code: task.code, ...decided } as const;
  const asker = await acting.stores.people.byId(askedById);
  if (asker && decided.outcome !== 'next_review') tell(acting, asker, notice);
  return { outcome: 'decided', notice };
}
