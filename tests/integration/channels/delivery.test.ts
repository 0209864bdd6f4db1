import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setMentionIn } from '../../../src/app/office/set-up-office.ts';
import { sweep } from '../../../src/app/delivery/sweep.ts';
import type { DateOnly, WallTime } from '../../../src/domain/calendar/date.ts';
import { openHouse, type House } from '../../support/house.ts';

/* What becomes of the week's messages when a way fails: by the robot, by a group, by nobody. */

const SEND = '/cgi-bin/message/send';
const WEBHOOK = '/cgi-bin/webhook/send';
const BY_ROBOT = 'robot/aibot_send_msg';
const MONDAY = '2026-06-08' as DateOnly;

let house: House;
beforeEach(async () => {
  house = await openHouse({ date: MONDAY, time: '09:00' });
  await until(async () => (await house.deps.store.robotStates.get(house.deps.robotId ?? ''))?.state === 'up');
});
afterEach(() => house.close());

async function until(holds: () => Promise<boolean>): Promise<void> {
  const patience = AbortSignal.timeout(20_000);
  while (!(await holds())) {
    patience.throwIfAborted();
    await pause(25);
  }
}

const api = async (path: string, body?: object) => {
  const init = body && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
  return (await fetch(`${house.sandbox}${path}`, init)).json() as Promise<{ messages: Shown[] }>;
};

interface Shown {
  readonly direction: 'in' | 'out';
  readonly payload: object;
  readonly card: { readonly taskId: string } | null;
}

const shown = async (chat: string): Promise<Shown[]> =>
  (await api(`${chat}/messages?after=0`)).messages.filter(({ direction }) => direction === 'out');

/** The person writes to the robot once, and is answered: from then on it reaches him. */
async function contact(userid: string): Promise<void> {
  await api(`/robot/${userid}/text`, { content: '你好' });
  await until(async () => (await shown(`/robot/${userid}`)).length > 0);
  await house.settle();
}

const outcomes = async (kind: string) =>
  (await house.deps.store.outbound.list({ since: new Date(0), limit: 100 }))
    .filter((message) => message.kind === kind)
    .map(({ state, via }) => `${via} ${state}`);

/** The last card of a chat is pressed. */
async function press(chat: string, key: string): Promise<void> {
  const card = (await shown(chat)).findLast((message) => message.card !== null)?.card;
  await api(`${chat}/click`, { taskId: card?.taskId, key });
  await house.settle();
}

describe('走哪条路', () => {
  test('和机器人说过话的由机器人提醒，其余的由应用', async () => {
    await contact('luhaiping');
    await house.at(MONDAY, '09:10');
    expect(JSON.stringify((await shown('/robot/luhaiping')).at(-1))).toContain('本周整改任务待报');
    expect(await shown('/people/luhaiping')).toEqual([]);
    expect((await outcomes('weekly')).toSorted()).toEqual([
      'app sent',
      ...Array(8).fill('app sent'),
      'robot sent',
    ]);
  });

  test('机器人不许发了（93006）：改由应用，以后也记得', async () => {
    await contact('luhaiping');
    await house.fault({ path: BY_ROBOT, times: 1, errcode: 93006 });
    await house.at(MONDAY, '09:10');
    expect(await shown('/people/luhaiping')).toHaveLength(1);
    expect(await house.deps.store.robotChats.boundPersonIds(house.deps.robotId ?? '')).toEqual(new Set());
  });

  test('按机器人的卡片：五秒内改成新的样子', async () => {
    await contact('luhaiping');
    await house.at(MONDAY, '09:10');
    await press('/robot/luhaiping', 'no_change');
    await until(async () =>
      JSON.stringify((await shown('/robot/luhaiping')).at(-1)?.card).includes('已记录'),
    );
    // The screen changes before the acknowledgement is in the books.
    await until(async () => (await outcomes('card_update')).every((outcome) => outcome === 'robot sent'));
    expect(await outcomes('card_update')).toHaveLength(1);
    expect(await outcomes('reply')).toEqual(['robot sent']); // the answer to the first message, and none instead
  });
});

