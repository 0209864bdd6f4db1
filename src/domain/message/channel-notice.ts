import type { LocalTime } from '../calendar/date.ts';

/* What is said about the ways messages take: what stopped them, whom they did not reach, who is who on them. */

export type AdministratorWarning =
  | { readonly what: 'unknown_year'; readonly years: readonly number[] }
  /** A channel stopped; `advice` says what happened and what to click. */
  | {
      readonly what: 'channel_halted';
      readonly channel: string;
      readonly code: number;
      readonly advice: string;
    }
  | { readonly what: 'channel_works_again'; readonly channel: string; readonly haltedAt: LocalTime }
  | { readonly what: 'unknown_code'; readonly channel: string; readonly code: number; readonly why: string }
  | { readonly what: 'daily_cap'; readonly channel: string; readonly until: LocalTime }
  | { readonly what: 'robot_kicked' | 'robot_refused'; readonly detail: string }
  /** The directory told of nobody, or that too many left: nothing was changed. */
  | { readonly what: 'contacts_refused'; readonly left: number }
  | { readonly what: 'app_inactive'; readonly event: string };

/** A message of which nobody can say whether it arrived: the office decides (design §4). */
export interface AmbiguousNotice {
  readonly kind: 'ambiguous';
  readonly cardId: string;
  /** Kind of the message in question. */
  readonly message: string;
  /** Person's or group's name, where known. */
  readonly to: string;
  readonly at: LocalTime;
}

export type UnreachedReason = 'no_account' | 'out_of_scope' | 'not_contacted' | 'refused' | 'unclear';

/** Officials a step's message did not reach. */
export interface UnreachedNotice {
  readonly kind: 'unreached';
  readonly roundName: string;
  readonly step: 'weekly' | 'nudge';
  readonly people: readonly {
    readonly name: string;
    readonly unit: string;
    readonly why: UnreachedReason;
  }[];
}

export type ChannelNotice =
  | { readonly kind: 'administrator_warning'; readonly warning: AdministratorWarning }
  | AmbiguousNotice
  | UnreachedNotice
  /** In a group, without a word of what it is about: please look at your messages. */
  | {
      readonly kind: 'mention';
      readonly people: readonly { readonly userid: string; readonly name: string }[];
    }
  /** The robot does not know who writes: a binding code is asked for (bots §B8). */
  | { readonly kind: 'binding_asked' }
  | { readonly kind: 'bound'; readonly name: string }
  | { readonly kind: 'binding_refused'; readonly why: 'wrong' | 'too_many' }
  /** Said in a group: the answer is in the person's own chat, or cannot be given there. */
  | { readonly kind: 'answered_privately'; readonly reached: boolean }
  | {
      readonly kind: 'media_kept';
      readonly media: 'image' | 'voice' | 'video' | 'file';
      readonly count: number;
    }
  | { readonly kind: 'media_not_kept'; readonly why: 'gone' | 'too_large' | 'not_now' }
  /** Owners of open tasks who are no longer in WeCom's directory. */
  | {
      readonly kind: 'members_left';
      readonly people: readonly { readonly name: string; readonly codes: readonly string[] }[];
    };
