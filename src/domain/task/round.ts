import type { PaperSettings } from '../ledger/paper-settings.ts';
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

/** What a rung of the ladder does (domain rule 6). */
export type RungAct = 'note_unit_head' | 'note_lead_leader' | 'draft_letter';

/** One rung. It is taken when all its conditions hold; the ones before it have been taken. */
export interface Rung {
  readonly rung: number;
  readonly act: RungAct;
  /** Working days past the deadline. */
  readonly overdueWorkingDays: number;
  /** Working days since the rung before it was taken, and since the last answer. */
  readonly graceWorkingDays: number;
  /** Reminders that were sent and not answered. */
  readonly unansweredReminders: number;
}

export interface EscalationSettings {
  readonly rungs: readonly Rung[];
  /** Nothing goes to a head or leader before the office has said yes. */
  readonly officeDecides: boolean;
}

/** What a category asks of a closure, where it differs from the round. */
export interface ClosureDemand {
  readonly levels?: 1 | 2 | 3;
  readonly evidence?: number;
}

export interface RoundSettings {
  readonly schedule: Readonly<Record<WeekStepName, WeekSlot>>;
  /** Nothing planned is sent from `from` in the evening to `to` in the morning. */
  readonly quietHours: { readonly from: WallTime; readonly to: WallTime };
  /** 临期 from this many working days before the deadline. */
  readonly nearWorkingDays: number;
  /** 长期坚持: days between required answers where the task says none. */
  readonly longReviewDays: number;
  /** Reviews before a task is closed. */
  readonly closureLevels: 1 | 2 | 3;
  /** Pieces of evidence without which a closure cannot be approved. */
  readonly closureEvidence: number;
  /** By the name of the category. */
  readonly closureByCategory: Readonly<Record<string, ClosureDemand>>;
  readonly escalation: EscalationSettings;
  /** 回头看 so many months after the closure; null: only by sample or by hand. */
  readonly lookBackMonths: number | null;
  /** The wall chart follows the digest as a picture. */
  readonly digestPicture: boolean;
  /** The group webhook in which people who cannot be reached are mentioned, without a word of what it is about. */
  readonly mentionIn?: string;
  /** Of its official documents, where they differ from what is usual. */
  readonly papers?: Partial<PaperSettings>;
}

const DEFAULT_LADDER: readonly Rung[] = [
  { rung: 1, act: 'note_unit_head', overdueWorkingDays: 5, graceWorkingDays: 5, unansweredReminders: 2 },
  { rung: 2, act: 'note_lead_leader', overdueWorkingDays: 10, graceWorkingDays: 5, unansweredReminders: 0 },
  { rung: 3, act: 'draft_letter', overdueWorkingDays: 20, graceWorkingDays: 10, unansweredReminders: 0 },
];

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
  closureEvidence: 1,
  closureByCategory: {},
  escalation: { rungs: DEFAULT_LADDER, officeDecides: false },
  lookBackMonths: 6,
  digestPicture: true,
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
