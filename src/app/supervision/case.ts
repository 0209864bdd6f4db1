import type { DateOnly } from '../../domain/calendar/date.ts';
import type { Notice, Order } from '../../domain/message/notice.ts';
import type { RefusalReason } from '../../domain/message/lines.ts';
import type { ReviewSubject, SupervisionCommand } from '../../domain/reply/result.ts';
import type { Done } from './prepared.ts';

/** 同意 or 退回 of something that was asked for. */
export interface Verdict {
  readonly name: 'approve' | 'return';
  readonly what: ReviewSubject;
  /** Of a return; of help that was settled: how. */
  readonly reason: string;
  /** The day granted, where it is not the one asked for. */
  readonly due?: DateOnly | undefined;
  /** The new owner, where the office means another one than was asked for. */
  readonly to?: string | undefined;
}

/** Checked: either why not, or what it takes. */
export type Case =
  | { readonly refusal: RefusalReason; readonly notice?: Notice }
  | {
      readonly due: DateOnly | null;
      /** Shown before the yes, where it says more than the decision. */
      readonly order?: Order;
      /** What the yes then means, where it is narrower than what was said. */
      readonly command?: SupervisionCommand;
      decide(): Promise<Done>;
    };
