import { describe, expect, test } from 'vitest';
import type { Channel, SendResult } from '../../../src/app/channel.ts';
import type { OutboundSummary } from '../../../src/app/delivery/message-stores.ts';
import { aPerson, NOW } from '../app/import/import-store.ts';
import { aMachine, run, type Machine } from './a-cli.ts';
import { aMessage } from './a-channel-memory.ts';

function machineWith(messages: readonly OutboundSummary[], recalled: SendResult = taken): Machine {
  const machine = aMachine({ people: [aPerson('linxiaolan', '林晓岚')] });
  machine.channels.messages.push(...messages);
  const capabilities = { repeatSafe: true, exclusive: false, updateWithinMs: null, recall: true };
  const app = { capabilities, recall: async () => recalled } as unknown as Channel;
  machine.channels.open = { app, webhook: { capabilities: { ...capabilities, recall: false } } as Channel };
  return machine;
}

const taken: SendResult = { status: 'sent', msgid: null, updateToken: null };
const ambiguous = aMessage({ state: 'ambiguous', reason: 'cut_off', via: 'robot', msgid: null });
const old = aMessage({ id: 'm-2', createdAt: new Date(NOW.getTime() - 8 * 86_400_000) });

describe('messages', () => {
  test('one line each: when, which, what became of it, by which way, to whom, why', async () => {
    const toGroup = aMessage({
      id: 'm-3',
      kind: 'digest',
      state: 'rejected',
      reason: 'invalid key',
      errcode: 93000,
      via: null,
      personId: null,
      address: { kind: 'webhook', name: 'work' },
    });
    const { out } = await run(machineWith([ambiguous, toGroup, old]), 'messages');
    expect(out).toEqual([
      '2026-06-10 10:00  m-1  weekly    ambiguous  robot    林晓岚  cut_off',
      '2026-06-10 10:00  m-3  digest    rejected   -        webhook work  93000 invalid key',
    ]);
  });

  test('by state and days, and as JSON', async () => {
    const machine = machineWith([ambiguous, old]);
    const shown = async (...args: string[]) =>
      ((await run(machine, 'messages', '--json', ...args)).json as { id: string }[]).map(({ id }) => id);
    expect(await shown('--state', 'ambiguous')).toEqual(['m-1']);
    expect(await shown('--days', '9')).toEqual(['m-1', 'm-2']);
    expect((await run(machine, 'messages', '--state', 'expired')).out).toEqual(['no message']);
  });
});

describe('an ambiguous message', () => {
  test.each([
    ['resend', 'planned', [{ name: 'deliver', outboundId: 'm-1' }]],
    ['count-as-sent', 'sent', []],
  ])('%s', async (command, state, jobs) => {
    const machine = machineWith([ambiguous]);
    expect(await run(machine, command, 'm-1')).toMatchObject({ code: 0 });
    expect(machine.channels.messages[0]?.state).toBe(state);
    expect(machine.enqueued).toEqual(jobs);
    expect(machine.memory.audit).toMatchObject([{ actor: 'operator', event: 'ambiguous_message_settled' }]);
  });

  test.each([
    ['one that was sent', 'resend', [aMessage()], 2, /m-1 is sent: nothing about it is in doubt/],
    ['none of that id', 'count-as-sent', [], 1, /there is no message m-1/],
  ])('not %s', async (_, command, messages, code, message) => {
    const outcome = await run(machineWith(messages), command, 'm-1');
    expect([outcome.code, outcome.err.join()]).toEqual([code, expect.stringMatching(message)]);
  });
});

describe('recall', () => {
  test('what the app sent today', async () => {
    const machine = machineWith([aMessage()]);
    expect((await run(machine, 'recall', 'm-1')).out).toEqual(['message m-1 was taken back']);
    expect(machine.channels.messages[0]?.reason).toBe('recalled');
    expect(machine.memory.audit).toMatchObject([{ event: 'message_recalled', subject: 'm-1' }]);
  });

  const refused: SendResult = {
    status: 'rejected',
    code: 42052,
    why: 'too late',
    fault: 'message',
    unknown: false,
    advice: '',
    retryAfterMs: null,
  };
  test.each<[string, OutboundSummary, SendResult, number, RegExp]>([
    ['not sent', aMessage({ state: 'planned', msgid: null }), taken, 2, /only what the app has sent/],
    ['by a webhook', aMessage({ via: 'webhook' }), taken, 2, /only what the app has sent/],
    ['by a channel that is gone', aMessage({ via: 'robot' }), taken, 2, /only what the app has sent/],
    ['too old', { ...old, id: 'm-1' }, taken, 2, /older than 24 hours/],
    ['refused', aMessage(), refused, 1, /42052 too late/],
    ['unsure', aMessage(), { status: 'ambiguous', why: 'ECONNRESET' }, 1, /nobody can say/],
  ])('%s', async (_, message, result, code, said) => {
    const machine = machineWith([message], result);
    const outcome = await run(machine, 'recall', 'm-1');
    expect([outcome.code, outcome.err.join()]).toEqual([code, expect.stringMatching(said)]);
    expect(machine.memory.audit).toEqual([]);
  });
});
