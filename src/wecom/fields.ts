/* Fields of WeCom's answers, which are checked before they are believed. */

export type Fields = Readonly<Record<string, unknown>>;

/** '' when there is no such text. */
export function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

/** Null when there is no such number. */
export function numberIn(fields: Fields, name: string): number | null {
  const value = fields[name];
  return typeof value === 'number' ? value : null;
}

export const textsIn = (fields: Fields, name: string): readonly string[] =>
  listIn(fields, name).filter((value) => typeof value === 'string');

export const numbersIn = (fields: Fields, name: string): readonly number[] =>
  listIn(fields, name).filter((value) => typeof value === 'number');

export const objectsIn = (fields: Fields, name: string): readonly Fields[] =>
  listIn(fields, name).filter(isFields);

function listIn(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  return Array.isArray(value) ? value : [];
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
