import { expect, test } from 'vitest';
import { callbackTarget } from '../../fuzz/callback.ts';
import { fuzz } from '../../fuzz/target.ts';

// npm run fuzz -- callback --cases 1000000
test('改过、截断、重复、换了编码的回调：没有签名的一条也进不来，没有一条让程序出错', async () => {
  const { failure, outcomes } = await fuzz(callbackTarget(), { seed: 20260608, count: 4000 });
  expect(failure).toBeNull();
  // Of every kind something was tried.
  for (const kind of ['signature', 'not_xml', 'unreadable', 'too_large', 'text', 'card'])
    expect(outcomes[kind]).toBeGreaterThan(0);
});
