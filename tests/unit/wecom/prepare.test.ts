import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Channel, Conversation } from '../../../src/app/channel.ts';
import { dateOnly } from '../../../src/domain/calendar/date.ts';
import type { OutgoingMessage } from '../../../src/domain/message/card.ts';
import type { Block } from '../../../src/domain/message/document.ts';
import type { Api } from '../../../src/wecom/api.ts';
import { createWecomApp } from '../../../src/wecom/app.ts';
import { utf8Bytes } from '../../../src/wecom/limits.ts';
import { createWebhooks } from '../../../src/wecom/webhook.ts';
import { aCard } from './a-card.ts';

const never = (): never => {
  throw new Error('prepare must not call WeCom');
};
const api: Api = { post: never, get: never, upload: never, download: never };
const { app, appchat } = createWecomApp({ api, agentId: 1000002, accounts: 300 });
const webhook = createWebhooks({ baseUrl: '', keys: {}, log: { warn: never, error: never } }).channel;

const WANG: Conversation = { channel: 'app', kind: 'person', id: 'WangJianguo' };
const GROUP: Conversation = { channel: 'appchat', kind: 'group', id: 'db18lz' };
const ROBOT: Conversation = { channel: 'webhook', kind: 'group', id: '领导小组' };

const WAYS: [string, Channel, Conversation, number][] = [
  ['app', app, WANG, 2048],
  ['appchat', appchat, GROUP, 2048],
  ['webhook', webhook, ROBOT, 4096],
];

type Payload = Readonly<Record<string, { readonly content: string }>> & { readonly msgtype: string };

const documentOf = (...blocks: Block[]): OutgoingMessage => ({ kind: 'document', document: { blocks } });
const plain = (text: string) => ({ kind: 'text', text }) as const;
const paragraph = (...lines: string[]): Block => ({
  kind: 'paragraph',
  lines: lines.map((line) => [plain(line)]),
});
const table: Block = { kind: 'table', head: ['单位', '未报'], rows: [['城建办', '2']] };

const prepare = (channel: Channel, to: Conversation, message: OutgoingMessage): Payload[] =>
  channel.prepare(to, message, null, 'row-1').map((request) => JSON.parse(request) as Payload);

describe.each(WAYS)('%s', (_name, channel, to, markdownBytes) => {
  test.each<[string, OutgoingMessage]>([
    ['text', { kind: 'text', text: '3 已记录' }],
    ['document', documentOf(paragraph('周报'))],
    ['card', { kind: 'card', card: aCard() }],
  ])('%s: the same message gives the same bytes', (_kind, message) =>
    expect(channel.prepare(to, structuredClone(message), null, 'row-1')).toEqual(
      channel.prepare(to, message, null, 'row-1'),
    ),
  );

  const lines = Array.from({ length: 300 }, (_, index) => `${index + 1} 公车台账不全，逾期 12 天`);

  test.each<[string, OutgoingMessage, string, number]>([
    ['text', { kind: 'text', text: lines.join('\n') }, 'text', 2048],
    ['document', documentOf(paragraph(...lines)), 'markdown', markdownBytes],
  ])('a long %s goes out in parts, and nothing is lost', (_kind, message, msgtype, max) => {
    const contents = prepare(channel, to, message).map((payload) => payload[msgtype]?.content ?? '');
    expect(contents.length).toBeGreaterThan(2);
    expect(Math.max(...contents.map(utf8Bytes))).toBeLessThanOrEqual(max);
    expect(lines.filter((line) => !contents.join('\n').includes(line))).toEqual([]);
  });

  test('what fits is one request', () =>
    expect(prepare(channel, to, { kind: 'text', text: '一'.repeat(682) })).toMatchObject([
      { msgtype: 'text', text: { content: '一'.repeat(682) } },
    ]));

  test('a card with nothing to press becomes markdown', () =>
    expect(prepare(channel, to, { kind: 'card', card: aCard({ buttons: [], choices: [] }) })).toMatchObject([
      {
        msgtype: 'markdown',
        markdown: { content: expect.stringContaining('本周请反馈 2 项整改') as string },
      },
    ]));

  test('a conversation of another channel is a mistake of ours', () => {
    const wrong: Conversation = { channel: 'robot', kind: 'person', id: 'x' };
    const send = async () => channel.send(wrong, channel.prepare(wrong, plain('在'), null, 'row-1')[0] ?? '');
    return expect(send()).rejects.toThrow(TypeError);
  });
});

test('only a person gets a card to press', () => {
  const message = { kind: 'card', card: aCard() } as const;
  expect(WAYS.map(([, channel, to]) => prepare(channel, to, message)[0]?.msgtype)).toEqual([
    'template_card',
    'markdown',
    'markdown',
  ]);
});

test.each<[string, OutgoingMessage, string]>([
  ['a table', documentOf(paragraph('周报'), table), 'markdown_v2'],
  ['no table', documentOf(paragraph('周报')), 'markdown'],
  [
    'a table, and somebody mentioned',
    documentOf(table, {
      kind: 'paragraph',
      lines: [[{ kind: 'mention', userid: 'WangJianguo', name: '王建国' }]],
    }),
    'markdown',
  ],
])('a webhook writes %s as %s', (_name, message, msgtype) =>
  expect(prepare(webhook, ROBOT, message)[0]?.msgtype).toBe(msgtype),
);

