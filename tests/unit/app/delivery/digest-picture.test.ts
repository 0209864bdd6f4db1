import { describe, expect, test } from 'vitest';
import type { StoredOutbound } from '../../../../src/app/delivery/message-stores.ts';
import { ambiguous, cutOff, happens, rejected, type PictureSituation, type Situation } from './a-delivery.ts';

const GROUP = { kind: 'webhook', name: '周报群' } as const;

const picture: Partial<StoredOutbound> = {
  kind: 'digest_picture',
  personId: null,
  roundId: 'round-1',
  period: '2026-06-08',
  notice: null,
  address: GROUP,
};
const FRIDAY = '2026-06-12T16:11:00+08:00';

const sendsPicture = (given: PictureSituation, more: Omit<Situation, 'picture'> = {}) =>
  happens({ at: FRIDAY, ...more, message: { ...picture, ...more.message }, picture: given });

const DRAWN = ['draw phone', 'hand over webhook/周报群 png'];

describe('周报后面的图', () => {
  test('周报到了，图就跟上', async () => {
    const digest = { ...picture, kind: 'digest', notice: { kind: 'mention', people: [] } } as const;
    expect(await happens({ at: FRIDAY, message: digest })).toEqual([
      'keep webhook fresh bytes',
      'send webhook/周报群 fresh bytes',
      'finish sent',
      'release digest_picture',
      'enqueue deliver 0s',
    ]);
  });

  test('画好，交给企业微信，记下要发的字节，再发', async () => {
    expect(await sendsPicture({})).toEqual([
      ...DRAWN,
      'keep webhook picture bytes',
      'send webhook/周报群 picture bytes',
      'finish sent',
    ]);
  });

  test.each(['planned', 'sending', 'ambiguous'] as const)('周报还是 %s：图等着', async (digest) => {
    expect(await sendsPicture({ digest })).toEqual(['postpone 300s after_digest nothing uncounted']);
  });

  test.each<[string, PictureSituation, string]>([
    ['周报没发成', { digest: 'rejected' }, 'finish skipped digest_not_sent'],
    ['周报没有发的', { digest: 'skipped' }, 'finish skipped digest_not_sent'],
    ['根本没有周报', { digest: null }, 'finish skipped digest_not_sent'],
    ['本轮不要图', { off: true }, 'finish skipped pictures_off'],
    ['这一周没有冻结', { frozen: false }, 'finish skipped week_not_frozen'],
  ])('不发：%s', async (_, given, outcome) => {
    expect(await sendsPicture(given)).toEqual([outcome]);
  });

  test('下一周都冻结了：旧图不再发', async () => {
    const at = '2026-06-19T16:11:00+08:00';
    expect(await sendsPicture({ newerWeek: true }, { at })).toEqual(['finish expired week_over']);
  });
});

describe('图出了岔子', () => {
  test('画不成：周报照发，记下原因，不再试', async () => {
    expect(await sendsPicture({ drawing: 'fails' })).toEqual([
      'draw phone',
      'finish rejected picture_not_drawn',
    ]);
  });

  test('没交成：谁也没看见，过会儿重来', async () => {
    expect(await sendsPicture({ handedOver: rejected('busy') as never })).toEqual([
      ...DRAWN,
      'postpone 4s busy nothing',
      'enqueue deliver 4s',
    ]);
  });

  test('企业微信不收这张图：记下来', async () => {
    expect(await sendsPicture({ handedOver: rejected('message') as never })).toEqual([
      ...DRAWN,
      'finish rejected message',
    ]);
  });

  test.each([
    ['还没画', [false], []],
    ['交的时候太久', [true, false], DRAWN],
  ])('%s，别的进程已接手：这边罢手', async (_, held, steps) => {
    expect(await sendsPicture({ held })).toEqual(steps);
  });

  test('不知道到了没有：群里认不出重复，不再发，问整改办', async () => {
    expect(await sendsPicture({}, { results: [ambiguous] })).toEqual([
      ...DRAWN,
      'keep webhook picture bytes',
      'send webhook/周报群 picture bytes',
      'finish ambiguous ECONNRESET',
      'add ambiguous',
      'enqueue deliver 0s',
    ]);
  });

  test('发到一半断电：也不再发', async () => {
    expect(await sendsPicture({}, { message: { ...cutOff, via: 'webhook' } })).toEqual([
      'finish ambiguous cut_off',
      'add ambiguous',
      'enqueue deliver 0s',
    ]);
  });
});
