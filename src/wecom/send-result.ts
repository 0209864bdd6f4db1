import type { SendResult } from '../app/channel.ts';
import type { CallResult } from './call.ts';
import { NOT_REACHED_CODE } from './error-table.ts';
import { adviceFor, faultOf, isKnown, retryAfterMs, type Speaker } from './errors.ts';

export const SENT: SendResult = { status: 'sent', msgid: null, updateToken: null };

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

type Rejected = Extract<SendResult, { status: 'rejected' }>;

/** @param why WeCom's words, or ours where we refuse by ourselves */
export const rejected = (code: number, why: string, speaker: Speaker = 'http'): Rejected => ({
  status: 'rejected',
  code,
  why,
  fault: faultOf(code, speaker),
  unknown: !isKnown(code),
  advice: adviceFor(code, why, speaker),
  retryAfterMs: retryAfterMs(code),
});

const BAD_MSGTYPE = 40008;

/** For a channel that cannot take a message back, or change a card. */
export const neverPossible = (): Promise<SendResult> =>
  Promise.resolve(rejected(BAD_MSGTYPE, 'this channel cannot do that'));
