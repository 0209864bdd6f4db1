import type { Public } from '../../domain/ledger/publication.ts';
import type { Round } from '../../domain/task/round.ts';
import { AppError } from '../../errors.ts';
import { OPERATOR, type DoneBy } from '../office/done-by.ts';
import type { Deps } from '../ports.ts';
import type { ProblemRecord } from './paper-stores.ts';

/**
 * A problem is not published to those people any more, or again. The log keeps who said so and why.
 * @param order `reason` null publishes it again
 * @throws AppError not_found
 */
export async function withhold(
  { store, clock, words }: Pick<Deps, 'store' | 'clock' | 'words'>,
  round: Round,
  order: {
    readonly no: number;
    readonly from: Public;
    readonly reason: string | null;
    readonly by?: DoneBy;
  },
): Promise<ProblemRecord> {
  const { no, from, by = OPERATOR } = order;
  const reason = order.reason === null ? null : words.maskNumbers(order.reason);
  return store.transaction(async (stores) => {
    const problem = (await stores.problems.ofRound(round.id)).find((each) => each.no === no);
    if (!problem) throw new AppError('not_found', `round ${round.letter} has no problem ${no}`);
    const before = problem.withheld[from];
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
