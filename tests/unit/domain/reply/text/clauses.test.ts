import { expect, test } from 'vitest';
import { vocabulary } from '../../../../../src/zh/vocabulary.ts';
import { aContext } from '../reply-fixtures.ts';
import { clausesIn } from '../reply-steps.ts';

test.each<[text: string, clauses: string]>([
  ['2、6都完成了，9还在办', '2、6都完成了|9还在办'],
  ['第二项弄完了第六项还得两天', '第二项弄完了|第六项还得两天'],
  ['2已完成 2未完成', '2已完成|2未完成'],
  ['2. 已完成\n6. 推进中', '2. 已完成|6. 推进中'],
  ['完成2未完成9', '完成2|未完成9'],
  ['施工队说6已完成', '施工队说6已完成'],
  ['张三说：6已完成', '张三说:6已完成'],
  ['6完成了但还没验收', '6完成了|但还没验收'],
  ['6已完成并长期坚持', '6已完成|并长期坚持'],
  ['6已完成整改并销号', '6已完成整改|并销号'],
  ['6已完成 正在公示', '6已完成|正在公示'],
  ['6已完成 初稿', '6已完成 初稿'],
  ['6还没 完成', '6还没 完成'],
  ['6：一是修订办法二是盘点', '6|一是修订办法|二是盘点'],
  ['6（张三）已完成', '6|张三|已完成'],
  ['，，。', ''],
])('%s', (text, clauses) => {
  const context = aContext();
  expect(
    clausesIn(text, context, vocabulary)
      .map(({ words }) => words)
      .join('|'),
  ).toBe(clauses);
});

test('knows a question and what parts a clause from the one before', () => {
  const [first, second, third] = clausesIn('6完成了，但没验收。9完成了？', aContext(), vocabulary);
  expect([first?.opener, second?.opener, third?.opener]).toEqual(['sentence', 'contrast', 'sentence']);
  expect([first?.asked, second?.asked, third?.asked]).toEqual([false, false, true]);
});
