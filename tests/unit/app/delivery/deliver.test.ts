import { describe, expect, test } from 'vitest';
import {
  ambiguous,
  cutOff,
  happens,
  MORNING,
  preview,
  rejected,
  sent,
  update,
  type Situation,
} from './a-delivery.ts';

/** What may be said in a group; nothing else is sent there. */
const toAGroup = { kind: 'mention', people: [] } as const;

describe('第一次发', () => {
  const FIRST = ['keep app fresh bytes', 'send app/luhaiping fresh bytes'];
  test.each<[string, Situation, string[]]>([
    ['发出', {}, ['finish sent']],
    [
      '不知道到了没有：用同样的字节再发',
      { results: [ambiguous] },
      ['postpone 4s ECONNRESET tried', 'enqueue deliver 4s'],
    ],
    [
      '企业微信忙：稍后重新拟稿',
      { results: [rejected('busy')] },
      ['postpone 4s busy nothing', 'enqueue deliver 4s'],
    ],
    [
      '限频，说了多久：照办',
      { results: [rejected('busy', 60_000)] },
      ['postpone 60s busy nothing', 'enqueue deliver 60s'],
    ],
    ['消息不合规矩', { results: [rejected('message')] }, ['finish rejected message']],
    ['没有这个人', { results: [rejected('recipient')] }, ['finish rejected recipient']],
    [
      '说一秒，却已忙了八次：五分钟后再试，一条不丢',
      { message: { attempts: 8 }, results: [rejected('busy', 1000)] },
      ['postpone 300s busy nothing', 'enqueue deliver 300s'],
    ],
    [
      '八次都不知道到了没有：还认得出重复，接着用同样的字节',
      { message: { attempts: 8 }, results: [ambiguous] },
      ['postpone 300s ECONNRESET tried', 'enqueue deliver 300s'],
    ],
    ['忙了一天，作罢', { message: { attempts: 290 }, results: [rejected('busy')] }, ['finish rejected busy']],
    [
      '从没见过的错误码：不重试，告诉管理员',
      { results: [rejected('message', null, true)] },
      ['finish rejected message', 'add administrator', 'enqueue deliver 0s'],
    ],
  ])('%s', async (_, situation, expected) => {
    expect(await happens(situation)).toEqual([...FIRST, ...expected]);
  });

  test('拟稿时别人已接手：不发', async () => {
    expect(await happens({ takenOver: true })).toEqual(['keep app fresh bytes']);
  });

  test('别人已经在发', async () => {
    expect(await happens({ message: null })).toEqual([]);
  });
});

describe('上一次可能已经到了', () => {
  const AGAIN = 'send app/luhaiping the very bytes';
  test.each<[string, Situation, string[]]>([
    ['只发同样的字节', {}, [AGAIN, 'finish sent']],
    ['还是不知道', { results: [ambiguous] }, [AGAIN, 'postpone 16s ECONNRESET tried', 'enqueue deliver 16s']],
    [
      '这次忙，下次仍是同样的字节',
      { results: [rejected('busy')] },
      [AGAIN, 'postpone 16s busy tried', 'enqueue deliver 16s'],
    ],
    ['过了三小时，企业微信也许已认不出', { at: '2026-06-08T12:10:01+08:00' }, ['finish ambiguous cut_off']],
    [
      '认不出重复的通道，不敢再发',
      { message: { via: 'robot' }, robot: 'up', owned: 'robot' },
      ['finish ambiguous cut_off'],
    ],
    [
      '机器人断了也不改走别的路：可能已经到了',
      { message: { via: 'robot' }, robot: 'down' },
      ['postpone 60s halted:robot tried uncounted', 'enqueue deliver 60s'],
    ],
  ])('%s', async (_, { message, ...situation }, expected) => {
    const steps = await happens({ ...situation, message: { ...cutOff, ...message } });
    expect(steps.filter((step) => !/^(add ambiguous)/.test(step))).toEqual(expected);
  });

  test('周报发到群里不知到没到：问整改办', async () => {
    const message = {
      kind: 'digest',
      personId: null,
      notice: toAGroup,
      address: { kind: 'webhook', name: '周报群' },
    } as const;
    expect(await happens({ message, results: [ambiguous] })).toEqual([
      'keep webhook fresh bytes',
      'send webhook/周报群 fresh bytes',
      'finish ambiguous ECONNRESET',
      'add ambiguous',
      'enqueue deliver 0s',
    ]);
  });
});