test('a person’s message carries the duplicate check', () =>
  expect(prepare(app, WANG, plain('在'))).toEqual([
    {
      touser: 'WangJianguo',
      agentid: 1000002,
      msgtype: 'text',
      text: { content: '在' },
      enable_duplicate_check: 1,
      duplicate_check_interval: expect.any(Number),
    },
  ]));

test('who asks the same twice gets two answers: only a repeat of the same message is a repeat', () => {
  expect(answerOf('row-1')).toBe(answerOf('row-1'));
  expect(answerOf('row-2')).not.toBe(answerOf('row-1'));
  const intervals = Array.from({ length: 500 }, (_, row) => intervalOf(`row-${row}`));
  expect(Math.min(...intervals)).toBeGreaterThan(10_800);
  expect(Math.max(...intervals)).toBeLessThanOrEqual(14_400);
  expect(new Set(intervals).size).toBeGreaterThan(400);
});

const answerOf = (id: string): string =>
  app.prepare(WANG, plain('您本周没有待报的任务。'), null, id)[0] ?? '{}';

const intervalOf = (id: string): number =>
  (JSON.parse(answerOf(id)) as { duplicate_check_interval: number }).duplicate_check_interval;

test('what each channel can do', () =>
  expect([app, appchat, webhook].map(({ capabilities }) => capabilities)).toEqual([
    { repeatSafe: true, exclusive: false, updateWithinMs: 259_200_000, recall: true },
    { repeatSafe: false, exclusive: false, updateWithinMs: null, recall: false },
    { repeatSafe: false, exclusive: false, updateWithinMs: null, recall: false },
  ]));

test.each([
  ['appchat', appchat, GROUP],
  ['webhook', webhook, ROBOT],
] as const)('%s takes nothing back and changes no card', async (_name, channel, to) => {
  const message = { kind: 'card', card: aCard() } as const;
  expect(await channel.recall('m-1')).toMatchObject({ status: 'rejected', fault: 'message' });
  expect(await channel.updateCard(to, 'rc-1', message)).toMatchObject({
    status: 'rejected',
    fault: 'message',
  });
});

const TODAY = dateOnly('2026-06-08');

describe('limits', () => {
  test('of a person, whatever the case of the userid', () =>
    expect(app.limits(WANG, TODAY).map(({ key }) => key)).toEqual([
      'app:member:wangjianguo',
      'app:member:wangjianguo:hour',
      'app:message/send',
      'app:day:2026-06-08',
    ]));

  test('200 a day for each account, and no more that day', () =>
    expect(app.limits(WANG, TODAY).at(-1)).toEqual({
      key: 'app:day:2026-06-08',
      burst: 60_000,
      perMinute: 0,
    }));

  test('of a webhook by its name, never its key', () =>
    expect(webhook.limits(ROBOT, TODAY)).toEqual([{ key: 'webhook:领导小组', burst: 4, perMinute: 14 }]));

  // A call to a group counts as one to 2000 members.
  test.each<[string, Channel, Conversation, number, number]>([
    ['一人每分钟 30 条', app, WANG, 1, 30],
    ['一人每小时 1000 条', app, WANG, 60, 1000],
    ['应用每天 60 000 人次', app, WANG, 1440, 60_000],
    ['群每分钟 20 000 人次', appchat, GROUP, 1, 10],
    ['群每小时 150 000 人次', appchat, GROUP, 60, 75],
    ['群内每人每天 10 000 条', appchat, GROUP, 1440, 10_000],
    ['群机器人每分钟 20 条', webhook, ROBOT, 1, 20],
  ])('%s: in no window more', (_name, channel, to, minutes, max) => {
    const most = Math.min(
      ...channel.limits(to, TODAY).map(({ burst, perMinute }) => burst + perMinute * minutes),
    );
    expect(most).toBeLessThanOrEqual(max);
    expect(most).toBeGreaterThan(0);
  });

  test('message/send as a whole: 10 000 a minute, 150 000 an hour', () => {
    const whole = app.limits(WANG, TODAY).find(({ key }) => key === 'app:message/send');
    const within = (minutes: number) => (whole?.burst ?? Infinity) + (whole?.perMinute ?? Infinity) * minutes;
    expect([within(1) <= 10_000, within(60) <= 150_000]).toEqual([true, true]);
  });
});

/* The size of a request is what WeCom counts, so words that only people could mistake for markup count too. */
test('no part of anything anybody may write is longer than WeCom takes', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 6000 }), (text) => {
      for (const [, channel, to, max] of WAYS) {
        for (const payload of prepare(channel, to, documentOf(paragraph(...text.split('\n'))))) {
          expect(utf8Bytes(payload['markdown']?.content ?? '')).toBeLessThanOrEqual(max);
        }
      }
    }),
    { numRuns: 30 },
  ));
