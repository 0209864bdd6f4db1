import { expect, test } from 'vitest';
import { fuzz } from '../../fuzz/target.ts';
import { robotTarget } from '../../fuzz/robot.ts';

// npm run fuzz -- robot --cases 200000
test('改过、截断、换了值的机器人报文：没有一条让连接出错，收下的都存得进库', async () => {
  const { failure, outcomes } = await fuzz(robotTarget(), { seed: 20260608, count: 4000 });
  expect(failure).toBeNull();
  for (const kind of ['no frame', 'nobody', 'text', 'card', 'media', 'enter', 'other'])
    expect(outcomes[kind]).toBeGreaterThan(0);
});