describe('走哪条路', () => {
  const BY_APP = ['keep app fresh bytes', 'send app/luhaiping fresh bytes', 'finish sent'];
  const BY_ROBOT = ['keep robot fresh bytes', 'send robot/woLu fresh bytes', 'finish sent'];
  const HANDED_OVER = ['postpone 0s for_robot nothing uncounted robot', 'enqueue deliver-by-robot 0s'];
  test.each<[string, Situation, string[]]>([
    ['没和机器人说过话：应用', { robot: null }, BY_APP],
    ['说过话：交给占着连接的进程', { robot: 'up' }, HANDED_OVER],
    ['占着连接的进程：机器人', { robot: 'up', owned: 'robot' }, BY_ROBOT],
    ['机器人断了：应用', { robot: 'down' }, BY_APP],
    [
      '机器人断了又没有应用：等机器人',
      { robot: 'down', channels: ['robot'] },
      ['postpone 60s halted:robot nothing uncounted', 'enqueue deliver 60s'],
    ],
    [
      '应用停用、机器人在：机器人',
      { robot: 'up', owned: 'robot', halt: { channel: 'app', probeInMs: 1000 } },
      BY_ROBOT,
    ],
    ['从应用来的答复从应用回', { robot: 'up', message: { via: 'app' } }, BY_APP],
    ['人已离开：记下来', { active: false }, ['finish rejected unreachable:no_account']],
    [
      '只有机器人，又没说过话：记下来',
      { channels: ['robot'] },
      ['finish rejected unreachable:not_contacted'],
    ],
    [
      '机器人发不过去：记住，改走应用',
      { robot: 'up', owned: 'robot', results: [rejected('recipient')] },
      [
        'keep robot fresh bytes',
        'send robot/woLu fresh bytes',
        'lose woLu',
        'postpone 0s another_way nothing  app',
        'enqueue deliver 0s',
      ],
    ],
  ])('%s', async (_, situation, expected) => {
    expect(await happens(situation)).toEqual(expected);
  });
});

describe('要管理员动手的错误', () => {
  test.each<[string, Situation, string[]]>([
    [
      '第一次：停下来，消息留着，告诉管理员一次',
      { results: [rejected('operator')], message: { attempts: 40 } },
      [
        'keep app fresh bytes',
        'send app/luhaiping fresh bytes',
        'trip app',
        'add administrator',
        'enqueue deliver 0s',
        'postpone 60s halted:app nothing uncounted',
        'enqueue deliver 60s',
      ],
    ],
    [
      '停着的时候，别的消息不去撞',
      { halt: { channel: 'app', probeInMs: 30_000 } },
      ['postpone 30s halted:app nothing uncounted', 'enqueue deliver 30s'],
    ],
    [
      '到时放一条去试，不是我就再等',
      { halt: { channel: 'app', probeInMs: 0, probe: false } },
      ['postpone 60s halted:app nothing uncounted', 'enqueue deliver 60s'],
    ],
    [
      '试通了：恢复，等着的都提前',
      { halt: { channel: 'app', probeInMs: 0 } },
      [
        'keep app fresh bytes',
        'send app/luhaiping fresh bytes',
        'finish sent',
        'lift app',
        'add administrator',
        'enqueue deliver 0s',
        'hasten halted:app',
        'enqueue sweep 0s',
      ],
    ],
    [
      '还不通：只推后，不再说一遍',
      { halt: { channel: 'app', probeInMs: 0 }, results: [rejected('operator')] },
      [
        'keep app fresh bytes',
        'send app/luhaiping fresh bytes',
        'trip app',
        'postpone 60s halted:app nothing uncounted',
        'enqueue deliver 60s',
      ],
    ],
  ])('%s', async (_, situation, expected) => {
    expect(await happens(situation)).toEqual(expected);
  });
});

describe('不超过企业微信的限制', () => {
  test.each<[string, Situation, string[]]>([
    [
      '没有位置：等到有',
      { short: { key: 'app:member:luhaiping', waitMs: 3000 } },
      ['postpone 3s rate_limited nothing uncounted', 'enqueue deliver 3s'],
    ],
    [
      '当天的次数用完：第二天再发，告诉管理员',
      { short: { key: 'app:day:2026-06-08', waitMs: 3_600_000 } },
      ['postpone 53700s daily_cap nothing uncounted', 'add administrator', 'enqueue deliver 0s'],
    ],
  ])('%s', async (_, situation, expected) => {
    expect(await happens(situation)).toEqual(expected);
  });
});

