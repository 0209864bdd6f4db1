import { expect, test } from 'vitest';
import { gathered } from '../../../src/store/gathered.ts';

/** Batches as they were done, and how each item ended. */
async function done(items: string, { most = 3, bad = '' } = {}) {
  const batches: string[] = [];
  const add = gathered(async (batch: readonly string[]) => {
    batches.push(batch.join(''));
    await Promise.resolve();
    if (batch.includes(bad)) throw new Error(`${bad} is bad`);
    return batch.map((item) => item.toUpperCase());
  }, most);
  const ends = await Promise.allSettled(Array.from(items, (item) => add(item)));
  const later = await add('z').catch(String);
  return {
    batches: batches.join(' '),
    ends: ends.map((end) => (end.status === 'fulfilled' ? end.value : '!')).join(''),
    later,
  };
}

test.each([
  ['一条不等别人', 'a', {}, { batches: 'a z', ends: 'A' }],
  ['办着的时候来的，一起办，次序不变', 'abcd', {}, { batches: 'a bcd z', ends: 'ABCD' }],
  ['一次最多三条', 'abcdefgh', {}, { batches: 'a bcd efg h z', ends: 'ABCDEFGH' }],
  ['坏的一条只害自己', 'abcde', { bad: 'c' }, { batches: 'a bcd b c d e z', ends: 'AB!DE' }],
  ['单独来的坏了，后面的照办', 'ab', { bad: 'a' }, { batches: 'a b z', ends: '!B' }],
])('%s', async (_, items, how, expected) => {
  expect(await done(items, how)).toEqual({ ...expected, later: 'Z' });
});
