/*
 * At most one planned message a day for a person, over all rounds and kinds (domain rule 6). A chase is a manager's
 * deed, an answer, a receipt or the news of a decision is not planned: they do not count.
 */

/** Kinds of planned messages; where several are due on one day, the first goes out. */
export const PLANNED_KINDS = ['weekly', 'escalation', 'review', 'nudge', 'look_back'] as const;
export type PlannedKind = (typeof PLANNED_KINDS)[number];

export const plannedKind = (kind: string): PlannedKind | null =>
  PLANNED_KINDS.find((planned) => planned === kind) ?? null;

/** Those that go first. */
export const kindsBefore = (kind: PlannedKind): readonly PlannedKind[] =>
  PLANNED_KINDS.slice(0, PLANNED_KINDS.indexOf(kind));

/** Kinds that another kind's message of the same day takes in. */
const TAKEN_IN: Partial<Readonly<Record<PlannedKind, readonly PlannedKind[]>>> = {
  weekly: ['weekly', 'review'],
  review: ['review'],
  look_back: ['look_back'],
  nudge: ['nudge'],
};

export const takesIn = (outer: string, inner: string): boolean => {
  const [by, what] = [plannedKind(outer), plannedKind(inner)];
  return by !== null && what !== null && (TAKEN_IN[by] ?? []).includes(what);
};

/** What is known of a person's day when one of his planned messages is to go out. */
export interface PersonsDay {
  /** A message that goes first is due today and has not ended. */
  readonly higherDue: boolean;
  /** A weekly reminder of one of his rounds is still to be planned today. */
  readonly reminderToCome: boolean;
  /** Whose day it is: this message's own, nobody's yet, or another one's. */
  readonly holder: DayHolder;
}

export type DayHolder =
  | { readonly kind: 'own' }
  | {
      readonly kind: 'other';
      readonly messageKind: string;
      readonly period: string;
      /** It may have reached him; otherwise it is just about to be composed. */
      readonly tried: boolean;
    };

export type BudgetDecision =
  | 'send'
  /** Another one is about to go, and may take this one in. */
  | 'wait'
  /** Today has had its message. */
  | 'tomorrow'
  /** It may have been said today already, by a message that takes in this kind. */
  | 'perhaps_said';

/** @param urgent somebody decided that it goes now: the day's budget does not stop it, being taken in does */
export function decideBudget(
  message: { readonly kind: string; readonly period: string; readonly urgent: boolean },
  { higherDue, reminderToCome, holder }: PersonsDay,
): BudgetDecision {
  if (!message.urgent && (higherDue || (reminderToCome && message.kind !== 'weekly'))) return 'wait';
  if (holder.kind === 'own') return 'send';
  const mayHold = holder.period === message.period && takesIn(holder.messageKind, message.kind);
  if (!holder.tried) return mayHold || !message.urgent ? 'wait' : 'send';
  if (mayHold) return 'perhaps_said';
  return message.urgent ? 'send' : 'tomorrow';
}
