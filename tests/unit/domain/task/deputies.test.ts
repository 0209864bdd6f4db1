import { expect, test } from 'vitest';
import {
  deputyProblems,
  overlap,
  standInFor,
  standsInFor,
  type Deputation,
} from '../../../../src/domain/task/deputies.ts';

const TODAY = '2026-06-10';

/** "A>B" from long ago and without an end; also `A>B 2026-06-08..2026-06-12`, half-open. */
function deputations(...lines: readonly string[]): Deputation[] {
  return lines.map((line, index) => {
    const [who = '', span = '2026-01-01..'] = line.split(' ');
    const [personId = '', deputyId = ''] = who.split('>');
    const [from = '', until = ''] = span.split('..');
    return {
      id: String(index),
      personId,
      deputyId,
      from: from as Deputation['from'],
      until: until === '' ? null : (until as Deputation['from']),
      deputyActive: !deputyId.endsWith('!'),
    };
  });
}

test.each<[string, string[], string, string, string | null]>([
  ['没有代理', [], 'A', 'A', null],
  ['A由B代', ['A>B'], 'A', 'B', null],
  ['B也出差，由C代', ['A>B', 'B>C'], 'A', 'C', null],
  ['三层为限', ['A>B', 'B>C', 'C>D'], 'A', 'D', null],
  ['四层就不算，仍归本人', ['A>B', 'B>C', 'C>D', 'D>E'], 'A', 'A', 'too_long'],
  ['四层里的第二人只有三层', ['A>B', 'B>C', 'C>D', 'D>E'], 'B', 'E', null],
  ['互相代理，仍归本人', ['A>B', 'B>A'], 'A', 'A', 'loop'],
  ['后面绕圈，仍归本人', ['C>A', 'A>B', 'B>A'], 'C', 'C', 'loop'],
  ['代理人已离开', ['A>B!'], 'A', 'A', null],
  ['第一天起算', ['A>B 2026-06-10..2026-06-12'], 'A', 'B', null],
  ['开始前不算', ['A>B 2026-06-11..2026-06-12'], 'A', 'A', null],
  ['最后一天还算', ['A>B 2026-06-08..2026-06-11'], 'A', 'B', null],
  ['结束当天不算', ['A>B 2026-06-08..2026-06-10'], 'A', 'A', null],
  ['今天设今天撤', ['A>B 2026-06-10..2026-06-10'], 'A', 'A', null],
])('%s', (_, lines, person, gets, problem) => {
  const found = standInFor(person, deputations(...lines), TODAY);
  expect([found.personId, found.problem]).toEqual([gets, problem]);
});

test('代理人知道自己代谁：每一层都算', () => {
  const chain = deputations('A>B', 'B>C');
  expect(standsInFor('C', chain, TODAY).toSorted()).toEqual(['A', 'B']);
  expect(standsInFor('B', chain, TODAY)).toEqual(['A']);
  expect(standsInFor('A', chain, TODAY)).toEqual([]);
});

test('绕圈和过长的都列出来给整改办', () => {
  expect(deputyProblems(deputations('A>B', 'B>A', 'X>Y'), TODAY)).toEqual([
    { personId: 'A', problem: 'loop' },
    { personId: 'B', problem: 'loop' },
  ]);
});

test.each<[string, string, boolean]>([
  ['2026-06-01..2026-06-05', '2026-06-05..2026-06-09', false],
  ['2026-06-01..2026-06-06', '2026-06-05..2026-06-09', true],
  ['2026-06-01..', '2026-06-05..2026-06-09', true],
  ['2026-06-05..2026-06-05', '2026-06-01..', false],
])('%s 与 %s 是否重叠', (a, b, expected) => {
  const [first, second] = deputations(`A>B ${a}`, `A>C ${b}`);
  expect(first && second && overlap(first, second)).toBe(expected);
});
