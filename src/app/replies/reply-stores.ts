import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Notice } from '../../domain/message/notice.ts';
import type { ProgressEntry } from '../../domain/reply/entry.ts';
import type { InboundContent } from '../channel.ts';
import type { OutboundState, StoredInbound } from '../delivery/message-stores.ts';

/* Answers as the office reads them: what came in, beside what was recorded and what was said to it. */

export interface ReplyFilter {
  /** Whose answers are shown: those about tasks of these rounds. */
  readonly roundIds: readonly string[];
  /** All rounds: then also what people without a task wrote. */
  readonly everyRound: boolean;
  readonly personIds?: readonly string[];
  readonly taskId?: string;
  readonly from?: Date;
  readonly before?: Date;
  readonly only?: 'unclear' | 'late';
  /** Behind that one. */
  readonly after?: { readonly at: Date; readonly id: string };
  readonly limit: number;
}

/** An answer: a message of chat or of a page, or an entry of old made on a page, which has no message. */
export interface StoredReply {
  readonly id: string;
  readonly by: 'app' | 'robot' | 'page';
  readonly at: Date;
  readonly personId: string;
  /** Null of a page. */
  readonly content: InboundContent | null;
  readonly outcome: string;
  readonly unclear: boolean;
}

/** An entry with the answer it came by: the message, or on a page itself. */
export type ReplyEntry = ProgressEntry & { readonly replyId: string };

export interface ReplyStore {
  /** Newest first. Commands and questions are no answers. */
  page(filter: ReplyFilter): Promise<StoredReply[]>;
  /** Waits for whoever corrects it now. Null when it is no message of a person. */
  lock(id: string): Promise<{ readonly message: StoredInbound; readonly personId: string } | null>;
  /** Every version that came by these answers, withdrawals too, oldest first. */
  entries(ids: readonly string[]): Promise<ReplyEntry[]>;
  /** What was said to these answers of these people, in order. */
  said(
    replies: readonly Pick<StoredReply, 'id' | 'personId' | 'at'>[],
  ): Promise<{ readonly replyId: string; readonly notice: Notice; readonly state: OutboundState }[]>;
}

/** A corrected answer as a line of replies.jsonl: what was written in which situation, and what it meant. */
export interface CorrectionLine {
  readonly id: string;
  readonly today: DateOnly;
  readonly role: 'official' | 'manager';
  readonly items: readonly { readonly code: string; readonly title: string }[];
  readonly roundCodes: readonly string[];
  /** What had been asked before is not kept. */
  readonly pending: null;
  readonly text: string;
  readonly expect: {
    readonly reports: readonly { readonly item: string; readonly status: string }[];
    readonly requests: readonly object[];
    readonly command: null;
    readonly unclear: null;
  };
}

/** corrections.jsonl in the data folder. */
export interface CorrectionLog {
  append(line: CorrectionLine): Promise<void>;
  /** The whole file; empty before the first. */
  read(): Promise<string>;
}
