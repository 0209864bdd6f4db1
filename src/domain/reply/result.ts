import type { DateOnly } from '../calendar/date.ts';

/** What an answer says of a task's state. */
export type ReplyStatus = 'done' | 'basically_done' | 'in_progress' | 'not_started' | 'ongoing' | 'no_change';

export interface ReplyReport {
  readonly item: string;
  readonly status: ReplyStatus;
  /** What goes into the ledger. */
  readonly text: string;
}

export type ReplyRequest =
  | { readonly kind: 'extension'; readonly item: string; readonly due: DateOnly | null }
  | { readonly kind: 'help'; readonly item: string }
  | { readonly kind: 'transfer'; readonly item: string; readonly to: string | null };

export type ReviewSubject = 'closure' | 'extension' | 'transfer' | 'help';

export type RemindTarget =
  | { readonly items: readonly string[] }
  | { readonly scope: 'overdue' | 'unreported' }
  | { readonly unit: string }
  | { readonly person: string };

/** What somebody asked for, when it is not the closure. */
export type RequestSubject = Exclude<ReviewSubject, 'closure'>;

/** A goal as it was typed. */
export interface TypedStage {
  readonly due: DateOnly;
  readonly text: string;
}

/** What a manager or reviewer wants looked up. */
export interface ReplyQuery {
  readonly name:
    | 'digest'
    | 'ledger'
    | 'unreported'
    | 'overdue'
    | 'reviews'
    | 'deputies'
    | 'look_backs'
    | 'warnings'
    | 'letters';
}

/** What a manager or reviewer wants done; the free text behind the first colon is not repeated here. */
export type SupervisionCommand =
  | ({ readonly name: 'remind' } & RemindTarget)
  | {
      readonly name: 'approve';
      readonly item: string;
      readonly what: ReviewSubject;
      /** The day granted, where it is not the one asked for. */
      readonly due?: DateOnly | undefined;
      /** To whom a task is handed over. */
      readonly to?: string | undefined;
    }
  | { readonly name: 'approve_all'; readonly items: readonly string[]; readonly what: ReviewSubject }
  | { readonly name: 'return'; readonly item: string; readonly what: ReviewSubject }
  | TaskCommand
  | DeputyCommand;

type TaskCommand =
  | { readonly name: 'assign'; readonly items: readonly string[]; readonly to: string }
  | { readonly name: 'split'; readonly item: string; readonly parts: readonly string[] }
  /** Into the first. */
  | { readonly name: 'merge'; readonly items: readonly string[] }
  | { readonly name: 'remove' | 'stop' | 'complaint' | 'interview' | 'drop_letter'; readonly item: string }
  | { readonly name: 'report_up'; readonly item: string; readonly to: string | null }
  | { readonly name: 'stages'; readonly item: string; readonly goals: readonly TypedStage[] }
  /** Stages count from 1. */
  | { readonly name: 'stage_reached'; readonly item: string; readonly no: number }
  | { readonly name: 'sample'; readonly percent?: number | undefined; readonly count?: number | undefined }
  | { readonly name: 'look_back'; readonly item: string; readonly passed: boolean }
  | { readonly name: 'sign_letter'; readonly item: string; readonly number: string };

type DeputyCommand =
  | {
      readonly name: 'deputy';
      readonly person: string;
      readonly deputy: string;
      /** Null: from today. */
      readonly from: DateOnly | null;
      /** The last day, as said; null: until it is ended. */
      readonly until: DateOnly | null;
    }
  | { readonly name: 'end_deputy'; readonly person: string };

export type ReplyCommand =
  | { readonly name: 'help' | 'my_items' | 'acknowledge' }
  | {
      readonly name: 'withdraw';
      readonly item?: string | undefined;
      readonly what?: RequestSubject | undefined;
    }
  | { readonly name: 'show'; readonly item: string }
  | ReplyQuery
  | SupervisionCommand;

/** Why one short question must be asked before anything is recorded. */
export type Unclear =
  | 'which_item'
  | 'which_status'
  | 'not_understood'
  | 'not_yours'
  | 'no_such_item'
  | 'not_permitted'
  | 'date_in_past';

/** What a reply was understood as; the four parts are independent of each other. */
export interface Understanding {
  readonly reports: readonly ReplyReport[];
  readonly requests: readonly ReplyRequest[];
  readonly command: ReplyCommand | null;
  readonly unclear: Unclear | null;
}

/** The question we asked this person last. */
export interface PendingAsk {
  readonly item: string | null;
  readonly asks: 'status' | 'progress' | 'extension_due' | 'which_item';
  readonly status?: ReplyStatus | undefined;
}

export interface ReplyContext {
  readonly today: DateOnly;
  readonly role: 'official' | 'manager';
  /** The person's open tasks, by the code shown in the reminder. */
  readonly items: readonly { readonly code: string; readonly title: string }[];
  /** Every code of the rounds, so that "not yours" and "no such item" differ. */
  readonly roundCodes: readonly string[];
  readonly pending: PendingAsk | null;
}
