/** One figure over several rounds. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN };
}

/** Round by round: what slowed one contestant down slowed its neighbour down as well. */
export const ratioOf = (ours: readonly number[], baseline: readonly number[]): Spread =>
  spreadOf(ours.map((value, round) => value / (baseline[round] ?? NaN)));

/** @param sorted ascending. Between two values the mean of both counts. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN];
  return (below + above) / 2;
}

/** `a, b, c`, then `b, c, a`: nobody always runs behind the same neighbour. */
export function inTurn<T>(contestants: readonly T[], round: number): T[] {
  const first = round % contestants.length;
  return [...contestants.slice(first), ...contestants.slice(0, first)];
}

/**
 * How work grows with its size: the slope of the line through its points, both axes in logarithms. 1 is linear, 2
 * square; below 1 a fixed part hides the rest.
 */
export function growthOf(points: readonly (readonly [size: number, work: number])[]): number {
  const logs = points.map(([size, work]) => [Math.log(size), Math.log(work)] as const);
  const mean = (of: 0 | 1) => logs.reduce((sum, point) => sum + point[of], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const up = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return up / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
