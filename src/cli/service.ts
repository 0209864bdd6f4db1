import { Option, type Command } from 'commander';
import type { Cli } from './cli.ts';
import { asLocalTime, asPort, asUrl } from './options.ts';

type StartOptions = Parameters<Cli['start']>[0];

export function addServiceCommands(program: Command, cli: Cli): void {
  program
    .command('start')
    .description('start the service; with nothing configured, on its own database and against the sandbox')
    .addOption(
      new Option('--role <role>', 'which part to run').choices(['all', 'web', 'worker']).default('all'),
    )
    .option('--at <time>', 'sandbox only: let the clock run from this moment, "YYYY-MM-DD HH:MM"', asWallTime)
    .action((options: StartOptions) => cli.start(options));

  program
    .command('sandbox')
    .description('start a WeCom that runs on this machine, and nothing else')
    .option('--port <port>', 'where it listens', asPort)
    .option('--corp <file>', 'the corporation to play (JSON); by default the example')
    .option('--callback <url>', 'where it sends what people do', asUrl)
    .action((options: Parameters<Cli['sandbox']>[0]) => cli.sandbox(options));

  program
    .command('demo')
    .description('play one week of a round from reminder to digest, and keep what came of it')
    .option('--report <file>', 'make the round from this published report instead of the example')
    .option('--out <folder>', 'where the results go', 'demo-out')
    .action((options: Parameters<Cli['demo']>[0]) => cli.demo(options));

  program
    .command('migrate')
    .description('bring the database up to date, and nothing else')
    .action(async () => {
      const applied = await cli.migrate();
      for (const name of applied) cli.print(`applied ${name}`);
      if (applied.length === 0) cli.print('the database is up to date');
    });
}

/** Checked here, read by the service: the clock it starts is in the business time zone. */
function asWallTime(text: string): string {
  const { date, time } = asLocalTime(text);
  return `${date} ${time}`;
}
