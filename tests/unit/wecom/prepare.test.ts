import { describe, expect, test } from 'vitest';
import type { Address, Channel } from '../../../src/app/channel.ts';
import type { OutgoingMessage } from '../../../src/domain/message/card.ts';
import type { Api } from '../../../src/wecom/api.ts';
import { createAppChannels } from '../../../src/wecom/app.ts';
import { utf8Bytes } from '../../../src/wecom/limits.ts';
import { createWebhookChannel } from '../../../src/wecom/webhook.ts';
import { aCard } from './a-card.ts';

const never = (): never => {
  throw new Error('prepare must not call WeCom');
};
const api: Api = { post: never, get: never };
const { person, appchat } = createAppChannels({ api, agentId: 1000002 });
const webhook = createWebhookChannel({ baseUrl: '', keys: {}, log: { warn: never, error: never } });

const WAYS: [string, Channel, Address, number][] = [
  ['person', person, { kind: 'person', userid: 'wangjianguo' }, 2048],
  ['appchat', appchat, { kind: 'appchat', chatid: 'db18lz' }, 2048],
  ['webhook', webhook, { kind: 'webhook', name: '领导小组' }, 4096],
];

const MARK = '…（内容较长，已截断）';

describe.each(WAYS)('%s', (_name, channel, to, markdownBytes) => {
  const prepare = (message: OutgoingMessage): Record<string, { content: string }> =>
    JSON.parse(channel.prepare(to, message)) as Record<string, { content: string }>;

  test.each<[OutgoingMessage['kind'], OutgoingMessage]>([
    ['text', { kind: 'text', text: '3 已记录' }],
    ['markdown', { kind: 'markdown', markdown: '**周报**' }],
    ['card', { kind: 'card', card: aCard() }],
  ])('%s: the same message gives the same bytes', (_kind, message) =>
    expect(channel.prepare(to, structuredClone(message))).toBe(channel.prepare(to, message)),
  );

  const line = '公车台账不全，逾期 12 天\n';

  test('a long text is cut at a line, and says so', () => {
    const { content } = prepare({ kind: 'text', text: line.repeat(200) })['text']!;
    expect(utf8Bytes(content)).toBeLessThanOrEqual(2048);
    expect(utf8Bytes(content)).toBeGreaterThan(1900);
    expect(content.endsWith(`逾期 12 天${MARK}`)).toBe(true);
  });

  test('a long markdown likewise', () => {
    const { content } = prepare({ kind: 'markdown', markdown: line.repeat(200) })['markdown']!;
    expect(utf8Bytes(content)).toBeLessThanOrEqual(markdownBytes);
    expect(utf8Bytes(content)).toBeGreaterThan(markdownBytes - 150);
    expect(content.endsWith(MARK)).toBe(true);
  });

  test('what fits is left as it is', () =>
    expect(prepare({ kind: 'text', text: '一'.repeat(682) })['text']).toEqual({ content: '一'.repeat(682) }));

  test('a card without buttons becomes markdown', () =>
    expect(prepare({ kind: 'card', card: aCard({ buttons: [] }) })).toMatchObject({
      msgtype: 'markdown',
      markdown: { content: expect.stringContaining('本周请反馈 2 项整改') as string },
    }));

  test('an address of another kind is a mistake of ours', () => {
    const wrong: Address =
      to.kind === 'person' ? { kind: 'appchat', chatid: 'x' } : { kind: 'person', userid: 'x' };
    const send = async () => channel.send(wrong, channel.prepare(wrong, { kind: 'text', text: '在' }));
    return expect(send()).rejects.toThrow(TypeError);
  });
});

test('only a person gets a card with buttons', () => {
  const message = { kind: 'card', card: aCard() } as const;
  const types = WAYS.map(
    ([, channel, to]) => (JSON.parse(channel.prepare(to, message)) as { msgtype: string }).msgtype,
  );
  expect(types).toEqual(['template_card', 'markdown', 'markdown']);
});

test('a person’s message carries the duplicate check', () =>
  expect(
    JSON.parse(person.prepare({ kind: 'person', userid: 'wangjianguo' }, { kind: 'text', text: '在' })),
  ).toEqual({
    touser: 'wangjianguo',
    agentid: 1000002,
    msgtype: 'text',
    text: { content: '在' },
    enable_duplicate_check: 1,
    duplicate_check_interval: 14_400,
  }));
