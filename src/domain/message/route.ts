/*
 * By which way a person is reached (design §6). Data, so that an office's wish is one line.
 */

/** The ways to a single person, by the names of their channels. */
export type Way = 'robot' | 'app';

/** What a message is for, as far as its way depends on it. */
export type Purpose = 'answer' | 'reminder' | 'office' | 'alarm';

/** In order of preference. An alarm is about a channel that fails: the app first, it needs no conversation before. */
const ROUTES: Readonly<Record<Purpose, readonly Way[]>> = {
  answer: ['robot', 'app'],
  reminder: ['robot', 'app'],
  office: ['robot', 'app'],
  alarm: ['app', 'robot'],
};

const PURPOSE_OF_KIND: Readonly<Record<string, Purpose>> = {
  weekly: 'reminder',
  nudge: 'reminder',
  chase: 'reminder',
  review: 'office',
  notice: 'office',
  unreached: 'office',
  ambiguous: 'office',
  administrator: 'alarm',
};

/** Of a kind of outbound message; what is not listed answers somebody. */
export const purposeOf = (kind: string): Purpose => PURPOSE_OF_KIND[kind] ?? 'answer';

export interface Reach {
  /** The channel is set up. */
  readonly open: ReadonlySet<Way>;
  /** An administrator has to act before it works again. */
  readonly halted: ReadonlySet<Way>;
  /** Ways by which this person can be reached: in the app's scope, in conversation with the robot. */
  readonly known: ReadonlySet<Way>;
}

/**
 * The way to take. `preferred` is where the conversation takes place. A halted way is taken only when there is no
 * other: the message then waits for it. Null when the person cannot be reached at all.
 */
export function chooseWay(purpose: Purpose, reach: Reach, preferred: Way | null): Way | null {
  const ways = [...(preferred ? [preferred] : []), ...ROUTES[purpose]].filter(
    (way) => reach.open.has(way) && reach.known.has(way),
  );
  return ways.find((way) => !reach.halted.has(way)) ?? ways[0] ?? null;
}
