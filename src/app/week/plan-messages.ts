import type { DateOnly } from '../../domain/calendar/date.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { Round } from '../../domain/task/round.ts';
import { isUnderReview } from '../../domain/task/task.ts';
import { composeDigest } from './digest.ts';
import { openAsks } from './open-asks.ts';
import { openLookBacks, warningsNow } from '../look-back/lists.ts';
import type { Deps } from '../ports.ts';
import type { NewOutbound } from '../message-stores.ts';
import type { Stores } from '../stores.ts';

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
  const tasks = await stores.tasks.list({ roundId: round.id });
  const asks = await openAsks({ stores, calendar, today, week: plan.week }, round, tasks);
  const owners = [...new Set(asks.flatMap(({ task }) => (task.owner ? [task.owner.id] : [])))];
  const messages = await toPeople(deps, stores, round, plan.kind, plan.week, owners);
  if (plan.kind === 'weekly') {
    messages.push(...(await toReviewers(deps, stores, round, plan.week)));
    messages.push(...(await toOffice(deps, stores, round, plan.week)));
  }
  const ids = await stores.outbound.add(
    // An operator who reminds now does not wait for a quiet minute either.
    plan.urgent
      ? messages.map((message) => ({ ...message, urgent: true, notBefore: message.createdAt }))
      : messages,
  );
  deps.log.info(
    { round: round.letter, kind: plan.kind, week: plan.week, people: owners.length },
    'reminders_planned',
  );
  return ids;
}

/** The ball is with them: whoever may review is told once a week what waits for his decision. */
async function toReviewers(deps: Deps, stores: Stores, round: Round, period: string): Promise<NewOutbound[]> {
  const waiting = (await stores.tasks.list({ roundId: round.id })).some(isUnderReview);
  if (!waiting) return [];
  const reviewers = [
    ...(await stores.people.withRole('reviewer', round.id)),
    ...(await stores.people.withRole('manager', round.id)),
  ];
  return toPeople(deps, stores, round, 'review', period, [...new Set(reviewers.map(({ id }) => id))]);
}

/** Once a week the managers are told what is to be looked at again, and which relapses are feared. */
async function toOffice(deps: Deps, stores: Stores, round: Round, period: string): Promise<NewOutbound[]> {
  const now = { stores, clock: deps.clock, today: deps.clock.local(deps.clock.now()).date };
  const own = new Set([round.id]);
  const isQuiet =
    (await openLookBacks(now, own)).items.length === 0 && (await warningsNow(now, own)).length === 0;
  if (isQuiet) return [];
  const managers = await stores.people.withRole('manager', round.id);
  return toPeople(
    deps,
    stores,
    round,
    'look_back',
    period,
    managers.map(({ id }) => id),
  );
}

/** WeCom is crowded at :00 and :30 (app-api §4.1): what would start there is spread over some minutes behind. */
function awayFromTheHour({ clock }: Deps, now: Date, index: number): Date {
  const minute = Number(clock.local(now).time.slice(3));
  if (minute % 30 > 1 && minute % 30 < 29) return now;
  return new Date(now.getTime() + (CROWDED_MINUTES * 60 + (index % SPREAD_S)) * 1000);
}

const CROWDED_MINUTES = 3;
const SPREAD_S = 240;

/** Also who has left gets a row: it says that he was not reached, and the managers are told. */
async function toPeople(
  deps: Deps,
  stores: Stores,
  round: Round,
  kind: string,
  period: string,
  personIds: readonly string[],
): Promise<NewOutbound[]> {
  const now = deps.clock.now();
  const people = await stores.people.all();
  return personIds.flatMap((personId, index) => {
    const person = people.find(({ id }) => id === personId);
    if (!person) return [];
    return [
      {
        personId,
        roundId: round.id,
        kind,
        period,
        address: { kind: 'person', userid: person.userid },
        notice: null,
        urgent: false,
        notBefore: awayFromTheHour(deps, now, index),
        createdAt: now,
      },
    ];
  });
}

/** The digest of a frozen week to the leading group; a round without a group has none. */
export async function planDigest(
  deps: Deps,
  stores: Stores,
  round: Round,
  { week, late }: { week: DateOnly; late: boolean },
): Promise<string[]> {
  const frozen = await stores.weeks.frozen(round.id, week);
  if (!frozen || !round.digestTarget) {
    deps.log.warn({ round: round.letter, week, frozen: frozen !== null }, 'digest_not_planned');
    return [];
  }
  const digest = await composeDigest({ stores, clock: deps.clock }, round, frozen);
  const now = deps.clock.now();
  return stores.outbound.add([
    {
      personId: null,
      roundId: round.id,
      kind: 'digest',
      period: week,
      address: round.digestTarget,
      notice: { ...digest, late },
      urgent: false,
      notBefore: now,
      createdAt: now,
    },
  ]);
}
