import { Option, type Command } from 'commander';
import type { Address } from '../app/channel.ts';
import { OUTBOUND_STATES, type OutboundState, type OutboundSummary } from '../app/delivery/message-stores.ts';
import { recallMessage } from '../app/delivery/recall-message.ts';
import { settleByOperator, type Settlement } from '../app/delivery/settle-ambiguous.ts';
import type { Clock } from '../clock.ts';
import { printJson, withApp, type Cli } from './cli.ts';
import { asCount } from './options.ts';

/** A list is read by a person. */
const SHOWN = 500;

interface ListOptions {
  readonly state?: OutboundState;
  readonly days: number;
  readonly json?: true;
}

/** What became of messages, and what an operator decides about one. */
export function addMessages(program: Command, cli: Cli): void {
  program
    .command('messages')
    .description('what became of messages, newest first')
    .addOption(new Option('--state <state>', 'only those').choices(OUTBOUND_STATES))
    .option('--days <n>', 'of so many days', asCount, 7)
    .option('--json', 'as JSON')
    .action((options: ListOptions) => listMessages(cli, options));
  const settle = (outboundId: string, how: Settlement['how'], said: string) =>
    withApp(cli, async ({ deps }) => {
      await settleByOperator(deps, outboundId, how);
      cli.print(`message ${outboundId} ${said}`);
    });
  program
    .command('resend <id>')
    .description('send an ambiguous message once more')
    .action((id: string) => settle(id, 'resend', 'is sent once more'));
  program
    .command('count-as-sent <id>')
    .description('take it that an ambiguous message has arrived')
    .action((id: string) => settle(id, 'count_as_sent', 'counts as sent'));
  program
    .command('recall <id>')
    .description('take back a message the app has sent, within 24 hours')
    .action((id: string) =>
      withApp(cli, async ({ deps }) => {
        await recallMessage(deps, id);
        cli.print(`message ${id} was taken back`);
      }),
    );
}

async function listMessages(cli: Cli, { state, days, json }: ListOptions): Promise<void> {
  await withApp(cli, async ({ deps: { store, clock } }) => {
    const since = new Date(clock.now().getTime() - days * 86_400_000);
    const messages = await store.outbound.list({ ...(state && { states: [state] }), since, limit: SHOWN });
    if (json) return printJson(cli, messages);
    const names = new Map((await store.people.all()).map(({ id, name }) => [id, name]));
    for (const message of messages) cli.print(messageText(message, names, clock));
    if (messages.length === 0) cli.print('no message');
    if (messages.length === SHOWN) cli.print(`only the newest ${SHOWN} are shown`);
  });
}

function messageText(message: OutboundSummary, names: ReadonlyMap<string, string>, clock: Clock): string {
  const { id, kind, state, via, reason, errcode, personId, address, createdAt } = message;
  const { date, time } = clock.local(createdAt);
  const to = names.get(personId ?? '') ?? addressText(address);
  const why = [errcode ?? '', reason].filter((part) => part !== '').join(' ');
  const line = [`${date} ${time}`, id, kind.padEnd(8), state.padEnd(9), (via ?? '-').padEnd(7), to, why];
  return line.join('  ').trimEnd();
}

function addressText(address: Address): string {
  switch (address.kind) {
    case 'person':
      return address.userid;
    case 'webhook':
      return `webhook ${address.name}`;
    case 'appchat':
      return `group ${address.chatid}`;
    case 'robot':
      return `robot's ${address.chat} ${address.chatid}`;
  }
}
