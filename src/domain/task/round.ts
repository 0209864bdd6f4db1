import type { DateOnly, WallTime, Weekday } from '../calendar/date.ts';

/** The steps of a round's week, in their order (domain rule 5). */
export const WEEK_STEPS = ['remind', 'nudge', 'close', 'freeze', 'digest'] as const;
export type WeekStepName = (typeof WEEK_STEPS)[number];

export interface WeekSlot {
  readonly weekday: Weekday;
  readonly time: WallTime;
}

/**
 * Where the digest is posted: a group the app made, a group webhook known by its name in the settings, or a group the
 * robot was spoken to in.
 */
export type DigestTarget =
  | { readonly kind: 'appchat'; readonly chatid: string }
  | { readonly kind: 'webhook'; readonly name: string }
  | { readonly kind: 'robot'; readonly chat: 'group'; readonly chatid: string };

export interface RoundSettings {
  readonly schedule: Readonly<Record<WeekStepName, WeekSlot>>;
  /** Nothing planned is sent from `from` in the evening to `to` in the morning. */
  readonly quietHours: { readonly from: WallTime; readonly to: WallTime };
  /** 临期 from this many working days before the deadline. */
  readonly nearWorkingDays: number;
  /** 长期坚持: days between required answers where the task says none. */
  readonly longReviewDays: number;
  /** Reviews before a task is closed: 1 or 2. */
  readonly closureLevels: 1 | 2;
  /** The group webhook in which people who cannot be reached are mentioned, without a word of what it is about. */
  readonly mentionIn?: string;
}

export const DEFAULT_ROUND_SETTINGS: RoundSettings = {
  schedule: {
    remind: { weekday: 1, time: '09:10' },
    nudge: { weekday: 3, time: '15:10' },
    close: { weekday: 5, time: '12:00' },
    freeze: { weekday: 5, time: '14:00' },
    digest: { weekday: 5, time: '16:10' },
  },
  quietHours: { from: '20:00', to: '08:00' },
  nearWorkingDays: 5,
  longReviewDays: 30,
  closureLevels: 2,
};

export interface Round {
  readonly id: string;
  /** One capital letter, the prefix of codes while several rounds run. */
  readonly letter: string;
  readonly name: string;
  /** Steps before this day are not made up for. */
  readonly startedOn: DateOnly;
  readonly settings: RoundSettings;
  readonly digestTarget: DigestTarget | null;
}
