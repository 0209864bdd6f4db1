import type { Public } from '../../domain/ledger/publication.ts';
import type { Round } from '../../domain/task/round.ts';
import { AppError } from '../../errors.ts';
import { OPERATOR, type DoneBy } from '../office/done-by.ts';
import type { Deps } from '../ports.ts';
import type { ProblemRecord } from './paper-stores.ts';

/**
 * A problem is not published to those people any more, or again. The log keeps who said so and why.
 * @throws AppError not_found
 */
export async function withhold(
  deps: Pick<Deps, 'store' | 'clock' | 'words'>,
  round: Round,
  order: Withholding,
): Promise<ProblemRecord> {
  const done = await change(deps, round, order);
  if ('refused' in done) throw new Error('nobody said what stood there before');
  return done;
}

/** The same, unless somebody has changed it since `before` was read. */
export const withholdIfSame = (
  deps: Pick<Deps, 'store' | 'clock' | 'words'>,
  round: Round,
  order: Withholding & { readonly before: string | null },
): Promise<ProblemRecord | ChangedMeanwhile> => change(deps, round, order);

interface Withholding {
  readonly no: number;
  readonly from: Public;
  /** Null publishes it again. */
  readonly reason: string | null;
  readonly by?: DoneBy;
}

type ChangedMeanwhile = { readonly refused: 'changed_meanwhile' };

async function change(
  { store, clock, words }: Pick<Deps, 'store' | 'clock' | 'words'>,
  round: Round,
  order: Withholding & { readonly before?: string | null },
): Promise<ProblemRecord | ChangedMeanwhile> {
  const { no, from, by = OPERATOR } = order;
  const reason = order.reason === null ? null : words.maskNumbers(order.reason);
  return store.transaction(async (stores) => {
    const problem = (await stores.problems.ofRound(round.id)).find((each) => each.no === no);
    if (!problem) throw new AppError('not_found', `round ${round.letter} has no problem ${no}`);
    const before = problem.withheld[from];
    if (order.before !== undefined && order.before !== before) return { refused: 'changed_meanwhile' };
    if (before === reason) return problem;
    await stores.problems.withhold(problem.id, from, reason);
    await stores.audit.append({
      at: clock.now(),
      ...by,
      event: reason === null ? 'problem_published' : 'problem_withheld',
      subject: problem.id,
      from: { [from]: before },
      to: { [from]: reason },
      reason: reason ?? '',
      detail: { round: round.letter, problemNo: no, from },
    });
    return { ...problem, withheld: { ...problem.withheld, [from]: reason } };
  });
}
