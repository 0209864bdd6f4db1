import type { Deps } from '../ports.ts';
import type { FrozenWeek } from '../week/week-stores.ts';
import { baseSince } from '../week/movement-since.ts';
import { linesNow } from '../week/round-now.ts';
import { viewerOf } from '../acting.ts';
import { visibleTasks } from '../../domain/access/permissions.ts';
import { addDays, mondayOf, type DateOnly } from '../../domain/calendar/date.ts';
import { checkFigures } from '../../domain/ledger/check-figures.ts';
import { computeFigures } from '../../domain/ledger/figures.ts';
import type { FigureError, LedgerRow } from '../../domain/ledger/ledger.ts';
import { compareWeeks, type LedgerSince } from '../../domain/ledger/movement.ts';
import type { Round } from '../../domain/task/round.ts';
import { AppError } from '../../errors.ts';
import type { PrintedLedger } from '../documents.ts';

/** Which ledger is meant: that of a week by any of its days, by its number, or as it stands now. */
export interface LedgerChoice {
  readonly week?: DateOnly;
  readonly number?: number;
}

/** The round of that letter, or the only active one. @throws AppError not_found | usage */
export async function pickRound({ store }: Deps, letter: string | undefined): Promise<Round> {
  if (letter !== undefined) {
    const round = await store.rounds.byLetter(letter);
    if (!round) throw new AppError('not_found', `there is no round ${letter}`);
    return round;
  }
  const [round, ...others] = await store.rounds.active();
  if (!round) throw new AppError('not_found', 'no round is active');
  if (others.length > 0) {
    const letters = [round, ...others].map((each) => each.letter).join(', ');
    throw new AppError('usage', `several rounds are active (${letters}): name one with --round`);
  }
  return round;
}

/** @throws AppError not_found, or import_invalid with the sums when the figures do not close (domain rule 4). */
export async function pickLedger(deps: Deps, round: Round, choice: LedgerChoice): Promise<PrintedLedger> {
  const frozen = await findFrozen(deps, round, choice);
  const ledger = frozen ? frozenLedger(deps, round, frozen) : await ledgerNow(deps, round);
  refuseOpenSums(checkFigures(ledger.figures));
  const [previous] = await deps.store.weeks.frozenBefore(round.id, ledger.meta.week, 1);
  return { ...ledger, since: previous ? await sinceWeek(deps, round, previous, ledger) : null };
}

/** @throws AppError import_invalid with the sums that do not close (domain rule 4) */
export function refuseOpenSums(errors: readonly FigureError[]): void {
  if (errors.length === 0) return;
  throw new AppError('import_invalid', `the figures do not close: ${JSON.stringify(errors)}`);
}

async function sinceWeek(
  { store }: Deps,
  round: Round,
  previous: FrozenWeek,
  ledger: Pick<PrintedLedger, 'rows' | 'figures'>,
): Promise<LedgerSince> {
  const { base, errors } = await baseSince(store, round, previous, ledger);
  refuseOpenSums(errors);
  const { number, week, rows } = previous;
  return { number, week, rows, movement: { ...compareWeeks(rows, ledger.rows), ...(base && { base }) } };
}

/** Null when the ledger as it stands now is meant. @throws AppError not_found */
export async function findFrozen(
  { store, clock }: Deps,
  round: Round,
  choice: LedgerChoice,
): Promise<FrozenWeek | null> {
  if (choice.week === undefined && choice.number === undefined) return null;
  const next = addDays(mondayOf(clock.local(clock.now()).date), 7);
  const frozen =
    choice.week === undefined
      ? (await store.weeks.frozenBefore(round.id, next, ALL)).find(({ number }) => number === choice.number)
      : await store.weeks.frozen(round.id, mondayOf(choice.week));
  if (frozen) return frozen;
  const which =
    choice.week === undefined ? `number ${choice.number}` : `the week of ${mondayOf(choice.week)}`;
  throw new AppError('not_found', `round ${round.letter} has no frozen ledger of ${which}`);
}

/** More weeks than any round lasts. */
const ALL = 1000;

type Alone = Omit<PrintedLedger, 'since'>;

function frozenLedger({ clock }: Deps, round: Round, frozen: FrozenWeek): Alone {
  const { rows, figures, week, number, sha256 } = frozen;
  const { date, time } = clock.local(frozen.frozenAt);
  return {
    rows,
    figures,
    meta: {
      roundName: round.name,
      weekNo: number,
      week,
      asOf: figures.asOf,
      frozenAt: `${date} ${time}`,
      sha256,
    },
  };
}

async function ledgerNow({ store, clock }: Deps, round: Round): Promise<Alone> {
  const { date: today } = clock.local(clock.now());
  const week = mondayOf(today);
  const calendar = await store.workCalendar();
  const tasks = await store.tasks.list({ roundId: round.id, ended: true });
  const rows = await linesNow({ stores: store, calendar, today, week }, round, tasks);
  const meta = { roundName: round.name, weekNo: null, week, asOf: today, frozenAt: null, sha256: null };
  return { rows, figures: computeFigures({ rows, asOf: today }), meta };
}

/**
 * The part of a ledger that the person may see, by the scope his lists have; figures and all.
 * @throws AppError not_found when nobody active has the userid
 */
export async function asSeenBy(
  { store, clock }: Deps,
  round: Round,
  userid: string,
  { rows: all, meta, since }: PrintedLedger,
): Promise<PrintedLedger> {
  const person = await store.people.byUserid(userid);
  if (!person?.active) throw new AppError('not_found', `nobody active here has the userid ${userid}`);
  const tasks = await store.tasks.list({ roundId: round.id, removed: true, ended: true });
  const { date: today } = clock.local(clock.now());
  const visible = new Set(visibleTasks(await viewerOf(store, person, today), tasks).map(({ id }) => id));
  const rows = all.filter(({ taskId }) => visible.has(taskId));
  // The hash is that of the whole week.
  const sha256 = rows.length === all.length ? meta.sha256 : null;
  return {
    rows,
    figures: computeFigures({ rows, asOf: meta.asOf }),
    meta: { ...meta, sha256 },
    since: since && partOf(since, rows, visible),
  };
}

/** How the base changed is told of the whole round only: what became of a task may be out of sight. */
function partOf(
  { number, week, rows: all }: LedgerSince,
  current: readonly LedgerRow[],
  visible: ReadonlySet<string>,
): LedgerSince {
  const rows = all.filter(({ taskId }) => visible.has(taskId));
  return { number, week, rows, movement: compareWeeks(rows, current) };
}
