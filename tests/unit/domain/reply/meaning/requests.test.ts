import { describe, expect, test } from 'vitest';
import { readRequests } from '../../../../../src/domain/reply/meaning/requests.ts';
import { normalise } from '../../../../../src/domain/reply/text/normalise.ts';
import { vocabulary } from '../../../../../src/zh/vocabulary.ts';
import { aContext } from '../reply-fixtures.ts';
import { clausesIn } from '../reply-steps.ts';

const askedIn = (text: string) =>
  clausesIn(text, aContext(), vocabulary).flatMap((clause) =>
    readRequests({ clause, title: '', message: normalise(text), today: '2026-06-10' }),
  );

describe('an extension', () => {
  test.each<[text: string, due: string | null]>([
    ['9申请延期至2026年8月31日', '2026-08-31'],
    ['9延到下周三', '2026-06-17'],
    ['9想缓一缓', null],
    ['9延期一个月', null],
    ['9能否延期到7月底？', '2026-07-31'],
    ['9因资金未到位申请延期到7月15日', '2026-07-15'],
    ['9没完成需要延期到7月底', '2026-07-31'],
  ])('%s → %s', (text, due) => {
    expect(askedIn(text)).toEqual([{ kind: 'extension', due, inPast: false }]);
  });

  test.each(['9延期到上个月', '9延期到昨天', '9延期到2026年5月1日'])('%s lies in the past', (text) => {
    expect(askedIn(text)).toEqual([{ kind: 'extension', due: null, inPast: true }]);
  });

  test.each([
    '9不延期',
    '9已延期',
    '9延期了',
    '9如果不行就延期',
    '9可能延期',
    '9怎么延期',
    '9能延期吗',
    '9合同延期到8月',
    '9上次延期到6月',
  ])('%s asks for none', (text) => {
    expect(askedIn(text)).toEqual([]);
  });
});

describe('help', () => {
  test.each(['2请协调区投促局', '2需要领导出面协调', '2希望区里能支持一下', '2求助', '2帮忙协调'])(
    '%s',
    (text) => {
      expect(askedIn(text)).toEqual([{ kind: 'help' }]);
    },
  );

  test.each([
    '2已请区里协调',
    '2不需要协调',
    '2正在请区里协调',
    '2如需协调再说',
    '2加强协调',
    '2协调推进',
    '2帮助贫困户6户',
  ])('%s asks for none', (text) => {
    expect(askedIn(text)).toEqual([]);
  });
});

describe('a transfer', () => {
  test.each<[text: string, to: string | null]>([
    ['6转给赵六负责', '赵六'],
    ['6请转交李四吧', '李四'],
    ['6转交给城建办的李四', '李四'],
    ['6转给城建办', '城建办'],
    ['6由王五负责', '王五'],
    ['6改由王五负责了', '王五'],
    ['6不归我管', null],
    ['6转办', null],
    ['6转给别人', null],
  ])('%s → %s', (text, to) => {
    expect(askedIn(text)).toEqual([{ kind: 'transfer', to }]);
  });

  test.each([
    '6不转给赵六',
    '6线索移交纪委',
    '6移交3条线索',
    '6由王五整改',
    '6已由王五负责整改完成',
    '6能转给别人吗',
  ])('%s asks for none', (text) => {
    expect(askedIn(text)).toEqual([]);
  });
});
