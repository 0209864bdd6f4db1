import type { Command } from 'commander';
import type { Deps } from '../app/ports.ts';
import { previewWeek, type WeekPreview } from '../app/week/preview-week.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import type { AskReason } from '../domain/reminder/plan.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asDate } from './options.ts';

export function addPlan(program: Command, cli: Cli): void {
  program
    .command('plan')
    .description('who would be reminded of what and why, and who not; nothing is sent')
    .requiredOption('--date <date>', 'the day it is seen from, with the answers recorded so far', asDate)
    .option('--json', 'as JSON')
    .action(({ date, json }: { date: DateOnly; json?: true }) =>
      withApp(cli, async ({ deps }) => {
        const plan = await planDay(deps, date);
        if (json) printJson(cli, plan);
        else for (const line of planText(plan)) cli.print(line);
      }),
    );
}

async function planDay({ store }: Deps, date: DateOnly): Promise<WeekPreview> {
  const [calendar, rounds] = [await store.workCalendar(), await store.rounds.active()];
  return previewWeek(store, { calendar, rounds, date });
}

function planText({
  date,
  week,
  rounds,
  people,
  notAsked: others,
  reviewers,
  waitingForReview,
}: WeekPreview): string[] {
  return [
    `week of ${week}, seen from ${date}`,
    ...rounds.map(({ letter, name, remindAt }) =>
      remindAt
        ? `round ${letter} ${name}: reminder on ${remindAt.date} at ${remindAt.time}`
        : `round ${letter} ${name}: no reminder, the week has too few working days`,
    ),
    ...(rounds.length === 0 ? ['no round is active'] : []),
    `asked: ${people.length} people`,
    ...people.flatMap(({ name, userid, tasks }) => [
      `  ${name} (${userid})`,
      ...tasks.map(({ code, title, reason }) => `    ${code} ${title}: ${askText(reason)}`),
    ]),
    `not asked: ${others.length} tasks`,
    ...others.map(
      ({ code, title, owner, reason }) =>
        `    ${code} ${title}${owner === null ? '' : ` (${owner})`}: ${NO_ASK_TEXT[reason]}`,
    ),
    ...(reviewers.length > 0
      ? [`reviewers told of ${waitingForReview.join(', ')}: ${reviewers.map(({ name }) => name).join(', ')}`]
      : []),
  ];
}

function askText(reason: AskReason): string {
  switch (reason.kind) {
    case 'overdue':
      return `overdue by ${reason.days} days`;
    case 'near':
      return `${reason.workingDays} working days left`;
    case 'stage':
      return reason.passed ? `goal of ${reason.dueOn} not reached` : `goal due on ${reason.dueOn}`;
    case 'review_due':
      return reason.since === null
        ? 'review due, never answered'
        : `review due, last answered in the week of ${reason.since}`;
    case 'no_entry':
      return 'no answer this week';
  }
}

const NO_ASK_TEXT: Readonly<Record<WeekPreview['notAsked'][number]['reason'], string>> = {
  closed: 'closed',
  under_review: 'waits for its review',
  answered: 'answered this week',
  review_not_due: 'review not due yet',
  no_owner: 'has no owner',
  owner_inactive: 'its owner is no longer active',
};
