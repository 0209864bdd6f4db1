import { describe, expect, test } from 'vitest';
import type { Channel } from '../../../src/app/channel.ts';
import { aRound, NOW } from '../app/import/import-store.ts';
import { aMachine, run } from './a-cli.ts';
import { aChat, aMessage } from './a-channel-memory.ts';

const YESTERDAY = new Date(NOW.getTime() - 86_400_000);

describe('channels', () => {
  test('which are set up, what they sent today, what is stopped and why', async () => {
    const machine = aMachine();
    const { channels } = machine;
    channels.open = { app: {} as Channel, webhook: {} as Channel };
    channels.robotId = 'aib-1';
    channels.robot = { state: 'kicked', since: YESTERDAY, owner: 'host-1', detail: 'another connection' };
    channels.messages.push(
      aMessage(),
      aMessage({ via: 'robot' }),
      aMessage({ via: 'robot' }),
      aMessage({ createdAt: YESTERDAY }),
      aMessage({ state: 'rejected' }),
    );
    channels.halts.push({
      channel: 'app',
      code: 60020,
      why: 'not allow to access from your ip',
      advice: '请在管理后台把服务器 IP 加入企业可信 IP。',
      since: YESTERDAY,
      probeAt: NOW,
    });
    const { out } = await run(machine, 'channels');
    expect(out).toEqual([
      'app      1 sent today',
      'webhook  0 sent today',
      'robot    2 sent today',
      'app is stopped since 2026-06-09 10:00: 60020 not allow to access from your ip\n  请在管理后台把服务器 IP 加入企业可信 IP。',
      "the robot's connection is kicked since 2026-06-09 10:00 (host-1)",
      '  another connection',
    ]);
    expect((await run(machine, 'channels', '--json')).json).toMatchObject({
      channels: [{ name: 'app', sentToday: 1 }, { name: 'webhook' }, { name: 'robot' }],
      halts: [{ code: 60020 }],
      robot: { state: 'kicked' },
    });
  });

  test('none', async () => {
    expect((await run(aMachine(), 'channels')).out).toEqual(['no channel is set up']);
  });
});

const machine = () => {
  const made = aMachine({ rounds: [aRound()] });
  made.channels.robotId = 'aib-1';
  made.channels.chats.push(
    aChat(),
    aChat({ kind: 'group', chatId: 'wr-1', personId: null }),
    aChat({ kind: 'group', chatId: 'wr-2', personId: null, lostAt: NOW }),
  );
  return made;
};

describe("the robot's groups", () => {
  test('are listed with the ids that digest-to takes', async () => {
    expect((await run(machine(), 'robot-groups')).out).toEqual([
      'wr-1  heard of 2026-06-10 10:00',
      'wr-2  heard of 2026-06-10 10:00, lost 2026-06-10 10:00',
    ]);
    expect((await run(machine(), 'digest-to', 'a', '--robot-group', 'wr-1')).out).toEqual([
      "round A: the digest goes to the robot's group wr-1",
    ]);
  });

  test.each([
    ['of nobody yet', ['robot-groups'], 0, /mentioned in no group yet/],
    [
      'of a group it does not know',
      ['digest-to', 'A', '--robot-group', 'wr-9'],
      1,
      /never spoken to in a group wr-9/,
    ],
  ])('%s', async (_, args, code, said) => {
    const made = machine();
    made.channels.chats.length = 1;
    const outcome = await run(made, ...args);
    expect([outcome.code, [...outcome.out, ...outcome.err].join()]).toEqual([
      code,
      expect.stringMatching(said),
    ]);
  });

  test('without a robot there is none', async () => {
    expect(await run(aMachine(), 'robot-groups')).toMatchObject({ code: 2 });
  });
});
