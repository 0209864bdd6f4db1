import type { Command } from 'commander';
import { doctorLine, doctorSummary, pressSave } from '../zh/doctor.ts';
import { printJson, type Cli } from './cli.ts';
import { asCount } from './options.ts';

interface Options {
  readonly json?: boolean;
  readonly wait?: number;
  readonly tryRobot?: boolean;
}

/** Whether everything an installation needs is right, and what to do about what is not. */
export function addDoctor(program: Command, cli: Cli): void {
  program
    .command('doctor')
    .description('look at everything the service needs; exit code 1 when something is wrong')
    .option('--json', 'as JSON')
    .option(
      '--wait <seconds>',
      'wait for WeCom to verify the callback URL after "save" in its console',
      asCount,
    )
    .option('--try-robot', "subscribe once with the robot's secret, when no process owns its connection")
    .action(async ({ json, wait = 0, tryRobot = false }: Options) => {
      const results = await cli.doctor({
        waitSeconds: wait,
        tryRobot,
        // Beside the answer, which may be read by a program.
        askToSave: (url) => cli.printError(pressSave({ url, seconds: wait })),
        found: (result) => json || cli.print(doctorLine(result)),
      });
      if (json) printJson(cli, results);
      else cli.print(doctorSummary(results));
      const wrong = results.filter(({ state }) => state === 'wrong');
      if (wrong.length > 0) throw new Error(`not in order: ${wrong.map(({ id }) => id).join(', ')}`);
    });
}
