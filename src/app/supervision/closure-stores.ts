import type { Ref } from '../../domain/task/people.ts';
import type { KeptMedia } from '../delivery/channel-stores.ts';

/* What a closure rests on, and what an owner may take back. */

/** 佐证材料: one picture or file that bears out an entry. */
export interface EvidencePiece {
  readonly id: string;
  readonly entryId: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly by: Ref;
  readonly at: Date;
}

/** A picture or file as somebody sent it. */
export type SentMedia = KeptMedia & { readonly receivedAt: Date };

export interface EvidenceStore {
  /** Ties what was sent to an entry; the same bytes count once for a task. Answers with what is new. */
  add(
    entry: { readonly id: string; readonly taskId: string },
    media: readonly KeptMedia[],
    by: { readonly personId: string; readonly at: Date },
  ): Promise<KeptMedia[]>;
  /** Of entries that nobody has withdrawn, oldest first. */
  ofTask(taskId: string): Promise<EvidencePiece[]>;
  /** Null also when its entry was withdrawn. */
  byId(id: string): Promise<(EvidencePiece & { readonly taskId: string }) | null>;
  /** Those among the messages that are uploads of that person to a page, as they were kept. */
  uploads(sent: { readonly personId: string; readonly ids: readonly string[] }): Promise<KeptMedia[]>;
  /** Pictures, videos and files of that person in chat since then that bear out nothing yet, oldest first. */
  loose(sender: {
    readonly personId: string;
    readonly messageId: string;
    readonly since: Date;
  }): Promise<SentMedia[]>;
}

export interface HandoverWithdrawals {
  /** Ends what the owner of a task asked of the office; false when nothing was waiting. */
  withdraw(request: {
    readonly taskId: string;
    readonly kind: 'help' | 'transfer';
    readonly byId: string;
    readonly at: Date;
  }): Promise<boolean>;
  /** Tasks of these for which such a request waits. */
  pending(taskIds: readonly string[], kind: 'help' | 'transfer'): Promise<ReadonlySet<string>>;
}
