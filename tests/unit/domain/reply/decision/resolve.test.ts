import { describe, expect, test } from 'vitest';
import { matching, resolveCode, resolveSubject } from '../../../../../src/domain/reply/decision/resolve.ts';

const items = (...codes: string[]) => codes.map((code) => ({ code, title: code }));
const mention = (typed: string) => {
  const [, letter = '', from = '', to = from] = /^([A-Z]?)(\d+)(?:-(\d+))?$/.exec(typed) ?? [];
  return { letter, from: Number(from), to: Number(to) };
};

describe('a code', () => {
  test.each<[typed: string, own: string[], round: string[], found: string[], problem: string | null]>([
    ['6', ['6', '9'], ['6', '9'], ['6'], null],
    ['A9', ['9'], ['9'], ['9'], null],
    ['A12', ['A12', 'B12'], [], ['A12'], null],
    ['12', ['A12', 'B3'], [], ['A12'], null],
    ['12', ['A12', 'B12'], [], [], 'which_item'],
    ['C12', ['A12'], ['A12'], [], 'no_such_item'],
    ['3', ['6'], ['3', '6'], [], 'not_yours'],
    ['88', ['6'], ['6'], [], 'no_such_item'],
    ['6-9', ['6', '9'], ['7', '8'], ['6', '9'], null],
    ['3-5', ['6'], ['4'], [], 'not_yours'],
    ['50-60', ['6'], ['6'], [], 'no_such_item'],
  ])('%s of %j', (typed, own, round, found, problem) => {
    expect(resolveCode(mention(typed), { items: items(...own), roundCodes: round })).toEqual({
      items: found,
      problem,
    });
  });

  test('is compared without leading zeros and without case', () => {
    expect(matching(mention('A6'), ['a06'])).toEqual(['a06']);
  });
});

const known = { items: items('2', '6', '9'), roundCodes: [] };
const none: ReadonlySet<string> = new Set();
const places = (...all: string[][]) => resolveSubject({ kind: 'titles', places: all }, known, none);

describe('a subject', () => {
  test('by titles needs each place to lead to one task', () => {
    expect(places(['6'])).toEqual({ items: ['6'], problem: null });
    expect(places(['2', '6'])).toEqual({ items: [], problem: 'which_item' });
    expect(places(['6'], ['2', '6'])).toEqual({ items: ['6'], problem: null });
    expect(places(['9'], ['2', '6'])).toEqual({ items: ['9'], problem: 'which_item' });
  });

  test('may be all, or all that were not named', () => {
    expect(resolveSubject({ kind: 'all', count: null }, known, none).items).toEqual(['2', '6', '9']);
    expect(resolveSubject({ kind: 'rest' }, known, new Set(['9'])).items).toEqual(['2', '6']);
  });
});