describe('一条太长，分几段', () => {
  const parts = ['one', 'two', 'three'];
  const toGroup = {
    kind: 'digest',
    personId: null,
    notice: toAGroup,
    address: { kind: 'webhook', name: '周报群' },
  } as const;
  test.each<[string, Situation, string[]]>([
    [
      '一段到了再发下一段',
      { parts },
      [
        'keep app one two three',
        'send app/luhaiping one',
        'part 1 not tried',
        'part 1 tried',
        'send app/luhaiping two',
        'part 2 not tried',
        'part 2 tried',
        'send app/luhaiping three',
        'finish sent',
      ],
    ],
    [
      '第二段没有位置：等，前一段不再发',
      { parts, short: { key: 'k', waitMs: 2000, fromPart: 1 } },
      [
        'keep app one two three',
        'send app/luhaiping one',
        'part 1 not tried',
        'postpone 2s rate_limited untried uncounted',
        'enqueue deliver 2s',
      ],
    ],
    [
      '第二段企业微信忙：前一段不再发',
      { message: toGroup, parts, results: [sent, rejected('busy')] },
      [
        'keep webhook one two three',
        'send webhook/周报群 one',
        'part 1 not tried',
        'part 1 tried',
        'send webhook/周报群 two',
        'postpone 4s busy untried',
        'enqueue deliver 4s',
      ],
    ],
    [
      '接着发第二段',
      {
        message: { ...toGroup, requests: parts, partsSent: 1, attempts: 2, via: 'webhook' },
        results: [sent],
      },
      [
        'part 1 tried',
        'send webhook/周报群 two',
        'part 2 not tried',
        'part 2 tried',
        'send webhook/周报群 three',
        'finish sent',
        'release digest_picture',
        'enqueue deliver 0s',
      ],
    ],
    [
      '第二段发到一半断电：群里认不出重复，交给人',
      {
        message: {
          ...toGroup,
          requests: parts,
          partsSent: 1,
          attempts: 2,
          via: 'webhook',
          firstTriedAt: new Date(MORNING),
        },
      },
      ['finish ambiguous cut_off', 'add ambiguous', 'enqueue deliver 0s'],
    ],
  ])('%s', async (_, situation, expected) => {
    expect(await happens(situation)).toEqual(expected);
  });
});

describe('夜里和休息日', () => {
  const planned = { urgent: false };
  test.each<[string, Situation, string[]]>([
    [
      '没人等的推到早上',
      { message: planned, at: '2026-06-08T21:30:00+08:00' },
      [`postpone ${10 * 3600 + 40 * 60}s quiet_time nothing uncounted`],
    ],
    [
      '有人等的照发',
      { at: '2026-06-08T21:30:00+08:00' },
      ['keep app fresh bytes', 'send app/luhaiping fresh bytes', 'finish sent'],
    ],
    [
      '端午推到节后',
      { message: planned, at: '2026-06-20T10:00:00+08:00' },
      [`postpone ${46 * 3600 + 10 * 60}s quiet_time nothing uncounted`],
    ],
  ])('%s', async (_, situation, expected) => {
    expect(await happens(situation)).toEqual(expected);
  });
});

describe('卡片', () => {
  test('卡片和要发的字节一起记下：中途断电，重发的卡片也认得', async () => {
    const message = { notice: preview };
    expect(await happens({ message })).toEqual([
      'keep app fresh bytes with card',
      'send app/luhaiping fresh bytes',
      'finish sent token code',
    ]);
    expect(await happens({ message, diesAt: 'keep' })).toEqual(['keep app fresh bytes with card']);
  });

  test('重发的卡片也记下它的更新码', async () => {
    const message = { notice: preview, ...cutOff };
    expect(await happens({ message })).toEqual([
      'send app/luhaiping the very bytes',
      'finish sent token code',
    ]);
  });

  const pressed = { kind: 'card_update', notice: update } as const;
  const INSTEAD = ['add reply', 'enqueue deliver 0s'];
  test.each<[string, Situation, string[]]>([
    ['改成了', { message: pressed }, ['keep app tok', 'update tok', 'token null', 'finish sent']],
    [
      '没改成：另发一条回执',
      { message: pressed, results: [rejected('message')] },
      ['keep app tok', 'update tok', 'token null', 'finish rejected message', ...INSTEAD],
    ],
    [
      '改到一半断了：不知改成没有，另发一条回执',
      { message: { ...pressed, ...cutOff } },
      ['finish ambiguous cut_off', ...INSTEAD],
    ],
    [
      '机器人的卡片五秒内才能改',
      { message: { ...pressed, via: 'robot' }, robot: 'up', owned: 'robot', tokenAgeMs: 5001 },
      ['finish skipped too_late', ...INSTEAD],
    ],
    [
      '五秒内',
      { message: { ...pressed, via: 'robot' }, robot: 'up', owned: 'robot', tokenAgeMs: 4999 },
      ['keep robot tok', 'update tok', 'token null', 'finish sent'],
    ],
  ])('%s', async (_, situation, expected) => {
    expect(await happens(situation)).toEqual(expected);
  });
});