describe('不知道到了没有', () => {
  test.each(['before', 'after'] as const)('机器人的连接断在收下之%s：不重发，问整改办', async (cut) => {
    await contact('luhaiping');
    await house.fault({ path: BY_ROBOT, times: 1, cut });
    await house.at(MONDAY, '09:10');
    await until(async () => (await outcomes('weekly')).includes('robot ambiguous'));
    await until(
      async () =>
        (await outcomes('ambiguous')).length === 2 || (await outcomes('ambiguous')).includes('app sent'),
    );
    await house.settle();
    const card = (await shown('/people/shenjingyi')).at(-1);
    expect(JSON.stringify(card)).toMatch(/陆海平/);
    await until(
      async () => (await house.deps.store.robotStates.get(house.deps.robotId ?? ''))?.state === 'up',
    );
    await press('/people/shenjingyi', 'resend');
    await until(async () => (await outcomes('weekly')).every((outcome) => outcome.endsWith('sent')));
    const reminders = (await shown('/robot/luhaiping')).filter((message) => message.card !== null);
    expect(reminders).toHaveLength(cut === 'before' ? 1 : 2);
  });

  test('群机器人收下以后断了：算已发，就不再发', async () => {
    const [round] = await house.deps.store.rounds.active();
    await house.deps.store.rounds.setDigestTarget(round?.id ?? '', { kind: 'webhook', name: 'g-work' });
    await house.fault({ path: WEBHOOK, times: 1, cut: 'after' });
    for (const [day, time] of [
      [MONDAY, '09:10'],
      ['2026-06-12', '14:00'],
      ['2026-06-12', '16:10'],
    ] as [DateOnly, WallTime][])
      await house.at(day, time);
    expect(await outcomes('digest')).toEqual(['webhook ambiguous']);
    await until(async () => (await outcomes('ambiguous')).includes('app sent'));
    await press('/people/shenjingyi', 'count_as_sent');
    expect(await outcomes('digest')).toEqual(['webhook sent']);
    expect(await shown('/groups/g-work')).toHaveLength(1);
  });
});

test('有人不在可见范围：其余照发，整改办收到名单，群里只点名', async () => {
  await setMentionIn(house.deps, 'A', 'g-work');
  await house.fault({ path: SEND, times: 1, errcode: 81013 });
  await house.at(MONDAY, '09:10');
  await house.at(MONDAY, '09:12');
  const told = (await shown('/people/shenjingyi')).map(({ payload }) => JSON.stringify(payload));
  expect(told.filter((text) => text.includes('没有送达')).length).toBe(1);
  const [mention, ...more] = (await shown('/groups/g-work')).map(({ payload }) => JSON.stringify(payload));
  expect(mention).toMatch(/<@\w+>/);
  expect(mention).not.toMatch(/\d+号|逾期|整改任务/);
  expect(more).toEqual([]);
  await house.at(MONDAY, '09:20');
  expect((await outcomes('unreached')).length).toBeGreaterThan(0);
  expect(
    (await shown('/people/shenjingyi')).filter(({ payload }) => JSON.stringify(payload).includes('没有送达')),
  ).toHaveLength(1);
});

test('给同一个人六十条：分开发，一条不丢，企业微信一条也没有悄悄扔掉', async () => {
  const person = await house.deps.store.people.byUserid('luhaiping');
  const now = house.deps.clock.now();
  await house.deps.store.outbound.add(
    Array.from({ length: 60 }, (_, index) => ({
      personId: person?.id ?? null,
      roundId: null,
      kind: 'reply',
      period: `flood:${index}`,
      address: { kind: 'person', userid: 'luhaiping' },
      notice: { kind: 'acknowledged', stillOpen: index },
      urgent: true,
      notBefore: now,
      createdAt: now,
    })),
  );
  const times = ['09:01', '09:02', '09:03', '09:04', '09:05', '09:06', '09:07', '09:08'] as WallTime[];
  for (const time of times) {
    await house.at(MONDAY, time);
    await sweep(house.deps);
    await house.settle();
  }
  expect(await shown('/people/luhaiping')).toHaveLength(60);
  const calls = (await house.calls(SEND)) as { dropped?: string[]; answer?: { errcode?: number } }[];
  expect(calls.flatMap(({ dropped = [] }) => dropped)).toEqual([]);
  expect(calls.filter(({ answer }) => answer?.errcode !== 0)).toEqual([]);
});
