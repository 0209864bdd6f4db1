import { describe, expect, test } from 'vitest';
import { vocabulary } from '../../../../../src/zh/vocabulary.ts';
import { aContext, oneTask } from '../reply-fixtures.ts';
import { tokensIn } from '../reply-steps.ts';

/** `6`, `A6`, `2-6`: what was found, in order. */
function codesIn(text: string, context = aContext()): string {
  const codes = tokensIn(text, context, vocabulary).flatMap((token) =>
    token.kind === 'codes' ? token.mentions : [],
  );
  return codes.map(({ letter, from, to }) => letter + (from === to ? from : `${from}-${to}`)).join(' ');
}

describe('codes', () => {
  test.each<[text: string, codes: string]>([
    ['6已完成', '6'],
    ['6号', '6'],
    ['第6项', '6'],
    ['第六项', '6'],
    ['#6', '6'],
    ['（6）已完成', '6'],
    ['【6】已完成', '6'],
    ['A6', 'A6'],
    ['ａ６', 'A6'],
    ['６', '6'],
    ['06', '6'],
    ['任务6已完成', '6'],
    ['3-5项', '3-5'],
    ['3到5项', '3-5'],
    ['第3至第5项', '3-5'],
    ['9-6完成', '6-9'],
    ['3、5、12完成', '3 5 12'],
    ['3和5', '3 5'],
    ['2、6项已完成', '2 6'],
    ['2 6 9已完成', '2 6 9'],
    ['A12、A15', 'A12 A15'],
    ['2/6/9已完成', '2 6 9'],
    ['完成6', '6'],
    ['6月30日前完成9', '9'],
    ['6.30前完成9', '9'],
    ['2.已完成6.推进中', '2 6'],
    ['2:完成 6:推进中', '2 6'],
    ['6已完成 88已完成', '6 88'],
    ['弄完了9还没弄', '9'],
    ['六号完成九号没完成', '6 9'],
    ['六已完成', '6'],
    ['88已完成', '88'],
    ['9号临时建筑已拆除', '9'],
    ['6 资产盘点', '6'],
  ])('%s → %s', (text, codes) => {
    expect(codesIn(text)).toBe(codes);
  });
});

describe('no codes', () => {
  test.each([
    '修订办法2项',
    '盘点9个仓库',
    '一是修订，二是盘点',
    '①修订②盘点',
    '整改17处',
    '投入3.5万元',
    '12月15日',
    '2026年6月',
    '完成80%',
    '一直在办',
    '3项已完成',
    '9号楼已拆除',
    '12号文已印发',
    '13800138000',
    '约谈12人，走访6户',
    '张三已完成',
    '第三方已进场',
    '第二个弄完了',
    '第一时间处置',
    '第2次会议',
    '预计15号完成',
    '会议9号结束',
    '15:30开会',
    '2026预算',
  ])('%s', (text) => {
    expect(codesIn(text)).toBe('');
  });

  test.each<[text: string, codes: string]>([
    ['6已完成17', '6'],
    ['6已立案，12号召开会议', '6'],
    ['6：约谈2家，9月底前完成', '6'],
  ])('beside a code: %s → %s', (text, codes) => {
    expect(codesIn(text)).toBe(codes);
  });
});

describe('lists of the person’s own making', () => {
  test.each<[text: string, codes: string]>([
    ['6：1.修订办法 2.盘点仓库 3.建账', '6'],
    ['6：1、修订办法；2、盘点仓库', '6'],
    ['6：（1）修订办法（2）盘点仓库', '6'],
    ['6：一、修订办法；二、盘点仓库', '6'],
    ['一、2号已完成；二、6号推进中', '2 6'],
    ['1.已完成\n2.推进中', '1 2'],
    ['2.已完成\n6.推进中', '2 6'],
  ])('%s → %s', (text, codes) => {
    expect(codesIn(text)).toBe(codes);
  });

  test('of an official whose codes are others', () => {
    expect(codesIn('1.已立案3起\n2.已拆除2处', aContext(oneTask))).toBe('');
  });
});
