import { expect, test } from 'vitest';
import { inBatches } from '../../../../src/app/week/in-batches.ts';

test.each([
  ['一条没有', 0, [0]],
  ['不满一批', 2, [0]],
  ['正好一批，再问一次才知道完了', 3, [0, 3]],
  ['两批多一条', 7, [0, 3, 6]],
])('%s：%i 条，从这些编号之后各读一批', async (_, count, asked) => {
  const numbers = Array.from({ length: count }, (_each, index) => index + 1);
  const from: number[] = [];
  const read = async ({ after, limit }: { after: number; limit: number }) => {
    from.push(after);
    return numbers.filter((no) => no > after).slice(0, limit);
  };
  const found = [];
  for await (const no of inBatches(read, (each) => each, 3)) found.push(no);
  expect(found).toEqual(numbers);
  expect(from).toEqual(asked);
});
