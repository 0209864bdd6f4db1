import { describe, expect, test } from 'vitest';
import type { SendResult } from '../../../src/app/channel.ts';
import { deliver } from '../../../src/app/deliver.ts';
import type { StoredOutbound } from '../../../src/app/message-stores.ts';
import type { Deps } from '../../../src/app/ports.ts';
import { settableClock } from '../../../src/clock.ts';
import type { Notice } from '../../../src/domain/message/notice.ts';
import { calendar2026 } from '../../support/calendar-2026.ts';
import { silentLog } from '../../support/silent-log.ts';

const MORNING = '2026-06-08T09:10:00+08:00';

/** A receipt that somebody waits for, claimed for the first time. */
const aReply: StoredOutbound = {
  id: 'row-1',
  personId: 'person-1',
  roundId: null,
  kind: 'reply',
  period: 'inbound-1:0',
  address: { kind: 'person', userid: 'luhaiping' },
  notice: { kind: 'welcome', name: '陆海平' },
  urgent: true,
  notBefore: new Date(MORNING),
  createdAt: new Date(MORNING),
  state: 'sending',
  request: null,
  attempts: 1,
  firstTriedAt: null,
};

/** The attempt before was cut off: it may have arrived. */
const cutOff = { request: 'the very bytes', attempts: 2, firstTriedAt: new Date(MORNING) };

const preview: Notice = { kind: 'chase_preview', cardId: 'c_1', targets: [], dropped: [], deferredTo: null };

const update: Notice = {
  kind: 'card_update',
  cardId: 'c_1',
  of: 'reminder',
  recorded: [],
  remaining: [],
  instead: {
    kind: 'receipt',
    recorded: [],
    requests: [],
    question: null,
    late: false,
    digestAt: null,
    stillOpen: 0,
  },
};

interface Situation {
  readonly message?: Partial<StoredOutbound> | null;
  readonly result?: SendResult;
  readonly repeatSafe?: boolean;
  readonly at?: string;
  /** The step of the store at which the process dies. */
  readonly diesAt?: string;
}

/** What is done, step by step. */
async function happens({ message = {}, result = sent, repeatSafe = true, at = MORNING, diesAt }: Situation) {
  const steps: string[] = [];
  const step = async (...words: (string | number)[]) => {
    steps.push(words.join(' '));
    if (words[0] === diesAt) throw new Error('killed');
  };
  const clock = settableClock(new Date(at), 'Asia/Shanghai');
  const minutes = (until: Date) => (until.getTime() - clock.now().getTime()) / 60_000;
  const deps = {
    store: {
      workCalendar: async () => calendar2026,
      outbound: {
        claim: async () => message && { ...aReply, ...message },
        keepRequest: (_: string, request: string) => step('keep', request),
        finish: (_: string, { state, reason }: { state: string; reason: string }) =>
          step('finish', state, reason),
        postpone: (_: string, { until, keepRequest }: { until: Date; keepRequest: boolean }) =>
          step('postpone', `${minutes(until) * 60}s`, keepRequest ? 'same bytes' : 'anew'),
        add: async ([added]: StoredOutbound[]) => (await step('add', added?.kind ?? ''), ['row-2']),
      },
      cards: {
        save: () => step('card'),
        setCode: (_: string, code: string | null) => step('code', `${code}`),
      },
    },
    channels: {
      person: {
        repeatSafe,
        prepare: () => 'fresh bytes',
        send: async (_: unknown, request: string) => (await step('send', request), result),
      },
    },
    queue: {
      enqueue: async ([job]: { delayMs?: number }[]) => step('enqueue', `${(job?.delayMs ?? 0) / 1000}s`),
    },
    words: { say: () => ({ kind: 'text', text: '' }) },
    clock,
    log: silentLog,
  } as unknown as Deps;
  await deliver(deps, 'row-1').catch((error: unknown) => {
    if (diesAt === undefined) throw error;
  });
  return steps;
}

const sent: SendResult = { status: 'sent', msgid: 'm', responseCode: 'code' };
const ambiguous: SendResult = { status: 'ambiguous', why: 'ECONNRESET' };
const rejected = (
  fault: 'busy' | 'message' | 'recipient' | 'operator',
  retryAfterMs: number | null = null,
): SendResult => ({
  status: 'rejected',
  code: 1,
  why: fault,
  fault,
  retryAfterMs,
});

