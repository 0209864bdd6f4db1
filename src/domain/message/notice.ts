import type { ClaimCheck } from '../task/claim-check.ts';
import type {
  AskLine,
  ByRound,
  Question,
  RecordedLine,
  RefusalReason,
  RefusedLine,
  RequestLine,
  TaskLine,
} from './lines.ts';
import type { DateOnly, LocalTime } from '../calendar/date.ts';
import type { CompletionCount } from '../ledger/ledger.ts';
import type { ChangeNotice, ChangeOrder } from './change-notice.ts';
import type { ChannelNotice } from './channel-notice.ts';
import type { LookBackNotice, LookBackOrder } from './look-back-notice.ts';
import type { ClaimLine, ClosureNotice, EvidenceLine, WaitingReview } from './closure-notice.ts';
import type { CorrectionNotice } from './correction-notice.ts';
import type { LadderNotice, LadderOrder } from './ladder-notice.ts';
import type { WeekMovement } from '../ledger/movement.ts';
import type { WallChart } from '../ledger/wall-chart.ts';
import type { ChaseDropReason } from '../reminder/plan.ts';
import type { ReplyStatus, ReviewSubject } from '../reply/result.ts';
import type { Light } from '../task/light.ts';

/*
 * What the bot has to say, decided by the use cases and worded in src/zh. A notice is plain data: it is kept with
 * the outbound message, so that what was said can be traced and worded again.
 */

export interface ReminderNotice {
  readonly kind: 'reminder';
  readonly step: 'weekly' | 'nudge';
  /** 补发: the step was missed while the service was down. */
  readonly late: boolean;
  readonly cardId: string;
  readonly asks: readonly AskLine[];
  readonly closesAt: LocalTime;
  /** Of an official who also reviews: what waits for his decision. */
  readonly reviews?: readonly { readonly code: string }[];
}

export interface ReceiptNotice {
  readonly kind: 'receipt';
  readonly recorded: readonly RecordedLine[];
  readonly requests: readonly RequestLine[];
  /** 补报: the week's window had closed. */
  readonly late: boolean;
  /** When the answers go into the digest; null when no digest is planned this week. */
  readonly digestAt: LocalTime | null;
  /** Tasks of this person that still need an answer this week. */
  readonly stillOpen: number;
  readonly question: Question | null;
  /** Pictures and files that came before this answer and bear it out. */
  readonly evidence?: readonly EvidenceLine[];
  /** The claims among what was recorded. */
  readonly claims?: readonly ClaimLine[];
}

/** One line of a chase preview: a person and the codes he will be asked about. */
export interface ChaseTarget {
  readonly name: string;
  readonly codes: readonly string[];
  /** A planned message has reached him today. */
  readonly remindedToday?: boolean;
}

export interface ChasePreviewNotice {
  readonly kind: 'chase_preview';
  readonly cardId: string;
  readonly targets: readonly ChaseTarget[];
  readonly dropped: readonly { readonly code: string; readonly reason: ChaseDropReason }[];
  /** Set when it is quiet time: the chase goes out then. */
  readonly deferredTo: LocalTime | null;
}

/** An order of the office as it is shown before the yes. */
export type Order =
  | ChangeOrder
  | LadderOrder
  | {
      readonly do: 'approve' | 'return';
      readonly what: ReviewSubject;
      readonly code: string;
      readonly title: string;
      /** Of an extension. */
      readonly due: DateOnly | null;
      readonly reason: string;
      /** Of a closure: what it rests on. */
      readonly claim?: { readonly text: string; readonly check: ClaimCheck };
    }
  | {
      readonly do: 'approve_all';
      readonly what: ReviewSubject;
      readonly tasks: readonly { readonly code: string; readonly title: string }[];
      readonly refused: readonly RefusedLine[];
    }
  | LookBackOrder;

export interface PreviewNotice {
  readonly kind: 'preview';
  readonly cardId: string;
  readonly order: Order;
}

export interface DigestNotice {
  readonly kind: 'digest';
  readonly roundName: string;
  /** Null while the week is not frozen. */
  readonly weekNo: number | null;
  readonly late: boolean;
  readonly asOf: DateOnly;
  readonly frozenAt: LocalTime;
  readonly problems: CompletionCount;
  readonly tasks: CompletionCount;
  readonly lights: Readonly<Record<Light, number>>;
  readonly underReview: number;
  readonly immediateDone: number;
  readonly answers: { readonly asked: number; readonly answered: number; readonly notAnswered: number };
  readonly movement: WeekMovement | null;
  /** No finding text: code, unit, days (domain rule 10). */
  readonly red: readonly { readonly code: string; readonly unit: string; readonly days: number }[];
  /** Overdue so long that a letter (督办函) was drafted or sent; absent in digests older than the ladder. */
  readonly letters?: readonly { readonly code: string; readonly unit: string; readonly days: number }[];
  readonly unanswered: readonly { readonly code: string; readonly unit: string }[];
  readonly nextDue: readonly { readonly code: string; readonly unit: string; readonly dueOn: DateOnly }[];
  /** 补报 that came after the week before was frozen. */
  readonly lateAnswers: readonly string[];
  /** Weeks without working days since the digest before. */
  readonly skippedWeeks: readonly DateOnly[];
}

