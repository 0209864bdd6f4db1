import { describe, expect, test } from 'vitest';
import type { PendingAsk } from '../../../../../src/domain/reply/result.ts';
import { understand } from '../../../../../src/domain/reply/understand.ts';
import { vocabulary } from '../../../../../src/zh/vocabulary.ts';
import { aContext, scored } from '../reply-fixtures.ts';

const answer = (pending: PendingAsk, text: string) =>
  scored(understand(text, aContext({ pending }), vocabulary));

describe('which one was it?', () => {
  const pending: PendingAsk = { item: null, asks: 'which_item', status: 'done' };

  test.each<[text: string, items: string[]]>([
    ['9', ['9']],
    ['第九项', ['9']],
    ['2和6', ['2', '6']],
    ['资产那个', ['6']],
    ['是6', ['6']],
    ['全部', ['2', '6', '9']],
  ])('%s', (text, items) => {
    expect(answer(pending, text)).toMatchObject({ reports: items.map((item) => ({ item, status: 'done' })) });
  });

  test.each(['6不是', '都不是', '6？', '不知道', '收到', '6还没完成', '1'])('%s is not that one', (text) => {
    expect(answer(pending, text).reports.filter(({ status }) => status === 'done')).toEqual([]);
  });
});

describe('how far is it?', () => {
  const pending: PendingAsk = { item: '2', asks: 'progress' };

  test.each<[text: string, item: string, status: string]>([
    ['已约谈三家企业', '2', 'in_progress'],
    ['三家企业有意向', '2', 'in_progress'],
    ['已完成', '2', 'done'],
    ['还没启动', '2', 'not_started'],
    ['9已完成', '9', 'done'],
  ])('%s', (text, item, status) => {
    expect(answer(pending, text).reports).toEqual([{ item, status }]);
  });

  test.each(['收到', '不知道', '今天天气不错', '怎么填', '？'])('%s tells nothing', (text) => {
    expect(answer(pending, text).reports).toEqual([]);
  });

  test('the state said before is kept', () => {
    expect(answer({ ...pending, status: 'basically_done' }, '引进企业2家').reports).toEqual([
      { item: '2', status: 'basically_done' },
    ]);
  });
});

describe('until when?', () => {
  const pending: PendingAsk = { item: '9', asks: 'extension_due' };

  test.each<[text: string, due: string | null]>([
    ['7月1日', '2026-07-01'],
    ['15号', '2026-06-15'],
    ['延到7.20', '2026-07-20'],
    ['7月底能完成', '2026-07-31'],
    ['下个月', null],
  ])('%s', (text, due) => {
    expect(answer(pending, text)).toMatchObject({
      reports: [],
      requests: [{ kind: 'extension', item: '9', due }],
    });
  });

  test.each(['不延期了', '收到', '9已完成', '不知道'])('%s asks for no extension', (text) => {
    expect(answer(pending, text).requests).toEqual([]);
  });
});
