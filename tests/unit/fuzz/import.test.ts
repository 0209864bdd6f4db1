import { describe, expect, test } from 'vitest';
import { fuzz } from '../../fuzz/target.ts';
import { harmful, importTarget, outcomeOf } from '../../fuzz/import.ts';

// npm run fuzz -- import --cases 5000: these and the larger bombs
test('改过、截断、打坏的文件：读出来，或用中文拒绝，不出别的错，不拖住服务', async () => {
  const { failure, outcomes } = await fuzz(await importTarget(), { seed: 20260608, count: 150 });
  expect(failure).toBeNull();
  expect(Object.keys(outcomes).toSorted()).toEqual(expect.arrayContaining(['ledger', 'refused', 'report']));
});

/** Those that once stopped the service, and those that cost nothing to try. */
const SHORT = /两百万个空段落|表里的标记|二十万行|重叠合并|实体|往上跳|指到外面|继承|跨一亿列|套压缩包/;

describe('有意做坏的文件', () => {
  test.each(harmful().filter(([name]) => SHORT.test(name)))('%s', async (_, make) => {
    // Four times what it takes alone: the machine may be busy.
    expect(await outcomeOf(make(), 12_000)).toBeTypeOf('string');
  });
});
