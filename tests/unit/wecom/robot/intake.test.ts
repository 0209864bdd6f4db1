import { expect, test } from 'vitest';
import type { ReceivedMessage } from '../../../../src/app/channel.ts';
import { createIntake } from '../../../../src/wecom/robot/intake.ts';
import { recordedLog } from './a-log.ts';
import { fakeTime } from './fake-timers.ts';

const said = (senderId: string, text: string): ReceivedMessage => ({
  dedupeKey: `robot:aib1:${text}`,
  channel: 'robot',
  senderId,
  sentAt: new Date(0),
  groupId: null,
  replyTo: null,
  content: { type: 'text', text },
});

/** Keeps what it is given, unless those words are said to fail. */
function anIntake() {
  const time = fakeTime();
  const log = recordedLog();
  const kept: string[] = [];
  const failing = new Set<string>();
  let tries = 0;
  const handler = async ({ content }: ReceivedMessage): Promise<void> => {
    tries += 1;
    const text = content.type === 'text' ? content.text : '';
    if (failing.has(text)) throw new Error(`cannot write ${text}`);
    kept.push(text);
  };
  const intake = createIntake(handler, time.timers, log);
  return { time, log, kept, failing, intake, tries: () => tries };
}

test('what one person says is kept in its order, whoever else fails', async () => {
  const { time, kept, failing, intake } = anIntake();
  failing.add('一');
  for (const text of ['一', '二', '三']) intake.take(said('王', text));
  intake.take(said('李', '四'));
  await time.pass(400);
  expect(kept).toEqual(['四']);
  failing.clear();
  await time.pass(1000);
  expect(kept).toEqual(['四', '一', '二', '三']);
});

test('a database away for nine minutes costs nothing', async () => {
  const { time, kept, failing, intake } = anIntake();
  failing.add('一');
  intake.take(said('王', '一'));
  await time.pass(9 * 60_000);
  failing.clear();
  await time.pass(180_000);
  expect(kept).toEqual(['一']);
});

test('after twelve tries it is given up, and said without its words', async () => {
  const { time, log, failing, intake, tries } = anIntake();
  failing.add('绝不能进日志');
  intake.take(said('王', '绝不能进日志'));
  await time.pass(3_600_000);
  expect(tries()).toBe(12);
  expect(log.events.at(-1)).toBe('robot_message_lost');
  expect(log.text().replaceAll('robot:aib1:绝不能进日志', '')).not.toContain('绝不能进日志');
  expect(time.next()).toBeNull();
});

test('the end waits for what is under way, and tries once more at once', async () => {
  const { time, kept, failing, intake } = anIntake();
  failing.add('一');
  intake.take(said('王', '一'));
  intake.take(said('王', '二'));
  await time.pass(0);
  failing.clear();
  await intake.drain();
  expect(kept).toEqual(['一', '二']);
});

test('the end does not wait for what keeps failing', async () => {
  const { time, log, failing, intake } = anIntake();
  failing.add('一');
  intake.take(said('王', '一'));
  await time.pass(0);
  await intake.drain();
  expect(log.events.at(-1)).toBe('robot_message_lost');
  expect(time.next()).toBeNull();
});
