import { assert, property } from 'fast-check';
import { expect, test } from 'vitest';
import type { Card, OutgoingMessage } from '../../../src/domain/message/card.ts';
import { renderParts } from '../../../src/wecom/render/render.ts';
import { say } from '../../../src/zh/say.ts';
import { anyDigest, anyNotice } from './any-notice.ts';
import { aDigest, anAsk, aReceipt, aTaskLine, recorded } from './street.ts';

/*
 * What WeCom would cut, it must never get (app-api §4.2, §4.3, §4.6), and what is said is one message, not several.
 */

const bytes = (text: string): number => Buffer.byteLength(text);
const characters = (text: string): number => Array.from(text).length;

function expectWithinLimits({ source, title, subtitle, body, lines, choices, buttons }: Card): void {
  expect(characters(source)).toBeLessThanOrEqual(20);
  expect(characters(title)).toBeLessThanOrEqual(36);
  expect(title).not.toBe('');
  expect(characters(subtitle)).toBeLessThanOrEqual(44);
  expect(characters(body)).toBeLessThanOrEqual(160);
  expect(lines.length).toBeLessThanOrEqual(6);
  for (const { name, value } of lines) {
    expect(characters(name)).toBeLessThanOrEqual(5);
    expect(characters(value)).toBeLessThanOrEqual(30);
  }
  expect(buttons.length).toBeLessThanOrEqual(6);
  for (const { text } of buttons) expect(characters(text)).toBeLessThanOrEqual(10);
  expect(choices.length).toBeLessThanOrEqual(1);
  for (const { options } of choices) {
    expect(options.length).toBeGreaterThan(1);
    expect(options.length).toBeLessThanOrEqual(10);
    for (const { text } of options) expect(characters(text)).toBeLessThanOrEqual(16);
  }
}

const written = (message: Exclude<OutgoingMessage, { kind: 'card' }>): string[] => [
  ...renderParts(message, message.kind === 'text' ? 'plain' : 'webhook', 2048),
];

test('任何消息都不超过企业微信的长度', () => {
  assert(
    property(anyNotice, (notice) => {
      const message = say(notice);
      if (message.kind === 'card') return expectWithinLimits(message.card);
      const [text = '', ...more] = written(message);
      expect(more).toEqual([]);
      expect(bytes(text)).toBeLessThanOrEqual(2048);
      expect(text).not.toMatch(/\p{Surrogate}/u);
      expect(text.trim()).not.toBe('');
    }),
    { numRuns: 600 },
  );
}, 120_000);

const digestOf = (notice: Parameters<typeof say>[0]): string => {
  const message = say(notice);
  return message.kind === 'document' ? written(message).join('') : '';
};

const sumOf = (line: string): number =>
  (line.replaceAll(/（[^）]*）/gu, '').match(/\d+/gu) ?? [])
    .map(Number)
    .reduce((left, right) => left + right, 0);

test.each(['任务', '问题'])('周报的%s数总是合得上', (unit) => {
  assert(
    property(anyDigest, (digest) => {
      const total = unit === '任务' ? digest.tasks.total : digest.problems.total;
      const [line = ''] = digestOf(digest).match(new RegExp(`^\\*\\*${unit}.*$`, 'mu')) ?? [];
      expect(line).toContain(`${unit}${total}项`);
      expect(sumOf(line)).toBe(2 * total);
    }),
  );
});

test('周报只用应用消息认得的标记，标签成对', () => {
  assert(
    property(anyDigest, (digest) => {
      for (const line of digestOf(digest).split('\n')) {
        expect(line).toMatch(/^(?:|# .*|### .*|> .*|· .*|\*\*.*)$/u);
        expect(line.match(/<font color="(?:warning|comment)">/gu)?.length).toBe(
          line.match(/<\/font>/gu)?.length,
        );
        expect((line.match(/\*\*/gu)?.length ?? 0) % 2).toBe(0);
      }
    }),
  );
});

test('名单太长时写明还有几项，一项不少', () => {
  const red = Array.from({ length: 60 }, (_, index) => ({
    code: String(index + 1),
    unit: '民生服务中心',
    days: 9,
  }));
  const text = digestOf(aDigest({ red }));
  const shown = text.match(/逾期9天/gu)?.length ?? 0;
  expect(text).toContain('### 红灯任务60项');
  expect(text).toContain(`· 另有 ${60 - shown} 项`);
  expect(shown).toBeGreaterThan(10);
});

test('卡片放不下的任务写明还有几项', () => {
  const asks = Array.from({ length: 9 }, (_, index) => ({ ...anAsk('6'), code: String(index + 1) }));
  const message = say({
    kind: 'reminder',
    step: 'weekly',
    late: false,
    cardId: 'c1',
    asks,
    closesAt: { date: '2026-06-12', time: '12:00' },
  });
  expect(message).toMatchObject({
    card: { title: '本周整改任务待报 9 项', body: expect.stringContaining('另有 3 项，回复“我的任务”查看') },
  });
});

test('一次报三十项，回执仍逐项列出编号', () => {
  const lines = Array.from({ length: 30 }, (_, index) =>
    recorded({ code: String(index + 1), text: '已完成前期摸底，正在征求各社区意见，预计月底前全部完成' }),
  );
  const message = say(aReceipt({ recorded: lines }));
  expect(message).toMatchObject({ text: expect.stringContaining('1 正在推进') });
  const text = message.kind === 'text' ? message.text : '';
  const shown = text.match(/正在推进/gu)?.length ?? 0;
  expect(shown === 30 || text.includes(`另有 ${30 - shown} 项`)).toBe(true);
});

test('我的任务：急的在前，放不下的说明有几项', () => {
  const tasks = Array.from({ length: 45 }, (_, index) =>
    aTaskLine({
      code: String(index + 1),
      light: 'green',
      overdueDays: 0,
      dueOn: '2026-07-17',
      title: '规范河道巡查点位和记录'.repeat(3),
    }),
  );
  const message = say({
    kind: 'my_tasks',
    led: [],
    ofUnit: [],
    helped: [],
    tasks: [...tasks, aTaskLine({ code: '99' })],
  });
  const text = message.kind === 'text' ? message.text : '';
  expect(text.split('\n')[1]).toContain('99 历史工程结算清零（逾期18天');
  const shown = text.match(/^\d+ /gmu)?.length ?? 0;
  expect(text).toContain(`另有 ${46 - shown} 项`);
});

test('别人写的尖括号不会成为链接', () => {
  const message = say({
    kind: 'help_asked',
    code: '24',
    by: '邹帆',
    request: 'help',
    to: null,
    text: '请看<a href="x">这里</a>',
  });
  expect(message).toMatchObject({ text: expect.not.stringContaining('<') });
});
