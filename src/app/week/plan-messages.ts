import type { DateOnly } from '../../domain/calendar/date.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { Round } from '../../domain/task/round.ts';
import { mayReview } from '../../domain/task/transitions.ts';
import { DIGEST, DIGEST_PICTURE, pictureNotBefore } from '../delivery/after-digest.ts';
import { composeDigest } from './digest.ts';
import { askedOwners } from './asked-owners.ts';
import { inBatches } from './in-batches.ts';
import { openLookBacks, warningsNow } from '../look-back/lists.ts';
import type { Deps } from '../ports.ts';
import { reviewersOf } from '../supervision/waiting-reviews.ts';
import type { Stores } from '../stores.ts';
import { plannedMessages } from './planned-messages.ts';
import { standInsOn } from './stand-ins.ts';

/**
 * One row per official who needs to answer, unique by person, round, kind and week, so that no second run adds one.
 * What it says is decided when it is sent.
 */
export async function planReminderMessages(
  deps: Deps,
  stores: Stores,
  round: Round,
  calendar: WorkCalendar,
  plan: { kind: 'weekly' | 'nudge'; week: DateOnly; urgent?: boolean },
): Promise<string[]> {
  const { date: today } = deps.clock.local(deps.clock.now());
  const owners = await askedOwners({ stores, calendar, today, week: plan.week }, round);
  const standIns = await standInsOn(stores, today);
  const ids: string[] = [];
  const add = async (kind: string, people: readonly string[]) => {
    for (let first = 0; first < people.length; first += ADDED_AT_ONCE) {
      const what = { roundId: round.id, kind, period: plan.week, at: deps.clock.now(), first };
      const rows = await plannedMessages(deps, stores, what, people.slice(first, first + ADDED_AT_ONCE));
      // An operator who reminds now does not wait for a quiet minute either.
      const urgent = rows.map((row) => ({ ...row, urgent: true, notBefore: row.createdAt }));
      ids.push(...(await stores.outbound.add(plan.urgent ? urgent : rows)));
    }
  };
  await add(plan.kind, standIns.recipients(owners));
  if (plan.kind === 'weekly') {
    await add('review', standIns.recipients(await busyReviewers(stores, round)));
    await add('look_back', await concernedOffice(deps, stores, round));
  }
  deps.log.info(
    { round: round.letter, kind: plan.kind, week: plan.week, people: owners.length },
    'reminders_planned',
  );
  return ids;
}

/** So many rows are in memory, whatever the number of people. */
const ADDED_AT_ONCE = 2000;

/**
 * The ball is with them: reviewers are told once a week what waits for their decision. The managers, who may review as
 * well, are told only of a round in which something waits that no reviewer may decide.
 */
async function busyReviewers(stores: Stores, round: Round): Promise<string[]> {
  const reviewers = await stores.people.withRole('reviewer', round.id);
  const claimed = inBatches(
    (batch) => stores.weekPlan.claimed(round.id, batch),
    ({ task }) => task.no,
  );
  let waits = false;
  for await (const { task, request } of claimed) {
    waits = true;
    if (request && !reviewers.some(({ id }) => mayReview(id, task, request).ok))
      return (await reviewersOf(stores, [round])).map(({ id }) => id);
  }
  return waits ? reviewers.map(({ id }) => id) : [];
}

/** Once a week the managers are told what is to be looked at again, and which relapses are feared. */
async function concernedOffice(deps: Deps, stores: Stores, round: Round): Promise<string[]> {
  const now = { stores, clock: deps.clock, today: deps.clock.local(deps.clock.now()).date };
  const own = new Set([round.id]);
  const isQuiet =
    (await openLookBacks(now, own)).items.length === 0 && (await warningsNow(now, own)).length === 0;
  if (isQuiet) return [];
  return (await stores.people.withRole('manager', round.id)).map(({ id }) => id);
}

/** The digest of a frozen week to the leading group, and its picture behind it; a round without a group has none. */
export async function planDigest(
  deps: Deps,
  stores: Stores,
  round: Round,
  { week, late }: { week: DateOnly; late: boolean },
): Promise<string[]> {
  const frozen = await stores.weeks.frozenHead(round.id, week);
  if (!frozen || !round.digestTarget) {
    deps.log.warn({ round: round.letter, week, frozen: frozen !== null }, 'digest_not_planned');
    return [];
  }
  const digest = await composeDigest({ stores, clock: deps.clock }, round, {
    ...frozen,
    rows: stores.weeks.rowsOf(frozen.id),
  });
  const now = deps.clock.now();
  const row = {
    personId: null,
    roundId: round.id,
    period: week,
    address: round.digestTarget,
    urgent: false,
    createdAt: now,
  };
  const picture = { ...row, kind: DIGEST_PICTURE, notice: null, notBefore: pictureNotBefore(now) };
  return stores.outbound.add([
    { ...row, kind: DIGEST, notice: { ...digest, late }, notBefore: now },
    ...(round.settings.digestPicture ? [picture] : []),
  ]);
}
