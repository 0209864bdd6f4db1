/** What was forgotten, by what it was. */
export interface Forgotten {
  /** Messages that came in, whose words are gone; that they came, and what became of them, stays. */
  readonly received: number;
  /** Messages that went out, in the same way. */
  readonly sent: number;
  /** Pictures and files that are nobody's evidence. */
  readonly files: number;
  /** Cards and binding codes that nobody can use any more. */
  readonly cards: number;
  readonly codes: number;
}

export interface RetentionStore {
  /**
   * Forgets what is older, at most a batch of each; never an answer, evidence, a frozen week, a bulletin or an entry of
   * the audit log. Null while a backup reads what would be removed.
   */
  forget(before: Date): Promise<Forgotten | null>;
}