/** A picture: the wall chart of a week, sent behind its digest. */
export interface WallChartNotice {
  readonly kind: 'wall_chart';
  readonly chart: WallChart;
}

/** What a card becomes after it was pressed. */
export interface CardUpdateNotice {
  readonly kind: 'card_update';
  readonly cardId: string;
  readonly of: 'reminder' | 'preview' | 'ambiguous' | 'review' | 'escalation';
  readonly recorded: readonly PressedLine[];
  /** Tasks the card still offers. */
  readonly remaining: readonly AskLine[];
  /** What is sent instead when the card can no longer be changed. */
  readonly instead: ReceiptNotice | null;
}

export interface PressedLine {
  readonly code: string;
  readonly label:
    | ReplyStatus
    | 'extension'
    | 'confirmed'
    | 'cancelled'
    | 'resent'
    | 'counted_as_sent'
    | 'review_passed'
    | 'review_closed'
    | 'review_returned'
    | 'review_over';
}

export type Notice =
  | ReminderNotice
  | ReceiptNotice
  | ChasePreviewNotice
  | PreviewNotice
  | DigestNotice
  | WallChartNotice
  | CardUpdateNotice
  | { readonly kind: 'question'; readonly question: Question }
  | ({
      readonly kind: 'my_tasks';
      readonly tasks: readonly TaskLine[];
      /** Beside his own, to look at only: what he leads, what the units he heads have to do, what he helps with. */
      readonly led: readonly TaskLine[];
      readonly ofUnit: readonly TaskLine[];
      readonly helped: readonly TaskLine[];
    } & ByRound)
  | {
      readonly kind: 'task_detail';
      readonly task: TaskLine;
      readonly measures: readonly string[];
      readonly history: readonly {
        readonly week: DateOnly;
        readonly status: ReplyStatus;
        readonly text: string;
      }[];
    }
  | { readonly kind: 'help'; readonly manager: boolean }
  | {
      readonly kind: 'withdrawn';
      readonly codes: readonly string[];
      /** Pieces of evidence that went with it. */
      readonly evidence?: number;
    }
  | {
      readonly kind: 'refused';
      readonly code: string | null;
      readonly why: RefusalReason | 'nothing_to_withdraw';
    }
  | { readonly kind: 'acknowledged'; readonly stillOpen: number }
  | { readonly kind: 'unknown_person' }
  | {
      readonly kind: 'cannot_read';
      readonly what: 'image' | 'voice' | 'video' | 'location' | 'link' | 'other';
    }
  | { readonly kind: 'secret_refused' }
  | { readonly kind: 'welcome'; readonly name: string }
  | {
      readonly kind: 'chase';
      readonly cardId: string;
      readonly by: string;
      readonly asks: readonly AskLine[];
    }
  | {
      readonly kind: 'chase_sent';
      readonly people: number;
      readonly tasks: number;
      readonly deferredTo: LocalTime | null;
    }
  | { readonly kind: 'chase_empty'; readonly dropped: ChasePreviewNotice['dropped'] }
  | { readonly kind: 'cancelled' }
  | ({
      readonly kind: 'unreported';
      readonly people: readonly {
        readonly name: string;
        readonly unit: string;
        readonly codes: readonly string[];
      }[];
    } & ByRound)
  | ({ readonly kind: 'overdue'; readonly tasks: readonly TaskLine[] } & ByRound)
  | {
      readonly kind: 'ledger_summary';
      readonly roundName: string;
      readonly asOf: DateOnly;
      readonly tasks: CompletionCount;
      readonly lights: Readonly<Record<Light, number>>;
      readonly underReview: number;
    }
  | ({
      readonly kind: 'reviews_waiting';
      readonly tasks: readonly WaitingReview[];
      /** The reviewers whose work it is, where their deputy only learns of it: reviewing is not delegated. */
      readonly insteadOf?: readonly string[];
    } & ByRound)
  | {
      readonly kind: 'extension_asked';
      readonly code: string;
      readonly title: string;
      readonly by: string;
      readonly due: DateOnly;
      readonly text: string;
    }
  | {
      readonly kind: 'help_asked';
      readonly code: string;
      readonly by: string;
      readonly request: 'help' | 'transfer';
      readonly to: string | null;
      readonly text: string;
    }
  | {
      readonly kind: 'decided';
      readonly code: string;
      readonly what: ReviewSubject;
      readonly outcome: 'approved' | 'next_review' | 'returned';
      readonly due: DateOnly | null;
      readonly reason: string;
      /** Of a closure: the level that was decided, from 1. */
      readonly level?: number;
    }
  | {
      readonly kind: 'decided_all';
      readonly what: ReviewSubject;
      readonly done: readonly { readonly code: string; readonly outcome: 'approved' | 'next_review' }[];
      readonly refused: readonly RefusedLine[];
    }
  | ChannelNotice
  | LookBackNotice
  | ChangeNotice
  | ClosureNotice
  | LadderNotice
  | CorrectionNotice
  | { readonly kind: 'failed' };
