import { createHash } from 'node:crypto';
import { addDays, mondayOf, type DateOnly } from '../../domain/calendar/date.ts';
import { planWeek } from '../../domain/calendar/plan-week.ts';
import { nextSendable } from '../../domain/calendar/quiet-hours.ts';
import { workingDaysOfWeek } from '../../domain/calendar/work-calendar.ts';
import type { Round, RoundSettings, WeekStepName } from '../../domain/task/round.ts';
import { replanWeeks } from '../calendar/replan-weeks.ts';
import type { Deps } from '../ports.ts';
import type { DoneBy } from './done-by.ts';

/** What an administrator edits; the rest belongs to papers and to groups. */
export type Editable = Omit<RoundSettings, 'mentionIn' | 'papers'>;

export const editableOf = ({ settings }: Pick<Round, 'settings'>): Editable => {
  const { mentionIn: _group, papers: _papers, ...editable } = settings;
  return editable;
};

/** Names a state of the settings, whatever order the database keeps their fields in. */
export const nameOfState = (settings: Editable): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(settings)))
    .digest('hex');

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]: [string, unknown]) => [key, sorted(inner)]));
}

/** Changes them unless somebody has since they were read, and moves what is planned. */
export async function changeSettings(
  deps: Pick<Deps, 'store' | 'clock' | 'log'>,
  round: Round,
  { settings, seen, by }: { readonly settings: Editable; readonly seen: string; readonly by: DoneBy },
): Promise<{ seen: string; moved: number } | { readonly refused: 'changed_meanwhile' }> {
  const done = await deps.store.transaction(async (stores) => {
    const now = await stores.rounds.byId(round.id);
    if (!now || nameOfState(editableOf(now)) !== seen) return null;
    const before = editableOf(now);
    await stores.rounds.setSettings(round.id, { ...now.settings, ...settings });
    const changed = (Object.keys(settings) as (keyof Editable)[]).filter(
      (key) => JSON.stringify(sorted(before[key])) !== JSON.stringify(sorted(settings[key])),
    );
    const only = (of: Editable) => Object.fromEntries(changed.map((key) => [key, of[key]]));
    await stores.audit.append({
      at: deps.clock.now(),
      ...by,
      event: 'round_configured',
      subject: round.id,
      from: only(before),
      to: only(settings),
      detail: { round: round.letter },
    });
    return nameOfState(settings);
  });
  if (done === null) return { refused: 'changed_meanwhile' };
  return { seen: done, moved: (await replanWeeks(deps, by.actor)).length };
}

export interface PlannedWeek {
  readonly monday: DateOnly;
  readonly workingDays: number;
  readonly steps: {
    step: WeekStepName;
    date: DateOnly;
    time: string;
    shiftedFrom: DateOnly | null;
    deferredTo: { date: DateOnly; time: string } | null;
  }[];
  readonly unknownYears: readonly number[];
}

/** Steps that send something. */
const SENDING: ReadonlySet<WeekStepName> = new Set(['remind', 'nudge', 'digest']);

/** This week and the next under settings that need not be saved. */
export async function previewWeeks(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  { schedule, quietHours }: Pick<RoundSettings, 'schedule' | 'quietHours'>,
): Promise<PlannedWeek[]> {
  const calendar = await store.workCalendar();
  const monday = mondayOf(clock.local(clock.now()).date);
  return [monday, addDays(monday, 7)].map((week) => {
    const plan = planWeek(calendar, schedule, week);
    const steps = plan.kind === 'skipped' ? [] : plan.steps;
    return {
      monday: week,
      workingDays: workingDaysOfWeek(calendar, week).length,
      steps: steps.map(({ step, at, shiftedFrom }) => {
        const sent = SENDING.has(step) ? nextSendable(calendar, quietHours, at) : at;
        const deferredTo = sent.date === at.date && sent.time === at.time ? null : { ...sent };
        return { step, ...at, shiftedFrom, deferredTo };
      }),
      unknownYears: plan.unknownYears,
    };
  });
}
