import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countTimeliness, ratesOf } from '../../../../src/domain/ledger/timeliness.ts';
import type { Timeliness } from '../../../../src/domain/task/light.ts';

const KINDS: readonly Timeliness[] = ['not_due', 'near', 'overdue', 'done_on_time', 'done_late', 'none'];
const rowsOf = (...kinds: Timeliness[]) => kinds.map((timeliness) => ({ timeliness }));
const figures = (done: number, total: number, answered: number, asked: number) => ({
  tasks: { total, done, basicallyDone: 0, notDone: total - done, ongoing: 0, stopped: 0 },
  answers: { asked, answered, notAnswered: asked - answered },
});

test('时限各类之和就是任务总数，一项不多一项不少', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...KINDS)), (kinds) => {
      const count = countTimeliness(rowsOf(...kinds));
      expect(Object.values(count).reduce((sum, value) => sum + value, 0)).toBe(kinds.length);
    }),
  );
});

describe('各率写明分子分母', () => {
  const count = countTimeliness(
    rowsOf('done_on_time', 'done_on_time', 'done_on_time', 'done_late', 'overdue', 'near', 'not_due', 'none'),
  );
  const rates = ratesOf(figures(4, 8, 2, 3), count);

  test.each([
    ['完成率：已完成÷全部任务', 'completion', 4, 8, 0.5],
    ['按期完成率：按期完成÷（已完成＋逾期），没到期的不算', 'onTime', 3, 5, 0.6],
    ['填报率：已填÷应填，与完成率是两回事', 'reply', 2, 3, 2 / 3],
  ] as const)('%s', (_name, rate, part, whole, share) => {
    expect(rates[rate]).toEqual({ part, whole, share });
  });

  test('分母为零就没有率', () => {
    const none = ratesOf(figures(0, 0, 0, 0), countTimeliness([]));
    expect([none.completion.share, none.onTime.share, none.reply.share]).toEqual([null, null, null]);
  });
});
