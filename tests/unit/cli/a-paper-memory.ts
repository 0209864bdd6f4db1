import type { Bulletin, BulletinStore, ProblemStore } from '../../../src/app/papers/paper-stores.ts';
import type { Public, Withheld } from '../../../src/domain/ledger/publication.ts';
import type { Task } from '../../../src/domain/task/task.ts';

export interface PaperMemory {
  /** By number of the problem. */
  withheld: Record<number, Withheld>;
  bulletins: Bulletin[];
}

export const emptyPapers = (): PaperMemory => ({ withheld: {}, bulletins: [] });

/** The problems are those of the tasks. */
export function paperStores(
  papers: PaperMemory,
  tasks: () => readonly Task[],
): { problems: ProblemStore; bulletins: BulletinStore } {
  const withheldOf = (no: number): Withheld => papers.withheld[no] ?? { party: null, society: null };
  return {
    problems: {
      async ofRound(roundId) {
        const own = tasks().filter((task) => task.roundId === roundId);
        return [...new Map(own.map((task) => [task.problem.no, task])).values()].map(
          ({ problem, category }) => ({
            id: String(problem.no),
            no: problem.no,
            title: problem.name,
            category: category.name,
            withheld: withheldOf(problem.no),
          }),
        );
      },
      categories: async () => [...new Set(tasks().map(({ category }) => category.name))],
      async withhold(id: string, from: Public, reason) {
        papers.withheld[Number(id)] = { ...withheldOf(Number(id)), [from]: reason };
      },
    },
    bulletins: {
      ofRound: async (roundId) => papers.bulletins.filter((each) => each.roundId === roundId),
      async issue(bulletin) {
        const { kind, week, roundId } = bulletin;
        const own = papers.bulletins.filter((each) => each.roundId === roundId);
        const issued = own.find((each) => each.kind === kind && each.week === week);
        if (issued) return { bulletin: issued, isNew: false };
        const fresh = { ...bulletin, number: own.length + 1 };
        papers.bulletins.push(fresh);
        return { bulletin: fresh, isNew: true };
      },
    },
  };
}
