import type { Clock } from '../clock.ts';
import type { OutgoingMessage } from '../domain/message/card.ts';
import type { Notice } from '../domain/message/notice.ts';
import type { WallChart } from '../domain/ledger/wall-chart.ts';
import type { ReplyContext, ReplyStatus, Understanding } from '../domain/reply/result.ts';
import type { AnchorLog } from './audit/audit-stores.ts';
import type { ClaimWords } from '../domain/task/claim-check.ts';
import type { Channels, Desk, Directory, MediaFetcher, TileItem } from './channel.ts';
import type { Store } from './stores.ts';

/*
 * What the use cases need of the world besides what is kept (stores.ts).
 */

/** A person's own tasks this week. */
export interface TileCounts {
  readonly unanswered: number;
  readonly near: number;
  readonly overdue: number;
  readonly closed: number;
}

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
  /** `BD-7K3Q9M`, when the text is a binding code and nothing else. */
  bindingCodeIn(text: string): string | null;
  /** The figures of a person's workbench tile. */
  tile(counts: TileCounts): readonly TileItem[];
  readonly menu: readonly { readonly key: string; readonly label: string }[];
  isConfirmation(text: string): 'yes' | 'no' | null;
  /** By which a claim "done" is looked through. */
  readonly claimWords: ClaimWords;
  /** Which of the offered codes a text names as what pictures belong to; null when it says something else. */
  evidenceAnswer(text: string, codes: readonly string[]): readonly string[] | null;
}

/** `unknown`: a format that is not looked into; `too_large`: nobody can say what is in it. */
export type FileText =
  { readonly kind: 'text'; readonly texts: readonly string[] } | { readonly kind: 'unknown' | 'too_large' };

/** A3 landscape for a wall, or as wide as a phone. */
export type PictureSize = 'a3' | 'phone';

export type JobRequest =
  | { readonly name: 'handle-message'; readonly inboundId: string }
  /** `behind`: sent after it, in that order. */
  | {
      readonly name: 'deliver';
      readonly outboundId: string;
      readonly behind?: readonly string[];
      readonly delayMs?: number;
    }
  /** By the process that owns the robot's connection. */
  | { readonly name: 'deliver-by-robot'; readonly outboundId: string; readonly delayMs?: number }
  | { readonly name: 'run-due-steps' }
  | { readonly name: 'sync-contacts' }
  | { readonly name: 'refresh-tiles' }
  | { readonly name: 'forget-old' }
  | { readonly name: 'sweep' };

/** Wakes a worker. May forget: whoever enqueues has written the truth before. */
export interface JobQueue {
  enqueue(jobs: readonly JobRequest[]): Promise<void>;
}

/** What only one process has at a time. */
export interface Lease {
  /** Tries to get it; false while another process has it. */
  acquire(): Promise<boolean>;
  /** Whether it is ours, as far as is known. */
  held(): boolean;
  /** Called when it is found to be lost. */
  onLost(lost: () => void): void;
  /** No harm when it is not held. */
  release(): Promise<void>;
}

/** What every use case is given. */
export interface Deps {
  readonly store: Store;
  readonly anchors: AnchorLog;
  readonly queue: JobQueue;
  readonly channels: Channels;
  /** Null without a self-built app. */
  readonly directory: Directory | null;
  readonly desk: Desk | null;
  readonly fetchMedia: MediaFetcher;
  /** The words inside a file, as far as it can be looked into. */
  fileText(data: Buffer, fileName: string): FileText;
  /** As PNG. Rejects when the library, or a font, cannot be loaded. */
  drawWallChart(chart: WallChart, size: PictureSize): Promise<Buffer>;
  /** The id of the smart robot, null without one. */
  readonly robotId: string | null;
  /** After so many days the words and files of messages are forgotten; null: never. */
  readonly retentionDays: number | null;
  readonly words: Wording;
  readonly clock: Clock;
  readonly log: Log;
}
