import { roundsWhere } from '../../domain/access/permissions.ts';
import type { LocalTime } from '../../domain/calendar/date.ts';
import { boardOf, type Board } from '../../domain/ledger/board.ts';
import { computeFigures } from '../../domain/ledger/figures.ts';
import type { FigureError } from '../../domain/ledger/ledger.ts';
import { TREND_WEEKS } from '../../domain/ledger/wall-chart.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Acting } from '../acting.ts';
import type { Deps } from '../ports.ts';
import { chartedRows } from './round-lines.ts';

/* The leaders' screen 挂图作战: a round as it stands now, from the rows and figures that digests are made of. */

export interface BoardRead {
  /** Those the person may see, by letter. */
  readonly rounds: readonly { readonly letter: string; readonly name: string }[];
  /** The letter of the round that is shown; null when there is none. */
  readonly letter: string | null;
  readonly board: Board | null;
  /** The sums that do not close; then there is no board (domain rule 4). */
  readonly errors: readonly FigureError[];
  /** When it was made from the data. */
  readonly at: LocalTime;
  readonly version: string;
}

/** The board of a round by its letter, or of the first one; null when the person may not see such a round. */
export type ReadBoard = (acting: Acting, letter: string | undefined) => Promise<BoardRead | null>;

type Made = Pick<BoardRead, 'board' | 'errors' | 'at' | 'version'>;

/** Several screens show the same: what was made last is kept for as long as nothing has changed. */
export function createBoards(): ReadBoard {
  const kept = new Map<string, Made>();
  return async (acting, letter) => {
    const rounds = roundsWhere(acting.person, 'see_week', acting.rounds);
    const round = rounds.find((candidate) => letter === undefined || candidate.letter === letter);
    if (!round && letter !== undefined) return null;
    const version = await boardVersion({ store: acting.stores, clock: acting.clock });
    const known = round && kept.get(round.id);
    const made = known?.version === version ? known : await make(acting, round ?? null, version);
    if (round) kept.set(round.id, made);
    return {
      rounds: rounds.map((each) => ({ letter: each.letter, name: each.name })),
      letter: round?.letter ?? null,
      ...made,
    };
  };
}

/** Whether there may be something new to show: every change leaves an entry in the audit log, and lights turn at night. */
export async function boardVersion({
  store,
  clock,
}: {
  readonly store: { readonly audit: Pick<Deps['store']['audit'], 'newest'> };
  readonly clock: Deps['clock'];
}): Promise<string> {
  const { date } = clock.local(clock.now());
  return `${date}:${(await store.audit.newest()) ?? 0}`;
}

async function make(acting: Acting, round: Round | null, version: string): Promise<Made> {
  const at = acting.clock.local(acting.now);
  if (round === null) return { board: null, errors: [], at, version };
  const { stores, today, week } = acting;
  const rows = await chartedRows(acting, round);
  const before = await stores.weeks.figuresBefore(round.id, week, TREND_WEEKS - 1);
  const made = boardOf({
    roundName: round.name,
    weekNo: null,
    sha256: null,
    rows,
    figures: computeFigures({ rows, asOf: today }),
    before: before.toReversed(),
  });
  return made.kind === 'board'
    ? { board: made.board, errors: [], at, version }
    : { board: null, errors: made.errors, at, version };
}
