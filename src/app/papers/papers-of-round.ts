import { addDays, mondayOf, type DateOnly } from '../../domain/calendar/date.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Deps } from '../ports.ts';
import { letterRegister, type LetterLine } from './letter-facts.ts';
import type { BulletinKind, ProblemRecord } from './paper-stores.ts';

/** What a round has in papers, and of what more can be made. */
export interface PapersOfRound {
  /** Frozen ones, newest first. */
  readonly weeks: readonly { readonly number: number; readonly week: DateOnly; readonly asOf: DateOnly }[];
  /** Newest first. */
  readonly bulletins: readonly {
    readonly number: number;
    readonly kind: BulletinKind;
    readonly week: DateOnly;
    readonly issuedOn: DateOnly;
  }[];
  /** The register, newest first. */
  readonly letters: readonly LetterLine[];
  readonly problems: readonly Omit<ProblemRecord, 'id'>[];
}

/** More weeks than any round lasts. */
const ALL = 1000;

export async function papersOfRound(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  round: Round,
): Promise<PapersOfRound> {
  const next = addDays(mondayOf(clock.local(clock.now()).date), 7);
  const weeks = await store.weeks.figuresBefore(round.id, next, ALL);
  const bulletins = await store.bulletins.ofRound(round.id);
  return {
    weeks: weeks.map(({ number, week, figures }) => ({ number, week, asOf: figures.asOf })),
    bulletins: bulletins
      .map(({ number, kind, week, issuedAt }) => {
        return { number, kind, week, issuedOn: clock.local(issuedAt).date };
      })
      .toReversed(),
    letters: (await letterRegister({ store, clock }, round)).toReversed(),
    problems: (await store.problems.ofRound(round.id)).map(({ no, title, category, withheld }) => {
      return { no, title, category, withheld };
    }),
  };
}
