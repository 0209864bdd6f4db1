/** Texts by number: a column of a million names holds the numbers of a few thousand. */
export class Names {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  #ranks: Uint32Array | null = null;

  get size(): number {
    return this.#texts.length;
  }

  /** Of a text that may be new. */
  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    // A piece of a long text would hold on to all of it.
    const own = Buffer.from(text).toString();
    const number = this.#texts.push(own) - 1;
    this.#numbers.set(own, number);
    this.#ranks = null;
    return number;
  }

  /** Undefined when no row has ever had it. */
  known(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  text(number: number): string {
    return this.#texts[number] ?? '';
  }

  /** By number: its place among all of them, by code points as everywhere. */
  ranks(): Uint32Array {
    if (this.#ranks) return this.#ranks;
    const sorted = Array.from(this.#texts, (text, number) => ({ text, number })).toSorted((a, b) =>
      byCodePoints(a.text, b.text),
    );
    const ranks = new Uint32Array(sorted.length);
    for (const [rank, { number }] of sorted.entries()) ranks[number] = rank;
    this.#ranks = ranks;
    return ranks;
  }
}

/** As PostgreSQL's collation "C" has them. A plain comparison goes by UTF-16, in which rare characters stand before others. */
export function byCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  let at = 0;
  while (at < length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === length) return a.length - b.length;
  const [first, second] = [a.charCodeAt(at), b.charCodeAt(at)];
  // A surrogate is half of a character beyond all that UTF-16 says in one piece.
  const [isFirstRare, isSecondRare] = [isSurrogate(first), isSurrogate(second)];
  return isFirstRare === isSecondRare ? first - second : isFirstRare ? 1 : -1;
}

const isSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdfff;
