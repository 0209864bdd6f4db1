/** Chance that can be had again: the same seed draws the same (mulberry32). */
export interface Chance {
  /** 0 ≤ x < 1. */
  next(): number;
  isBelow(share: number): boolean;
  pick<T>(options: readonly T[]): T;
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    isBelow: (share) => next() < share,
    pick: (options) => options[Math.floor(next() * options.length)]!,
  };
}
