/** An order before its yes: what is asked, and what is shown with it. */
export interface Shown {
  readonly title: string;
  readonly lines: readonly { readonly name: string; readonly value: string }[];
  readonly yes: string;
  /** What follows from it and does not show in a line. */
  readonly remark?: string;
}
