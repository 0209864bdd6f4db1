import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

const withPage = (text: string | null) =>
  vi.stubGlobal('document', { getElementById: () => (text === null ? null : { textContent: text }) });
const load = () => import('../../../src/web/shared/given.ts');

test('送来的只用一次：再问就是新问', async () => {
  withPage('{"/me":{"name":"陆海平"},"/my-tasks":{}}');
  const { takeGiven } = await load();
  expect(takeGiven('/me')).toEqual({ name: '陆海平' });
  expect(takeGiven('/me')).toBeUndefined();
  expect(takeGiven('/my-tasks')).toEqual({});
});

test.each([
  ['没有送', null],
  ['送的是空的', ''],
  ['送的没有这一个', '{"/my-tasks":{}}'],
])('%s：没有', async (_, text) => {
  withPage(text);
  const { takeGiven } = await load();
  expect(takeGiven('/me')).toBeUndefined();
});

test('不在浏览器里：没有', async () => {
  const { takeGiven } = await load();
  expect(takeGiven('/me')).toBeUndefined();
});