describe('第一次发', () => {
  const FIRST = ['keep fresh bytes', 'send fresh bytes'];
  test.each<[string, Situation, string[]]>([
    ['发出', {}, ['finish sent ']],
    ['不知道到了没有：用同样的字节再发', { result: ambiguous }, ['postpone 4s same bytes', 'enqueue 4s']],
    [
      '不知道到了没有，又认不出重复：交给人',
      { result: ambiguous, repeatSafe: false },
      ['finish ambiguous ECONNRESET'],
    ],
    ['企业微信忙：稍后重新拟稿', { result: rejected('busy') }, ['postpone 4s anew', 'enqueue 4s']],
    ['限频，说了多久：照办', { result: rejected('busy', 60_000) }, ['postpone 60s anew', 'enqueue 60s']],
    ['消息不合规矩', { result: rejected('message') }, ['finish rejected message']],
    ['没有这个人', { result: rejected('recipient') }, ['finish rejected recipient']],
    ['忙了八次，作罢', { message: { attempts: 8 }, result: rejected('busy') }, ['finish rejected busy']],
    [
      '等管理员，等多久都行',
      { message: { attempts: 40 }, result: rejected('operator') },
      ['postpone 300s anew', 'enqueue 300s'],
    ],
  ])('%s', async (_, situation, expected) => {
    expect(await happens(situation)).toEqual([...FIRST, ...expected]);
  });

  test('别人已经在发', async () => {
    expect(await happens({ message: null })).toEqual([]);
  });
});

describe('上一次可能已经到了', () => {
  test.each<[string, Situation, string[]]>([
    ['只发同样的字节', {}, ['send the very bytes', 'finish sent ']],
    ['还是不知道', { result: ambiguous }, ['send the very bytes', 'postpone 16s same bytes', 'enqueue 16s']],
    [
      '这次忙，下次仍是同样的字节',
      { result: rejected('busy') },
      ['send the very bytes', 'postpone 16s same bytes', 'enqueue 16s'],
    ],
    [
      '这次等管理员，也是',
      { result: rejected('operator') },
      ['send the very bytes', 'postpone 16s same bytes', 'enqueue 16s'],
    ],
    ['认不出重复的通道，不敢再发', { repeatSafe: false }, ['finish ambiguous cut_off']],
    ['过了四小时，企业微信已认不出', { at: '2026-06-08T13:10:01+08:00' }, ['finish ambiguous cut_off']],
  ])('%s', async (_, { message, ...situation }, expected) => {
    expect(await happens({ ...situation, message: { ...cutOff, ...message } })).toEqual(expected);
  });

  test('卡片没改成，就另发一条回执', async () => {
    const message = { kind: 'card_update', notice: update, ...cutOff, request: '' };
    expect(await happens({ message })).toEqual(['finish ambiguous cut_off', 'add reply', 'enqueue 0s']);
  });
});

describe('夜里和休息日', () => {
  const planned = { urgent: false };
  test.each<[string, Situation, string[]]>([
    [
      '没人等的推到早上',
      { message: planned, at: '2026-06-08T21:30:00+08:00' },
      [`postpone ${10 * 3600 + 40 * 60}s same bytes`],
    ],
    [
      '有人等的照发',
      { at: '2026-06-08T21:30:00+08:00' },
      ['keep fresh bytes', 'send fresh bytes', 'finish sent '],
    ],
    [
      '端午推到节后',
      { message: planned, at: '2026-06-20T10:00:00+08:00' },
      [`postpone ${46 * 3600 + 10 * 60}s same bytes`],
    ],
  ])('%s', async (_, situation, expected) => {
    expect(await happens(situation)).toEqual(expected);
  });
});

describe('卡片', () => {
  test('先记下卡片，再记下要发的字节：中途断电，重发的卡片也认得', async () => {
    const message = { notice: preview };
    expect(await happens({ message })).toEqual([
      'card',
      'keep fresh bytes',
      'send fresh bytes',
      'finish sent ',
      'code code',
    ]);
    expect(await happens({ message, diesAt: 'card' })).toEqual(['card']);
  });

  test('重发的卡片也记下它的更新码', async () => {
    const message = { notice: preview, ...cutOff };
    expect(await happens({ message })).toEqual(['send the very bytes', 'finish sent ', 'code code']);
  });
});
