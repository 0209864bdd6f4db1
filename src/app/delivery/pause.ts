import { groupBy } from '../../domain/group-by.ts';
import { decideStep, sends } from '../../domain/calendar/due-steps.ts';
import { isStale } from '../../domain/reminder/shelf-life.ts';
import type { AuditSource } from '../audit/audit-stores.ts';
import type { SendingPause, WaitingMessage } from './pause-stores.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';
import type { WeekStepRow } from '../week/week-stores.ts';
import { climbNow } from '../week/climb-ladder.ts';
import { ensureWeeks } from '../week/run-due-steps.ts';
import { DIGEST } from './after-digest.ts';

/*
 * Stops all sending, of every kind and by every channel, receipts included: whoever stops it has a reason to let nothing
 * out. What comes in is received and recorded as ever. Resuming brings no burst: what is out of date is not sent, and
 * what a backup's system may have sent before it was lost is for a person to decide.
 */

export interface PauseOrder {
  /** userid, or `operator`. */
  readonly by: string;
  readonly reason: string;
  readonly source: AuditSource;
}

/** The pause there is now, and whether this call began it. */
export async function pauseSending(
  { store, clock, log }: Pick<Deps, 'store' | 'clock' | 'log'>,
  { by, reason, source }: PauseOrder,
): Promise<{ pause: SendingPause; begun: boolean }> {
  const since = clock.now();
  return store.transaction(async (stores) => {
    const begun = await stores.pause.begin({ since, by, reason, backupOf: null });
    const pause = await stores.pause.current();
    if (!pause) throw new Error('the pause was ended at the same moment: once more');
    if (begun) {
      await stores.audit.append({
        at: since,
        actor: by,
        source,
        event: 'sending_paused',
        subject: '',
        reason,
      });
      log.warn({ by }, 'sending_paused');
    }
    return { pause, begun };
  });
}

/** What becomes of a message when sending resumes. */
export type Fate = 'send' | 'stale' | 'perhaps_sent' | 'to_decide';

export interface ResumePlan {
  /** Null: sending is not paused. */
  readonly pause: SendingPause | null;
  readonly messages: readonly { readonly kind: string; readonly fate: Fate; readonly count: number }[];
  /** Steps of the week that waited, and what becomes of each. */
  readonly steps: readonly {
    readonly round: string;
    readonly week: string;
    readonly step: WeekStepRow['step'];
    readonly fate: 'run' | 'skip' | 'perhaps_done';
  }[];
}

