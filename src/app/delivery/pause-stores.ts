/** Nothing is sent while there is one. */
export interface SendingPause {
  readonly since: Date;
  /** userid, or `operator`. */
  readonly by: string;
  readonly reason: string;
  /** When the backup was taken whose restoring stopped sending; null where a person did. */
  readonly backupOf: Date | null;
}

/** A planned message, or one whose sender was killed, as resuming looks at it. */
export interface WaitingMessage {
  readonly id: string;
  readonly kind: string;
  /** The kind of its notice; null where it is composed when it is sent. */
  readonly says: string | null;
  readonly createdAt: Date;
  /** When the message it answers was received; null for what answers none. */
  readonly answersOf: Date | null;
  /** An attempt at it may have arrived. */
  readonly tried: boolean;
}

export interface PauseStore {
  current(): Promise<SendingPause | null>;
  /** False when sending is paused already. */
  begin(pause: SendingPause): Promise<boolean>;
  /** Ends it; null when there was none. Whoever comes second waits, and finds none. */
  end(): Promise<SendingPause | null>;
  /** Everything that is neither sent nor ended. */
  waiting(): Promise<WaitingMessage[]>;
  /** How many are under way at this moment, in any process. */
  underWay(now: Date): Promise<number>;
  settle(
    ids: readonly string[],
    how: { state: 'expired' | 'ambiguous'; reason: string; at: Date },
  ): Promise<void>;
  /** What these say is labelled 补发. */
  labelLate(ids: readonly string[]): Promise<void>;
}
