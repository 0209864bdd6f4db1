import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { pauseSending, planResume, resumeSending, type ResumePlan } from '../app/delivery/pause.ts';
import type { SendingPause } from '../app/delivery/pause-stores.ts';
import type { Clock } from '../clock.ts';
import { printJson, withApp, type Cli, type CliApp } from './cli.ts';

/** Nothing is sent, by no process and no channel, until it is resumed. */
export function addPause(program: Command, cli: Cli): void {
  program
    .command('pause')
    .description('stop all sending, receipts too; what comes in is received and recorded as ever')
    .option('--reason <text>', 'why, for the audit log and whoever asks', '')
    .option('--json', 'as JSON')
    .action(({ reason, json }: { reason: string; json?: true }) =>
      withApp(cli, async ({ deps }) => {
        const { pause, begun } = await pauseSending(deps, { by: 'operator', source: 'command', reason });
        const underWay = begun ? await untilNothingIsUnderWay(deps) : 0;
        if (json) return printJson(cli, { ...pause, begun, underWay });
        cli.print(begun ? 'sending is paused' : pauseText(pause, deps.clock));
        if (underWay > 0) cli.print(`${underWay} messages that were being sent have not ended yet`);
      }),
    );
  program
    .command('resume')
    .description('show what would be sent after a pause; with --yes, go on sending')
    .option('--yes', 'go on')
    .option('--reason <text>', 'why, for the audit log', '')
    .option('--json', 'as JSON')
    .action(({ yes = false, reason, json }: { yes?: boolean; reason: string; json?: true }) =>
      withApp(cli, async ({ deps }) => {
        const order = { by: 'operator', source: 'command', reason } as const;
        const plan = yes ? await resumeSending(deps, order) : await planResume(deps);
        if (json) return printJson(cli, { resumed: yes && plan !== null, ...plan });
        if (!plan?.pause) return cli.print('sending is not paused');
        for (const line of planText(plan, plan.pause, deps.clock)) cli.print(line);
        cli.print(yes ? 'sending goes on' : 'nothing was changed: with --yes sending goes on');
      }),
    );
}

/** A request to WeCom takes seconds at most. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 100;

async function untilNothingIsUnderWay({ store, clock }: CliApp['deps']): Promise<number> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  for (;;) {
    const count = await store.pause.underWay(clock.now());
    if (count === 0 || patience.aborted) return count;
    await sleep(LOOK_MS);
  }
}

/** One line for whoever looks at something else. */
export function pauseText({ since, by, reason, backupOf }: SendingPause, clock: Clock): string {
  const at = (instant: Date) => Object.values(clock.local(instant)).join(' ');
  const why = backupOf ? `: restored from the backup of ${at(backupOf)}` : reason === '' ? '' : `: ${reason}`;
  return `sending is paused since ${at(since)} by ${by}${why}`;
}

const FATES = {
  send: 'will be sent, in sending hours, if it still holds',
  stale: 'out of date: will not be sent',
  perhaps_sent: 'may have been sent after the backup: will not be sent again',
  to_decide:
    'may have been sent after the backup: "duban messages --state ambiguous", then "duban resend" or "count-as-sent"',
  run: 'will run once, labelled late',
  skip: 'is over: will be skipped',
  perhaps_done:
    'may have run after the backup: will be skipped; "duban remind" reminds whom no reminder is known of',
} as const;

function planText({ messages, steps }: ResumePlan, pause: SendingPause, clock: Clock): string[] {
  const lines = [
    ...messages.map(({ kind, fate, count }) => `  ${count} × ${kind}: ${FATES[fate]}`),
    ...steps.map(
      ({ round, week, step, fate }) => `  round ${round}, week of ${week}, ${step}: ${FATES[fate]}`,
    ),
  ];
  return [pauseText(pause, clock), ...(lines.length > 0 ? lines : ['  nothing waits'])];
}
