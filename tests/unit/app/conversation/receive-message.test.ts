import { describe, expect, test } from 'vitest';
import type { InboundContent, ReceivedMessage } from '../../../../src/app/channel.ts';
import type { Deps, JobRequest } from '../../../../src/app/ports.ts';
import { receiveMessage } from '../../../../src/app/conversation/receive-message.ts';
import { words } from '../../../../src/main/words.ts';

const NOW = new Date('2026-06-08T01:00:00Z');

/** What is kept, asked for and logged when this arrives; `known`: the same message came before. */
async function receive(content: InboundContent, known = false) {
  const kept: ReceivedMessage[] = [];
  const jobs: JobRequest[] = [];
  const logged: unknown[] = [];
  const deps = {
    store: {
      inbound: { add: async (message: ReceivedMessage) => (known ? null : (kept.push(message), 'row-1')) },
    },
    queue: { enqueue: async (asked: JobRequest[]) => void jobs.push(...asked) },
    words,
    clock: { now: () => NOW },
    log: { warn: (...line: unknown[]) => void logged.push(line) },
  } as unknown as Deps;
  const message = {
    dedupeKey: '7100000000000000001',
    channel: 'app',
    senderId: 'luhaiping',
    sentAt: NOW,
    groupId: null,
    replyTo: null,
  } as const;
  const outcome = await receiveMessage(deps, { ...message, content });
  return { outcome, kept: kept.map((each) => each.content), jobs, logged: JSON.stringify(logged) };
}

const text = (said: string): InboundContent => ({ type: 'text', text: said });

test('收下，叫醒处理的人', async () => {
  expect(await receive(text('14已完成'))).toEqual({
    outcome: 'accepted',
    kept: [text('14已完成')],
    jobs: [{ name: 'handle-message', inboundId: 'row-1' }],
    logged: '[]',
  });
});

test('重复的不再叫醒谁', async () => {
  expect(await receive(text('14已完成'), true)).toMatchObject({ outcome: 'repeated', jobs: [] });
});

describe('留下的文字', () => {
  test.each([
    ['手机号遮住', '联系人 13812345678，14已完成', '联系人 138****5678，14已完成'],
    ['PostgreSQL 存不下的字符去掉', '14\0已完成', '14已完成'],
    ['半个字符换成记号', '14\ud800已完成', '14\ufffd已完成'],
    ['其余原样', '14已完成 👍\n<b>&amp;', '14已完成 👍\n<b>&amp;'],
  ])('%s', async (_, said, expected) => {
    expect((await receive(text(said))).kept).toEqual([text(expected)]);
  });

  test.each(['【机密】14已完成，涉案金额另报', '【机\0密】14已完成，涉案金额另报'])(
    '涉密的一个字也不留：%j',
    async (said) => {
      const { outcome, kept, logged } = await receive(text(said));
      expect([outcome, kept]).toEqual(['accepted', [{ type: 'secret' }]]);
      expect(logged).toContain('secret_text_refused');
      expect(logged).not.toContain('涉案金额');
    },
  );
});

const quoting = (quoted: string): InboundContent => ({ type: 'text', text: '已完成', quoted });

describe('引用的话和语音转写', () => {
  test.each([
    ['引用里的手机号遮住', quoting('联系人 13812345678'), quoting('联系人 138****5678')],
    ['引用涉密：只丢引用，话照收', quoting('【机密】14号线索'), { ...text('已完成'), refusedQuote: true }],
    ['隔了字符也认得', quoting('【机\0密】14号线索'), { ...text('已完成'), refusedQuote: true }],
  ])('%s', async (_, content, kept) => {
    expect((await receive(content)).kept).toEqual([kept]);
  });

  test('丢了引用要留痕，不留内容', async () => {
    const { logged } = await receive(quoting('【机密】14号线索'));
    expect(logged).toContain('secret_quotation_dropped');
    expect(logged).not.toContain('线索');
  });

  test('转写和图文照样遮住、照样拒收，其余原样', async () => {
    const pictures = [{ from: 'robot', url: 'https://example.com/1', aesKey: 'k' }] as const;
    const spoken: InboundContent = { type: 'text', text: '联系人 13812345678', spoken: true, pictures };
    expect((await receive(spoken)).kept).toEqual([{ ...spoken, text: '联系人 138****5678' }]);
    expect((await receive({ ...spoken, text: '【绝密】线索' })).kept).toEqual([{ type: 'secret' }]);
  });
});

test('不是文字的原样收下', async () => {
  const source = { from: 'app', mediaId: '13812345678' } as const;
  const picture: InboundContent = { type: 'media', media: 'image', source };
  expect((await receive(picture)).kept).toEqual([picture]);
});
