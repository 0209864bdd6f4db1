import type { Notice, Order } from '../../domain/message/notice.ts';
import type { RefusalReason } from '../../domain/message/lines.ts';
import type { SupervisionCommand } from '../../domain/reply/result.ts';

/** An order, checked against the state as it is now. */
export type Prepared =
  | {
      readonly kind: 'refused';
      readonly why: RefusalReason;
      readonly code: string | null;
      /** Says more than the reason. */ readonly notice?: Notice | undefined;
    }
  /** There is nothing to do, and this says why. */
  | { readonly kind: 'empty'; readonly outcome: string; readonly notice: Notice }
  | {
      readonly kind: 'ready';
      /** What is shown before the yes. */
      preview(cardId: string): Notice;
      /** What the yes then means: the same order, or a narrower one that means just what was shown. */
      readonly command: SupervisionCommand;
      perform(): Promise<Done>;
    };

export interface Done {
  /** What was done, in a word. */
  readonly outcome: string;
  readonly notice: Notice;
}

export const refuse = (why: RefusalReason, code: string | null, notice?: Notice | null): Prepared => ({
  kind: 'refused',
  why,
  code,
  ...(notice && { notice }),
});

export const refusalNotice = ({ notice, code, why }: Extract<Prepared, { kind: 'refused' }>): Notice =>
  notice ?? { kind: 'refused', code, why };

/** Shown as a preview, done by a yes. */
export const readyTo = (
  order: Order,
  command: SupervisionCommand,
  perform: () => Promise<Done>,
): Prepared => ({
  kind: 'ready',
  preview: (cardId) => ({ kind: 'preview', cardId, order }),
  command,
  perform,
});
