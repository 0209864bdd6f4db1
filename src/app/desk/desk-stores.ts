/* What only the office's desk asks for. */

export interface DeskStore {
  /** What stands behind a problem's title. */
  problem(id: string): Promise<{ readonly finding: string; readonly cause: string }>;
  /** Ids of the problems whose title or finding has that text, ignoring case. */
  problemsSaying(text: string): Promise<ReadonlySet<string>>;
}
