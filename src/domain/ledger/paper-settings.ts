/** How a round's official documents are made out. */
export interface PaperSettings {
  /** 行距, in points. */
  readonly linePitch: number;
  /**
   * 长期坚持 as a state of its own (已完成, 基本完成, 未完成, 长期坚持 add up), or beside the completion (a part of it, never
   * added).
   */
  readonly longTerm: 'as_state' | 'beside';
  /** Who issues them; empty: a person writes it in. */
  readonly office: string;
  /** 主送 of reports and bulletins; empty: a person writes it in. */
  readonly addressee: string;
}

export const DEFAULT_PAPER_SETTINGS: PaperSettings = {
  linePitch: 28,
  longTerm: 'as_state',
  office: '',
  addressee: '',
};
