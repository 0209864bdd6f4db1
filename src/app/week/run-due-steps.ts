import { addDays, mondayOf, type DateOnly } from '../../domain/calendar/date.ts';
import { decideStep, sends, type DueStep } from '../../domain/calendar/due-steps.ts';
import { planWeek } from '../../domain/calendar/plan-week.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { WEEK_STEPS, type Round } from '../../domain/task/round.ts';
import { messageOf } from '../../errors.ts';
import { anchorAudit } from '../audit/anchor-audit.ts';
import { climbLadder } from './climb-ladder.ts';
import { freezeWeek } from './freeze-week.ts';
import type { Deps } from '../ports.ts';
import { scheduleDueLookBacks } from './schedule-look-backs.ts';
import type { Stores } from '../stores.ts';
import type { WeekStepRow } from './week-stores.ts';
import { warnOfUnknownYear } from './warn-administrators.ts';
import { tellUnreached } from './tell-unreached.ts';
import { planDigest, planReminderMessages } from './plan-messages.ts';

/**
 * Does what is due in the weeks of all active rounds and is not done: the only thing that moves a week on. Called on
 * every wake-up and at start-up, by any number of processes: each step is done in the transaction that marks it done.
 */
export async function runDueSteps(deps: Deps): Promise<void> {
  const calendar = await deps.store.workCalendar();
  await warnOfUnknownYear(deps, calendar);
  await scheduleDueLookBacks(deps, calendar);
  const rounds = await deps.store.rounds.active();
  // All first: a reminder of one round says what another one would send later today, and has to know of it.
  for (const round of rounds) await guarded(deps, round, () => ensureWeeks(deps, round, calendar));
  for (const round of rounds) {
    // Apart: a ledger that cannot be frozen must not keep the week after it from beginning.
    for (const weeks of ['past', 'this'] as const) await runWeeks(deps, round, calendar, weeks);
    if (!(await deps.store.pause.current())) await climbLadder(deps, round, calendar);
  }
  await tellUnreached(deps);
  await anchorAudit(deps);
}

const runWeeks = (deps: Deps, round: Round, calendar: WorkCalendar, weeks: 'past' | 'this'): Promise<void> =>
  guarded(deps, round, async () => {
    const sent = await deps.store.transaction((stores) => runDue(deps, stores, round, calendar, weeks), {
      long: true,
    });
    await deps.queue.enqueue(sent.map((outboundId) => ({ name: 'deliver', outboundId })));
  });

/** What fails in one round holds up no other. */
async function guarded(deps: Deps, round: Round, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    deps.log.error({ round: round.letter, error: messageOf(error) }, 'week_step_failed');
  }
}

/** This week's steps, and last week's where the service was down for all of it. */
export async function ensureWeeks(deps: Deps, round: Round, calendar: WorkCalendar): Promise<void> {
  const thisWeek = mondayOf(deps.clock.local(deps.clock.now()).date);
  for (const week of [addDays(thisWeek, -7), thisWeek]) {
    if (week < mondayOf(round.startedOn)) continue;
    if ((await deps.store.weeks.steps(round.id, week)).length > 0) continue;
    await deps.store.weeks.ensureSteps(stepsOf(deps, round, calendar, week));
  }
}

/** The rows of a week as they begin; a skipped week gets them too, each with the reason. */
export function stepsOf(
  deps: Pick<Deps, 'clock' | 'log'>,
  round: Round,
  calendar: WorkCalendar,
  week: DateOnly,
): Omit<WeekStepRow, 'id'>[] {
  const plan = planWeek(calendar, round.settings.schedule, week);
  if (plan.unknownYears.length > 0) {
    deps.log.warn({ week, years: plan.unknownYears }, 'work_calendar_unknown');
  }
  const row = { roundId: round.id, week, late: false };
  if (plan.kind === 'skipped') {
    return WEEK_STEPS.map((step) => ({
      ...row,
      step,
      dueAt: deps.clock.instant({ date: week, time: '00:00' }),
      shiftedFrom: null,
      state: 'skipped',
      reason: `working_days_${plan.workingDays}`,
    }));
  }
  const started = deps.clock.instant({ date: round.startedOn, time: '00:00' });
  return plan.steps.map(({ step, at, shiftedFrom }) => {
    const dueAt = deps.clock.instant(at);
    const before = dueAt < started;
    return {
      ...row,
      step,
      dueAt,
      shiftedFrom,
      state: before ? 'skipped' : 'planned',
      reason: before ? 'before_start' : '',
    };
  });
}

async function runDue(
  deps: Deps,
  stores: Stores,
  round: Round,
  calendar: WorkCalendar,
  weeks: 'past' | 'this',
): Promise<string[]> {
  const now = deps.clock.now();
  const local = deps.clock.local(now);
  const rows = (await stores.weeks.claimDue(round.id, now)).filter(
    ({ week }) => week < mondayOf(local.date) === (weeks === 'past'),
  );
  const due: DueStep[] = rows.map(({ week, step, dueAt }) => ({ week, step, at: deps.clock.local(dueAt) }));
  // What would be sent waits; what is over meanwhile is skipped, and the ledger is frozen on time.
  const isPaused = (await stores.pause.current()) !== null;
  const sent: string[] = [];
  for (const [index, row] of rows.entries()) {
    const step = due[index];
    if (!step) continue;
    const decision = decideStep(step, due, local, calendar, round.settings.quietHours);
    if (decision.kind === 'wait' || (decision.kind === 'run' && isPaused && sends(step))) continue;
    if (decision.kind === 'run')
      sent.push(...(await runStep(deps, stores, round, calendar, row, decision.late)));
    const outcome =
      decision.kind === 'run'
        ? { state: 'done' as const, reason: '', late: decision.late }
        : { state: 'skipped' as const, reason: decision.reason, late: false };
    await stores.weeks.finish(row.id, { ...outcome, at: now });
    await noteStep(stores, round, row, { ...outcome, at: now });
    deps.log.info({ round: round.letter, week: row.week, step: row.step, ...outcome }, 'week_step_finished');
  }
  return sent;
}

async function noteStep(
  stores: Stores,
  { id, letter }: Round,
  { week, step }: WeekStepRow,
  { at, state, reason, late }: { at: Date; state: 'done' | 'skipped'; reason: string; late: boolean },
): Promise<void> {
  await stores.audit.append({
    at,
    actor: 'system',
    source: 'job',
    event: `week_step_${state}`,
    subject: id,
    reason,
    detail: { round: letter, week, step, late },
  });
}

async function runStep(
  deps: Deps,
  stores: Stores,
  round: Round,
  calendar: WorkCalendar,
  row: WeekStepRow,
  late: boolean,
): Promise<string[]> {
  switch (row.step) {
    case 'remind':
    case 'nudge':
      return planReminderMessages(deps, stores, round, calendar, {
        kind: row.step === 'remind' ? 'weekly' : 'nudge',
        week: row.week,
      });
    case 'close':
      return [];
    case 'freeze':
      await freezeWeek(deps, stores, round, calendar, row.week);
      return [];
    case 'digest':
      return planDigest(deps, stores, round, { week: row.week, late });
  }
}
