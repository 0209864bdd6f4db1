import { describe, expect, test } from 'vitest';
import { numbersNamed } from '../../../../src/app/conversation/numbers-named.ts';
import { understand } from '../../../../src/domain/reply/understand.ts';
import { vocabulary } from '../../../../src/zh/vocabulary.ts';
import { replyLines } from '../../domain/reply/reply-fixtures.ts';

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
/** Some of a round of five thousand tasks: whatever the texts may speak of, years as well. */
const ROUND = [
  ...numbers(1, 60),
  ...numbers(1000, 1060),
  ...numbers(1200, 1203),
  ...numbers(2024, 2028),
  4998,
  4999,
].map(String);

/** What is read of it for that text. */
const readFor = (text: string): string[] => {
  const named = numbersNamed(text);
  return ROUND.filter((code) => named.some(({ from, to }) => Number(code) >= from && Number(code) <= to));
};

describe('只读这句话可能说到的编号，理解和读全部编号一样', () => {
  test.each(['replies', 'replies-traps', 'replies-blind'])('%s.jsonl，编号照旧和各加一千', (file) => {
    for (const line of replyLines(`${file}.jsonl`)) {
      const items = line.items.map(({ code, title }) => ({ title, code: String(Number(code) + 1000) }));
      const raised = line.text.replaceAll(/\d+/g, (digits) => String(Number(digits) + 1000));
      for (const [text, context] of [
        [line.text, line],
        [raised, { ...line, items }],
      ] as const)
        expect([text, understand(text, { ...context, roundCodes: readFor(text) }, vocabulary)]).toEqual([
          text,
          understand(text, { ...context, roundCodes: ROUND }, vocabulary),
        ]);
    }
  });

  test.each([
    ['1200已完成', ['1200']],
    ['１２００已完成', ['1200']],
    ['1200、4999推进中', ['1200', '1201', '2024', '4998', '4999']],
    ['把1203-1200都退回', ['1200', '1201', '1202', '1203']],
    ['电话13800001111', []],
  ])('%s：读到 %j', (text, codes) => {
    const beyond = readFor(text).filter((code) => Number(code) > 999);
    expect(beyond).toEqual(expect.arrayContaining(codes));
    if (codes.length === 0) expect(beyond).toEqual([]);
  });

  test('一个数也没有，只读得到用汉字说得出的', () =>
    expect(readFor('都办完了')).toEqual(numbers(1, 60).map(String)));
});
