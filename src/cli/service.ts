import { Option, type Command } from 'commander';
import type { Cli } from './cli.ts';
import { asLocalTime, asPort, asUrl } from './options.ts';

type StartOptions = Parameters<Cli['start']>[0];

export function addServiceCommands(program: Command, cli: Cli): void {
  program
    .command('start')
    .description('start the service; with nothing configured, on its own database and against the sandbox')
    .addOption(
      new Option('--role <role>', 'which part to run')
        .choices(['all', 'web', 'worker', 'robot'])
        .default('all'),
    )
    .option('--at <time>', 'sandbox only: let the clock run from this moment, "YYYY-MM-DD HH:MM"', asWallTime)
    .action((options: StartOptions) => cli.start(options));

  program
    .command('sandbox')
    .description('start a WeCom that runs on this machine, and nothing else')
    .option('--port <port>', 'where it listens', asPort)
    .option('--corp <file>', 'the corporation to play (JSON); by default the example')
    .option('--callback <url>', 'where it sends what people do', asUrl)
    .addHelpText('after', SANDBOX_HELP)
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

const SANDBOX_HELP = `
Any WeCom project can be tried against it, in any language:
  API          http://127.0.0.1:7070/cgi-bin/…       instead of https://qyapi.weixin.qq.com/cgi-bin/…
  OAuth        http://127.0.0.1:7070/connect/oauth2/authorize, /wwlogin/sso/login; ?as=USERID asks nobody
  smart robot  ws://127.0.0.1:7070/robot             instead of wss://openws.work.weixin.qq.com
  chats        http://127.0.0.1:7070/                see every chat, answer as anybody
  control      http://127.0.0.1:7070/sandbox/api/…   act, look, lower limits, make calls fail, from a test

Corporation, secrets and keys are in the file of --corp; write your own like examples/corporation.json.
Every control call, with an example: docs/sandbox.md.`;

/** Checked here, read by the service: the clock it starts is in the business time zone. */
function asWallTime(text: string): string {
  const { date, time } = asLocalTime(text);
  return `${date} ${time}`;
}