/** What would happen; changes nothing. */
export async function planResume({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<ResumePlan> {
  const pause = await store.pause.current();
  const fates = fatesOf(await store.pause.waiting(), pause, clock);
  return {
    pause,
    messages: [...groupBy(fates, ({ message: { kind }, fate }) => `${kind} ${fate}`).values()].flatMap(
      (alike) =>
        alike[0] ? [{ kind: alike[0].message.kind, fate: alike[0].fate, count: alike.length }] : [],
    ),
    steps: pause ? await waitingSteps({ store, clock }, pause) : [],
  };
}

/**
 * Ends the pause, after what must not be sent was ended; all in one transaction, so that nobody sends in between.
 * Null when sending was not paused.
 */
export async function resumeSending(deps: Deps, order: PauseOrder): Promise<ResumePlan | null> {
  const { store, clock, queue, log } = deps;
  const before = await store.pause.current();
  if (!before) return null;
  // Steps and rungs that may have been taken since the backup are taken now, and what they say is kept back with the rest.
  if (before.backupOf) {
    const calendar = await store.workCalendar();
    for (const round of await store.rounds.active()) {
      await ensureWeeks(deps, round, calendar);
      await climbNow(deps, round, calendar);
    }
  }
  const plan = await planResume(deps);
  const ended = await store.transaction(async (stores) => {
    const pause = await stores.pause.end();
    if (!pause) return false;
    await endWhatIsOver(stores, deps, pause);
    const { by: actor, reason, source } = order;
    const { messages, steps } = plan;
    const entry = { subject: '', reason, detail: { messages, steps } };
    await stores.audit.append({ at: clock.now(), actor, source, event: 'sending_resumed', ...entry });
    return true;
  });
  if (!ended) return null;
  log.info({ by: order.by }, 'sending_resumed');
  await queue.enqueue([{ name: 'run-due-steps' }, { name: 'sweep' }]);
  return plan;
}

async function endWhatIsOver(
  stores: Stores,
  { clock }: Pick<Deps, 'clock'>,
  pause: SendingPause,
): Promise<void> {
  const at = clock.now();
  const fates = fatesOf(await stores.pause.waiting(), pause, clock);
  const ids = (fate: Fate) => fates.filter((each) => each.fate === fate).map(({ message }) => message.id);
  await stores.pause.settle(ids('stale'), { state: 'expired', reason: 'stale_after_pause', at });
  await stores.pause.settle(ids('perhaps_sent'), { state: 'expired', reason: 'restored', at });
  await stores.pause.settle(ids('to_decide'), { state: 'ambiguous', reason: 'restored', at });
  const today = clock.local(at).date;
  const late = fates.filter(
    ({ message: { kind, createdAt }, fate }) =>
      kind === DIGEST && fate === 'send' && clock.local(createdAt).date < today,
  );
  await stores.pause.labelLate(late.map(({ message }) => message.id));
  if (pause.backupOf) await skipLostSteps(stores, pause.since, at);
}

function fatesOf(
  messages: readonly WaitingMessage[],
  pause: SendingPause | null,
  clock: Deps['clock'],
): { message: WaitingMessage; fate: Fate }[] {
  const now = clock.now();
  const { date: today } = clock.local(now);
  return messages.map((message) => {
    if (pause?.backupOf && mayBeSent(message, pause.since))
      return { message, fate: DECISIONS.has(message.kind) ? 'to_decide' : 'perhaps_sent' };
    const ageHours = (now.getTime() - message.createdAt.getTime()) / 3_600_000;
    const plannedOn = clock.local(message.createdAt).date;
    const stale = !message.tried && isStale({ ...message, plannedOn, ageHours }, today);
    return { message, fate: stale ? 'stale' : 'send' };
  });
}

/** What comes with the week comes again; that somebody decided something has to be known, so a person says whether it is. */
const DECISIONS: ReadonlySet<string> = new Set(['notice', 'chase']);

/** The ladder's rungs do not say when they would have been taken first. */
const OF_THE_LADDER: ReadonlySet<string> = new Set(['escalation', 'escalation_proposal']);

/** By the system that was lost: whatever was planned before, and whatever answers what it had received. */
const mayBeSent = ({ kind, createdAt, answersOf }: WaitingMessage, restoredAt: Date): boolean =>
  createdAt <= restoredAt || (answersOf !== null && answersOf <= restoredAt) || OF_THE_LADDER.has(kind);

/** What was due before the restoring was, for all we know, done by the system that was lost. */
async function skipLostSteps(stores: Stores, restoredAt: Date, at: Date): Promise<void> {
  for (const round of await stores.rounds.active()) {
    const due = await stores.weeks.claimDue(round.id, restoredAt);
    for (const { id } of due.filter(sends))
      await stores.weeks.finish(id, { state: 'skipped', reason: 'restored', late: false, at });
  }
}

async function waitingSteps(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  pause: SendingPause,
): Promise<ResumePlan['steps']> {
  const now = clock.now();
  const calendar = await store.workCalendar();
  const steps = [];
  for (const round of await store.rounds.active()) {
    const rows = await store.weeks.claimDue(round.id, now);
    const due = rows.map(({ week, step, dueAt }) => ({ week, step, at: clock.local(dueAt) }));
    for (const [index, { week, step, dueAt }] of rows.entries()) {
      const each = due[index];
      if (!each || !sends(each)) continue;
      const decision = decideStep(each, due, clock.local(now), calendar, round.settings.quietHours);
      const lost = pause.backupOf !== null && dueAt <= pause.since;
      const fate = lost ? 'perhaps_done' : decision.kind === 'skip' ? 'skip' : 'run';
      steps.push({ round: round.letter, week, step, fate } as const);
    }
  }
  return steps;
}
