import type { Command } from 'commander';
import { remindNow, type RoundReminders } from '../app/week/remind-now.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { pauseText } from './pause.ts';

export function addRemind(program: Command, cli: Cli): void {
  program
    .command('remind')
    .description("send this week's reminder, to those who have not got it")
    .option('--now', 'also in quiet hours and on days off')
    .option('--json', 'as JSON')
    .action(({ now: urgent = false, json }: { now?: boolean; json?: true }) =>
      withApp(cli, async ({ deps }) => {
        const { week, rounds } = await remindNow(deps, urgent);
        const pause = await deps.store.pause.current();
        if (json) return printJson(cli, { week, rounds, paused: pause !== null });
        for (const line of remindText(week, rounds)) cli.print(line);
        if (pause) cli.print(pauseText(pause, deps.clock));
      }),
    );
}

const remindText = (week: DateOnly, rounds: readonly RoundReminders[]): string[] =>
  rounds.length === 0
    ? ['no round is active']
    : rounds.map(({ round, planned }) =>
        planned === 0
          ? `round ${round}, week of ${week}: nobody left to remind`
          : `round ${round}, week of ${week}: ${planned} reminders planned`,
      );
