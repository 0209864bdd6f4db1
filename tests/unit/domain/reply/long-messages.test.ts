import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { understand } from '../../../../src/domain/reply/understand.ts';
import { vocabulary } from '../../../../src/zh/vocabulary.ts';
import { aContext } from './reply-fixtures.ts';

const manyTasks = aContext({
  items: Array.from({ length: 40 }, (_, index) => ({
    code: String(index + 1),
    title: `第${index}批消防通道长期被占用未及时整治到位的问题`,
  })),
});

const filler = '本周组织人员逐户走访，';

describe('a message longer than anybody types', () => {
  test('is kept for the ledger, though only its beginning is read', () => {
    const text = `6正在推进，${filler.repeat(200)}资料已归档`;
    const [report, ...others] = understand(text, aContext(), vocabulary).reports;
    expect(others).toEqual([]);
    expect(report).toMatchObject({ item: '6', status: 'in_progress' });
    expect(report?.text.endsWith('资料已归档')).toBe(true);
  });

  test('may take back at its end what it says at its beginning, hence it completes nothing unasked', () => {
    const text = `6已完成。${filler.repeat(200)}更正：6没完成`;
    expect(understand(text, aContext(), vocabulary)).toMatchObject({ reports: [], unclear: 'which_status' });
  });
});

/** Milliseconds, the fastest of several readings: what else the machine does can only add to it. */
function readingTime(text: string): number {
  for (let warmUp = 0; warmUp < 10; warmUp += 1) understand(text, manyTasks, vocabulary);
  const times = Array.from({ length: 21 }, () => {
    const start = performance.now();
    understand(text, manyTasks, vocabulary);
    return performance.now() - start;
  });
  return Math.min(...times);
}

/** As much as somebody would write, at most, who means no harm: the bench publishes what it takes in milliseconds. */
const ORDINARY = '6已完成，正在整理资料；7正在推进，本周组织人员逐户走访。'.repeat(70);
/** Times what that takes. */
const MOST = 10;

const HOSTILE =
  `6， 6 6已完成。 除 除9外 一是 更正 不是3 ( “ ((6)) [ 😀 1. 第 百 都， 6没有 @a 资产 的 延期到 十 3.5 拆分12：a； 6和 ① 80% 6- 7月 已完成`.split(
    ' ',
  );

describe('whatever is repeated, reading it takes no longer', { timeout: 60_000 }, () => {
  let ordinary = Infinity;
  beforeAll(() => {
    ordinary = readingTime(ORDINARY);
  });

  test.each(HOSTILE)('%j, 20 kB of it', (part) => {
    expect(readingTime(part.repeat(20_000 / part.length)) / ordinary).toBeLessThan(MOST);
  });

  test('of any of them together', () => {
    const anyMixture = fc.array(fc.constantFrom(...HOSTILE, ' ', '\n'), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anyMixture, (parts) => {
        expect(readingTime(parts.join('').repeat(400)) / ordinary).toBeLessThan(MOST);
      }),
      { numRuns: 25 },
    );
  });
});
