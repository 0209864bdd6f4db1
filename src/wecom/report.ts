import type { CallResult } from './call.ts';
import { adviceFor, faultOf, isKnown } from './errors.ts';

export interface CallLog {
  warn(fields: object, event: string): void;
  error(fields: object, event: string): void;
}

/**
 * Logs what an operator has to know of a call; a success says nothing.
 * @param expected codes that are no failure of this call
 */
export function reportCall(
  log: CallLog,
  path: string,
  result: CallResult,
  expected: readonly number[] = [],
): void {
  if (result.kind !== 'answered') {
    log.warn({ path, outcome: result.kind, why: result.why }, 'wecom_call_failed');
    return;
  }
  const { errcode, errmsg } = result;
  if (expected.includes(errcode)) return;
  if (errcode !== 0) {
    reportRefusal(log, { path, errcode, errmsg });
  } else if (errmsg.includes('wrong json format')) {
    // The call passed, but a field of it had the wrong type (app-api §0).
    log.error({ path, errmsg }, 'wecom_request_malformed');
  }
}

function reportRefusal(log: CallLog, refusal: { path: string; errcode: number; errmsg: string }): void {
  const fault = faultOf(refusal.errcode);
  const fields = { ...refusal, fault, advice: adviceFor(refusal.errcode, refusal.errmsg) };
  if (!isKnown(refusal.errcode)) {
    log.error(fields, 'wecom_error_unknown');
  } else if (fault === 'operator') {
    log.error(fields, 'wecom_operator_needed');
  } else {
    log.warn(fields, 'wecom_call_refused');
  }
}
