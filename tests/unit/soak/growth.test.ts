import { describe, expect, test } from 'vitest';
import { findGrowth } from '../../soak/growth.ts';
import type { Sample } from '../../soak/sample.ts';

/* 压久了看什么在长：第三到五周和最后三周比。 */

const WEEKS = 10;

interface Changing {
  readonly heapMb?: number;
  readonly codeMb?: number;
  readonly files?: number;
  readonly connections?: number;
  readonly keys?: number;
  readonly rows?: number;
  readonly dead?: number;
  readonly bytes?: number;
}

const sampleOf = (each: Changing): Sample => {
  const { heapMb = 80, codeMb = 12, files = 40, connections = 12, keys = 60 } = each;
  const { rows = 1000, dead = 0, bytes = 4_000_000 } = each;
  return {
    processes: { worker1: { heapMb, codeMb, externalMb: 8, residentMb: 300, files } },
    connections,
    redis: { keys, clients: 20, mb: 2 },
    tables: [{ name: 'T', rows, dead, bytes }],
  };
};

const quarter = (of: (week: number) => Changing): string[] =>
  findGrowth(Array.from({ length: WEEKS }, (_, week) => sampleOf(of(week))));

test('什么都不长', () => {
  expect(quarter(() => ({}))).toEqual([]);
});

describe('有数据说得清的不算', () => {
  test.each<[string, (week: number) => Changing]>([
    ['头两周热身', (week) => ({ heapMb: week < 2 ? 40 : 80 })],
    ['行多了，每行一样大', (week) => ({ rows: 1000 * (week + 1), bytes: 4_000_000 * (week + 1) })],
    ['某一周高一下', (week) => ({ heapMb: week === 8 ? 120 : 80 })],
    ['死行不多', () => ({ rows: 1000, dead: 2000 })],
    ['编译好的代码慢慢多一些', (week) => ({ codeMb: 12 + week })],
    ['很小的表，一页一页长', (week) => ({ rows: 100 + week * 30, bytes: 80_000 * (1 + week / 4) })],
  ])('%s', (_, of) => expect(quarter(of)).toEqual([]));
});

describe('说不清的都要报', () => {
  test.each<[string, (week: number) => Changing, RegExp]>([
    ['堆每周长 3 MB', (week) => ({ heapMb: 80 + week * 3 }), /^worker1, heapMb/],
    ['编译好的代码没个完', (week) => ({ codeMb: 12 + week * 4 }), /^worker1, codeMb/],
    ['句柄每周多两个', (week) => ({ files: 40 + week * 2 }), /^worker1, files/],
    ['连接每周多一个', (week) => ({ connections: 12 + week }), /^connections/],
    ['Redis 里的键越来越多', (week) => ({ keys: 60 + week * 10 }), /^keys in Redis/],
    ['行数不变，表每周大一截', (week) => ({ bytes: 4_000_000 + week * 2_000_000 }), /^T: .* bytes in week 5/],
    [
      '每行越占越多',
      (week) => ({ rows: 1000 * (week + 1), bytes: 4_000_000 * (week + 1) ** 2 }),
      /^T: .* bytes a row/,
    ],
    ['死行成堆', () => ({ rows: 1000, dead: 9000 }), /^T: 9000 dead rows/],
  ])('%s', (_, of, expected) => {
    const findings = quarter(of);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(expected);
  });
});

test('周数太少，说不了', () => {
  expect(() => findGrowth([])).toThrow('too few weeks');
});
