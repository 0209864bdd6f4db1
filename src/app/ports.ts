import type { Clock } from '../clock.ts';
import type { OutgoingMessage } from '../domain/message/card.ts';
import type { Notice } from '../domain/message/notice.ts';
import type { ReplyContext, ReplyStatus, Understanding } from '../domain/reply/result.ts';
import type { Channels } from './channel.ts';
import type { Store } from './stores.ts';

/*
 * What the use cases need of the world besides what is kept (stores.ts).
 */

export interface Log {
  debug(fields: object, event: string): void;
  info(fields: object, event: string): void;
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

/** The words of the house (src/zh), handed in so that use cases stay free of them. */
export interface Wording {
  understand(text: string, context: ReplyContext): Understanding;
  /** 秘密 / 机密 / 绝密 as a mark of secrecy (domain rule 10). */
  hasSecrecyMark(text: string): boolean;
  /** ID-card, phone and bank numbers masked (domain rule 10). */
  maskNumbers(text: string): string;
  say(notice: Notice): OutgoingMessage;
  /** 下一步: what an answer says of the plan, apart from what was done. */
  splitPlan(text: string): { readonly progress: string; readonly nextPlan: string };
  /** What the ledger says when only a button was pressed. */
  statusText(status: ReplyStatus): string;
  isConfirmation(text: string): 'yes' | 'no' | null;
}

export type JobRequest =
  | { readonly name: 'handle-message'; readonly inboundId: string }
  | { readonly name: 'deliver'; readonly outboundId: string; readonly delayMs?: number }
  | { readonly name: 'run-due-steps' }
  | { readonly name: 'sweep' };

/** Wakes a worker. May forget: whoever enqueues has written the truth before. */
export interface JobQueue {
  enqueue(jobs: readonly JobRequest[]): Promise<void>;
}

/** What every use case is given. */
export interface Deps {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly channels: Channels;
  readonly words: Wording;
  readonly clock: Clock;
  readonly log: Log;
}
