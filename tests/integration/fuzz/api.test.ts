import { expect, test } from 'vitest';
import type { settableClock } from '../../../src/clock.ts';
import { apiTarget } from '../../fuzz/api.ts';
import { fuzz } from '../../fuzz/target.ts';
import { openHouse } from '../../support/house.ts';

// npm run fuzz -- api --cases 5000
test('按接口文档乱填：不出 5xx，不漏内情，拒绝都有一句中文', async () => {
  const house = await openHouse({ date: '2026-06-08', time: '09:00' });
  const clock = house.deps.clock as ReturnType<typeof settableClock>;
  const later = (ms: number) => clock.set(new Date(clock.now().getTime() + ms));
  const target = await apiTarget(house.service, later);
  const { failure, outcomes } = await fuzz(target, { seed: 20260608, count: 100 });
  await house.close();
  expect(failure).toBeNull();
  for (const status of ['200', '400', '401', '403']) expect(outcomes[status]).toBeGreaterThan(0);
});
