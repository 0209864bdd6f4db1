import { vi } from 'vitest';
import type { Conversation, ReceivedMessage, ReplyToken, SendResult } from '../../../src/app/channel.ts';
import { createRobot, type Robot } from '../../../src/wecom/robot/robot.ts';
import type { LinkState } from '../../../src/wecom/robot/supervision.ts';
import { aLease, type FakeLease } from '../../unit/wecom/robot/a-lease.ts';
import { recordedLog, type RecordedLog } from '../../unit/wecom/robot/a-log.ts';
import { fakeTime, type FakeTime } from '../../unit/wecom/robot/fake-timers.ts';

export const ROBOT_ID = 'aibExample01';
export const SECRET = 'S3cret-of-the-robot';
const WANG: Conversation = { channel: 'robot', kind: 'person', id: 'wangjianguo' };

export interface RobotRig {
  readonly robot: Robot;
  readonly time: FakeTime;
  readonly lease: FakeLease;
  readonly log: RecordedLog;
  readonly states: (LinkState['state'] | null)[];
  readonly received: ReceivedMessage[];
  /** Set: the handler fails. */
  failing: boolean;
  becomes(state: LinkState['state'] | null): Promise<void>;
  /** The count-th message that was kept. */
  hears(count: number): Promise<ReceivedMessage>;
  send(text: string, replyTo?: ReplyToken | null): Promise<SendResult>;
}

/** The robot as the composition root builds it, with a lease and a time of its own; it is not started yet. */
export function robotRig(
  wsUrl: string,
  {
    lease = aLease(),
    time = fakeTime(),
    account = { robotId: ROBOT_ID, secret: SECRET, names: ['督办助手'] as readonly string[] },
  } = {},
): RobotRig {
  const log = recordedLog();
  const states: RobotRig['states'] = [];
  const received: ReceivedMessage[] = [];
  const robot = createRobot({
    settings: { wsUrl, ...account },
    lease,
    clock: time.clock,
    log,
    stateChanged: (state) => void states.push(state?.state ?? null),
    timers: time.timers,
    random: () => 0,
  });
  return {
    robot,
    time,
    lease,
    log,
    states,
    received,
    failing: false,
    becomes: (state) =>
      soon(
        () => states.at(-1) === state,
        () => `${String(state)}: ${states.join(' → ')}`,
      ),
    async hears(count) {
      await soon(
        () => received.length >= count,
        () => `${count} messages: ${received.length}`,
      );
      return received[count - 1] as ReceivedMessage;
    },
    async send(text, replyTo = null) {
      const [request = ''] = robot.channel.prepare(WANG, { kind: 'text', text }, replyTo, 'row-1');
      return robot.channel.send(WANG, request);
    },
  };
}

export function startRig(rig: RobotRig): void {
  rig.robot.start(async (message) => {
    if (rig.failing) throw new Error('the database is away');
    rig.received.push(message);
  });
}

/** Without letting any of the robot's time pass. */
const soon = (isSo: () => boolean, what: () => string): Promise<void> =>
  vi.waitFor(
    () => {
      if (!isSo()) throw new Error(`not ${what()}`);
    },
    { timeout: 5000, interval: 2 },
  );
