import { expect, test } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { mindTheWay } from '../../../src/web/shared/lost-way.ts';

/** A router on a page, and a page whose script comes when `comes` says so. */
async function aRouter({ isThere, comes }: { isThere: boolean; comes: () => boolean }) {
  const loaded: string[] = [];
  const router = createRouter({
    history: createMemoryHistory('/m'),
    routes: [
      { path: '/', component: {} },
      {
        path: '/report',
        component: () => (comes() ? Promise.resolve({}) : Promise.reject(new Error('not fetched'))),
      },
    ],
  });
  const way = mindTheWay(router, {
    isThere: () => Promise.resolve(isThere),
    load: (address) => loaded.push(address),
  });
  return { router, way, loaded };
}

test('断网时点开没有取来的页：说网络不通，网络好了再试就到', async () => {
  let network = false;
  const { router, way, loaded } = await aRouter({ isThere: false, comes: () => network });
  await router.push('/');
  await router.push('/report').catch(() => null);
  await expect.poll(() => way.problem.value).toContain('网络不通');
  expect(router.currentRoute.value.path).toBe('/');
  network = true;
  way.again();
  await expect.poll(() => router.currentRoute.value.path).toBe('/report');
  expect([way.problem.value, loaded]).toEqual([null, []]);
});

test('服务在，文件换了名字（升级过）：整页重新打开那个地址', async () => {
  const { router, way, loaded } = await aRouter({ isThere: true, comes: () => false });
  await router.push('/');
  await router.push('/report').catch(() => null);
  await expect.poll(() => loaded).toEqual(['/m/report']);
  expect(way.problem.value).toBeNull();
});

test('一打开就取不到：不来回重开', async () => {
  const { router, way, loaded } = await aRouter({ isThere: true, comes: () => false });
  await router.push('/report').catch(() => null);
  await expect.poll(() => way.problem.value).toContain('网络不通');
  expect(loaded).toEqual([]);
});
