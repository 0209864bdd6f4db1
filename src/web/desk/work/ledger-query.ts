import type { LocationQuery } from 'vue-router';
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts';
import type { Endpoints } from '../../../contract/endpoints.ts';
import { DESK_SORTS, type DeskSort } from '../../../domain/ledger/desk-rows.ts';

export type LedgerQuery = Omit<
  NonNullable<InputOf<Endpoints['GET /ledger']>['query']>,
  'cursor' | 'skip' | 'limit'
>;
export type LedgerAnswer = AnswerOf<Endpoints['GET /ledger']>;
export type LedgerLine = LedgerAnswer['rows'][number];
export type Choices = AnswerOf<Endpoints['GET /ledger/choices']>;
export type FilterName = (typeof FILTERS)[number];

/** What narrows the table, in the order of its controls. */
export const FILTERS = [
  'round',
  'category',
  'unit',
  'leader',
  'owner',
  'light',
  'closure',
  'horizon',
  'reported',
] as const;

/** What an address asks for: everything that shows the same table to somebody else. What is not ours is left out. */
export function queryIn(address: LocationQuery): LedgerQuery {
  const said = (key: string): string | undefined => {
    const value = address[key];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const query: Record<string, string> = {};
  for (const key of [...FILTERS, 'search', 'order']) {
    const value = said(key);
    if (value !== undefined) query[key] = value;
  }
  const sort = said('sort');
  if (DESK_SORTS.includes(sort as DeskSort)) query['sort'] = sort as DeskSort;
  return query;
}

/** The same query with some of it changed; undefined and '' take it out. */
export function changed(
  query: LedgerQuery,
  change: Partial<Record<keyof LedgerQuery, string | undefined>>,
): LedgerQuery {
  const next = { ...query, ...change };
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined && value !== ''));
}

/** A click on a heading: up, down, as the ledger is numbered. */
export function sortedBy(query: LedgerQuery, sort: DeskSort): LedgerQuery {
  if (query.sort !== sort) return changed(query, { sort, order: undefined });
  if (query.order !== 'desc') return changed(query, { order: 'desc' });
  return changed(query, { sort: undefined, order: undefined });
}

export const isNarrowed = (query: LedgerQuery): boolean =>
  query.search !== undefined || FILTERS.some((name) => query[name] !== undefined);

/** Codes as people write them one after the other; each once. */
export const codesIn = (text: string): string[] => [
  ...new Set(
    text
      .normalize('NFKC')
      .toUpperCase()
      .match(/[A-Z]?\d{1,4}/g) ?? [],
  ),
];
