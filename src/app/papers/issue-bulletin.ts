import { createHash } from 'node:crypto';
import { addDays, mondayOf, type DateOnly } from '../../domain/calendar/date.ts';
import { checkFigures } from '../../domain/ledger/check-figures.ts';
import type { Round } from '../../domain/task/round.ts';
import { AppError } from '../../errors.ts';
import { OPERATOR, type DoneBy } from '../office/done-by.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';
import type { FrozenWeek } from '../week/week-stores.ts';
import type { Bulletin, BulletinKind } from './paper-stores.ts';
import { stateOfRound, type StateOfRound } from './state-of-round.ts';

/** An issue of 通报 with what it says. */
export interface BulletinFacts {
  readonly number: number;
  readonly kind: BulletinKind;
  readonly issuedOn: DateOnly;
  readonly state: StateOfRound;
}

/** Weekly: any day of the week. Monthly: any day of the month, whose last frozen week it is made of. */
export interface BulletinOrder {
  readonly kind: BulletinKind;
  readonly day: DateOnly;
  readonly by?: DoneBy;
}

/** More weeks than any round lasts. */
const ALL = 1000;

/**
 * Issues the bulletin of a frozen week or month under the next number; one that was issued stays as it was.
 * @throws AppError not_found without a frozen week, import_invalid with the sums when a figure does not close
 */
export async function issueBulletin(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  round: Round,
  { kind, day, by = OPERATOR }: BulletinOrder,
): Promise<BulletinFacts> {
  const now = clock.now();
  return store.transaction(async (stores) => {
    const weeks = await stores.weeks.frozenBefore(round.id, addDays(mondayOf(clock.local(now).date), 7), ALL);
    const frozen = weeks.find(inPeriod[kind](day));
    if (!frozen)
      throw new AppError('not_found', `round ${round.letter} has no frozen week of ${day} (${kind})`);
    const errors = checkFigures(frozen.figures);
    if (errors.length > 0)
      throw new AppError('import_invalid', `the figures do not close: ${JSON.stringify(errors)}`);
    const state = await stateOfRound(stores, round, ledgerOf(frozen), previousOf(weeks, frozen, kind));
    const content = { state };
    const draft = {
      roundId: round.id,
      kind,
      week: frozen.week,
      issuedAt: now,
      content,
      sha256: hashOf(content),
    };
    const { bulletin, isNew } = await stores.bulletins.issue(draft);
    if (isNew) await noteIssue(stores, round, { ...bulletin, by });
    return factsOf(bulletin, clock.local(bulletin.issuedAt).date);
  });
}

const inPeriod: Readonly<Record<BulletinKind, (day: DateOnly) => (week: FrozenWeek) => boolean>> = {
  weekly: (day) => (frozen) => frozen.week === mondayOf(day),
  // Newest first: the last one whose figures are of that month.
  monthly: (day) => (frozen) => frozen.figures.asOf.slice(0, 7) === day.slice(0, 7),
};

/** What is compared with: the week before, or the last one of an earlier month. */
const previousOf = (
  weeks: readonly FrozenWeek[],
  current: FrozenWeek,
  kind: BulletinKind,
): FrozenWeek | null =>
  weeks.find(
    ({ week, figures }) =>
      week < current.week &&
      (kind === 'weekly' || figures.asOf.slice(0, 7) < current.figures.asOf.slice(0, 7)),
  ) ?? null;

const ledgerOf = ({ rows, figures, week, number }: FrozenWeek) => ({ rows, figures, week, weekNo: number });

/** The issue of that number. @throws AppError not_found */
export async function issuedBulletin(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  round: Round,
  number: number,
): Promise<BulletinFacts> {
  const bulletin = (await store.bulletins.ofRound(round.id)).find((each) => each.number === number);
  if (!bulletin) throw new AppError('not_found', `round ${round.letter} has no bulletin ${number}`);
  if (hashOf(bulletin.content) !== bulletin.sha256)
    throw new AppError('import_invalid', `bulletin ${number} is not what was issued: its hash differs`);
  return factsOf(bulletin, clock.local(bulletin.issuedAt).date);
}

const factsOf = ({ number, kind, content }: Bulletin, issuedOn: DateOnly): BulletinFacts => ({
  number,
  kind,
  issuedOn,
  ...(content as Pick<BulletinFacts, 'state'>),
});

async function noteIssue(
  stores: Stores,
  round: Round,
  { number, kind, week, issuedAt, sha256, by }: Bulletin & { readonly by: DoneBy },
): Promise<void> {
  await stores.audit.append({
    at: issuedAt,
    ...by,
    event: 'bulletin_issued',
    subject: round.id,
    detail: { round: round.letter, number, kind, week, sha256 },
  });
}

/** Of JSON that is the same whatever order the database keeps keys in. */
const hashOf = (content: object): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex');

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]: [string, unknown]) => [key, sorted(inner)]));
}
