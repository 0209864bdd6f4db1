/*
 * Chance that the database draws: the same seed gives the same rows on every machine, without a row passing through
 * this process. `i` is the number of the row, `what` names the draw, so that two properties of a row do not go together.
 */

/** A draw of row `i` as a whole number of 31 bits, in SQL. */
const drawOf = (i: string, what: string, seed: number): string =>
  `(hashint8extended(${i}, ${streamOf(what, seed)}) & 2147483647)`;

/** 0 ≤ x < 1, in SQL. */
export const share = (i: string, what: string, seed: number): string =>
  `(${drawOf(i, what, seed)} / 2147483648.0)`;

/** 0 … count - 1, in SQL. */
export const pick = (i: string, what: string, seed: number, count: number): string =>
  `(${drawOf(i, what, seed)} % ${count})::int`;

/** One of these texts, in SQL. */
export const oneOf = (i: string, what: string, seed: number, texts: readonly string[]): string =>
  `(array[${texts.map((text) => `'${text}'`).join(',')}])[1 + ${pick(i, what, seed, texts.length)}]`;

/** The id of row `i` of a table, in the order of its rows as version 7 has it. */
export const idOf = (table: Table, i: string): string =>
  `('01900000-${TABLES[table]}-7000-8000-' || lpad(to_hex(${i}), 12, '0'))::uuid`;

const TABLES = {
  person: '0001',
  unit: '0002',
  category: '0003',
  problem: '0004',
  task: '0005',
  measure: '0006',
  stage: '0007',
  entry: '0008',
  evidence: '0009',
  closure: '000a',
  review: '000b',
  outbound: '000c',
} as const;
type Table = keyof typeof TABLES;

/** A number for the name of a draw. */
function streamOf(what: string, seed: number): number {
  let stream = seed;
  for (const letter of what) stream = (stream * 31 + (letter.codePointAt(0) ?? 0)) % 2_147_483_647;
  return stream;
}
