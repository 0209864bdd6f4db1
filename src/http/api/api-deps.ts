import type { CheckResult } from '../../app/doctor/verdict.ts';
import type { Documents } from '../../app/documents.ts';
import type { Identity } from '../../app/channel.ts';
import type { PageSdk } from '../../app/page-sdk.ts';
import type { GroupWays } from '../../app/office/round-groups.ts';
import type { Deps } from '../../app/ports.ts';
import type { CorrectionLog } from '../../app/replies/reply-stores.ts';
import type { OutgoingMessage } from '../../domain/message/card.ts';

export interface ApiDeps {
  readonly deps: Deps;
  /** Null without a self-built app: then nobody can sign in. */
  readonly identity: Identity | null;
  /** Null without a self-built app. */
  readonly pageSdk: PageSdk | null;
  readonly groupWays: Omit<GroupWays, 'groupName'>;
  /** Under which browsers reach us; where WeCom leads back to. */
  publicUrl(): string;
  /** Readers and writers of files. */
  readonly documents: Documents;
  readonly sessionSecret: string;
  /** Aborted when the service stops: what is kept open ends. */
  readonly stopping: AbortSignal;
  /** A message as plain text, cards too. */
  plainText(message: OutgoingMessage): string;
  readonly corrections: CorrectionLog;
  /** The doctor's report on the settings this service runs with. */
  examine(): Promise<readonly CheckResult[]>;
}
