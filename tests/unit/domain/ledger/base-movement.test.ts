import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baseMovement, checkBase } from '../../../../src/domain/ledger/base-movement.ts';
import type { Departure } from '../../../../src/domain/ledger/base-movement.ts';
import { computeFigures } from '../../../../src/domain/ledger/figures.ts';
import type { LedgerRow } from '../../../../src/domain/ledger/ledger.ts';
import { aRow } from './a-row.ts';

const rows = (...numbers: number[]): LedgerRow[] => numbers.map((no) => aRow({ no }));
const left = (no: number, how: Departure['how'], ...into: number[]): Departure => ({
  taskId: `task-${no}`,
  how,
  into: into.map((each) => `task-${each}`),
});

describe('基数变动', () => {
  test.each<[string, LedgerRow[], LedgerRow[], Departure[], object | null]>([
    ['没有变', rows(1, 2), rows(1, 2), [], null],
    [
      '拆分一项为两项',
      rows(1, 2),
      rows(2, 3, 4),
      [left(1, 'split', 3, 4)],
      { before: 2, after: 3, added: [], parts: 2, changes: [{ how: 'split', code: '1', into: ['3', '4'] }] },
    ],
    [
      '合并',
      rows(1, 2),
      rows(1),
      [left(2, 'merged', 1)],
      { before: 2, after: 1, added: [], parts: 0, changes: [{ how: 'merged', code: '2', into: ['1'] }] },
    ],
    [
      '撤销一项，新增一项',
      rows(1, 2),
      rows(1, 3),
      [left(2, 'withdrawn')],
      { added: ['3'], parts: 0, changes: [{ how: 'withdrawn', code: '2', into: [] }] },
    ],
    [
      '一周里拆了又拆，按最后的算',
      rows(1),
      rows(3, 4, 5),
      [left(1, 'split', 2, 3), left(2, 'split', 4, 5)],
      { parts: 3, changes: [{ how: 'split', code: '1', into: ['4', '5', '3'] }] },
    ],
    [
      '冻结以后才拆的，这一周还不算',
      rows(1),
      rows(2, 3),
      [left(1, 'split', 2, 3), left(2, 'split', 4, 5)],
      { parts: 2, changes: [{ how: 'split', code: '1', into: ['2', '3'] }] },
    ],
    [
      '并到一项，那一项又拆了',
      rows(1, 2),
      rows(3, 4),
      [left(2, 'merged', 1), left(1, 'split', 3, 4)],
      {
        parts: 2,
        changes: [
          { how: 'split', code: '1', into: ['3', '4'] },
          { how: 'merged', code: '2', into: ['3', '4'] },
        ],
      },
    ],
    [
      '新增的当周就拆了，只算新增',
      rows(1),
      rows(1, 3, 4),
      [left(2, 'split', 3, 4)],
      { added: ['3', '4'], parts: 0, changes: [] },
    ],
  ])('%s', (_, previous, current, departures, expected) => {
    const base = baseMovement(previous, current, departures);
    if (expected === null) expect(base).toBeNull();
    else expect(base).toMatchObject(expected);
  });

  test('说不出去向的减少合不上，不印', () => {
    const [previous, current] = [rows(1, 2), rows(1)];
    const base = baseMovement(previous, current, []);
    const errors = base && checkBase(base, figuresOf(previous), figuresOf(current));
    expect(errors).toEqual([
      { figure: 'base.tasks', total: 1, parts: { before: 2, added: 0, removed: -0 }, sum: 2 },
    ]);
  });
});

const figuresOf = (given: readonly LedgerRow[]) => computeFigures({ rows: given, asOf: '2026-03-13' });

/** A week's doings in the base, by the place of the task they are done to. */
const anyDoing = fc.record({
  how: fc.constantFrom('split', 'merged', 'withdrawn', 'added' as const),
  at: fc.nat({ max: 40 }),
  parts: fc.integer({ min: 2, max: 4 }),
});

test('任意拆、并、撤、增之后，上周总数＋增加－减少＝本周总数', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.array(anyDoing, { maxLength: 12 }), (count, doings) => {
      const numbers = Array.from({ length: count }, (_, index) => index + 1);
      const current = [...numbers];
      const departures: Departure[] = [];
      let last = count;
      const next = (): number => (last += 1);
      for (const { how, at, parts } of doings) {
        const place = current.length === 0 ? -1 : at % current.length;
        const [task = 0] = how === 'added' || place < 0 ? [] : current.splice(place, 1);
        if (how === 'added' || task === 0) {
          current.push(next());
          continue;
        }
        const [heir] = current;
        const into = how === 'split' ? Array.from({ length: parts }, next) : [];
        current.push(...into);
        if (how === 'merged' && heir === undefined) current.push(task);
        else departures.push(left(task, how, ...(how === 'merged' ? [heir ?? 0] : into)));
      }
      const [before, after] = [rows(...numbers), rows(...current)];
      const base = baseMovement(before, after, departures);
      expect(base === null ? [] : checkBase(base, figuresOf(before), figuresOf(after))).toEqual([]);
    }),
  );
});
