import type { SendResult } from '../app/channel.ts';
import type { CallResult } from './call.ts';
import { NOT_REACHED_CODE } from './error-table.ts';
import { faultOf, retryAfterMs } from './errors.ts';

export const SENT: SendResult = { status: 'sent', msgid: null, responseCode: null };

/** @param accepted what to make of WeCom's answer when it took the message */
export function sendResultOf(
  result: CallResult,
  accepted: (answer: Readonly<Record<string, unknown>>) => SendResult = () => SENT,
): SendResult {
  switch (result.kind) {
    case 'ambiguous':
      return { status: 'ambiguous', why: result.why };
    case 'not_reached':
      return rejected(NOT_REACHED_CODE, result.why);
    case 'answered':
      return result.errcode === 0 ? accepted(result.body) : rejected(result.errcode, result.errmsg);
  }
}

export const rejected = (code: number, why: string): SendResult => ({
  status: 'rejected',
  code,
  why,
  fault: faultOf(code),
  retryAfterMs: retryAfterMs(code),
});
