import type { Command } from 'commander';
import { mondayOf, type DateOnly } from '../domain/calendar/date.ts';
import { planWeek } from '../domain/calendar/plan-week.ts';
import type { WeekPlan } from '../domain/calendar/week-plan.ts';
import { DEFAULT_ROUND_SETTINGS } from '../domain/task/round.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asDate } from './options.ts';
import { pauseText } from './pause.ts';

export function addWeek(program: Command, cli: Cli): void {
  program
    .command('week')
    .description('when the steps of a week are due, holidays and make-up days counted')
    .requiredOption('--date <date>', 'any day of the week', asDate)
    .option('--json', 'as JSON')
    .action(({ date, json }: { date: DateOnly; json?: true }) =>
      withApp(cli, async ({ deps: { store, clock } }) => {
        const calendar = await store.workCalendar();
        const active = await store.rounds.active();
        const rounds = active.length > 0 ? active : [{ letter: null, settings: DEFAULT_ROUND_SETTINGS }];
        const plans = rounds.map(({ letter, settings }) => ({
          round: letter,
          plan: planWeek(calendar, settings.schedule, mondayOf(date)),
        }));
        const pause = await store.pause.current();
        if (json)
          return printJson(cli, { week: mondayOf(date), paused: pause !== null, rounds: plans.map(jsonOf) });
        for (const { round, plan } of plans) for (const line of weekText(round, plan)) cli.print(line);
        if (pause) cli.print(pauseText(pause, clock));
      }),
    );
}

function jsonOf({ round, plan }: { round: string | null; plan: WeekPlan }): object {
  const { unknownYears } = plan;
  if (plan.kind === 'skipped') {
    return { round, skipped: true, workingDays: plan.workingDays, steps: [], unknownYears };
  }
  const steps = plan.steps.map(({ step, at, shiftedFrom }) => ({ step, ...at, shiftedFrom }));
  return { round, skipped: false, steps, unknownYears };
}

function weekText(round: string | null, plan: WeekPlan): string[] {
  const title = round === null ? 'no round is active; by the default settings' : `round ${round}`;
  const unknown = plan.unknownYears.map(
    (year) => `the holidays of ${year} are not known: Monday to Friday are taken as working days`,
  );
  const steps =
    plan.kind === 'skipped'
      ? [`  skipped: only ${plan.workingDays} working day${plan.workingDays === 1 ? '' : 's'}`]
      : plan.steps.map(
          ({ step, at, shiftedFrom }) =>
            `  ${step.padEnd(6)} ${at.date} ${at.time}${shiftedFrom === null ? '' : ` (moved from ${shiftedFrom})`}`,
        );
  return [`week of ${plan.monday}, ${title}`, ...steps, ...unknown];
}
