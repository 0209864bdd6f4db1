import { AppError } from '../errors.ts';
import type { CallResult } from './call.ts';
import { adviceFor } from './errors.ts';

/**
 * The answer of a call that has to succeed.
 * @throws AppError wecom_unreachable or wecom_api, the latter with advice for the administrator
 */
export function expectSuccess(result: CallResult, call: string): Readonly<Record<string, unknown>> {
  if (result.kind !== 'answered') throw new AppError('wecom_unreachable', `${call}: ${result.why}`);
  const { errcode, errmsg, body } = result;
  if (errcode === 0) return body;
  throw new AppError('wecom_api', `${call}: ${errcode} ${errmsg}\n${adviceFor(errcode, errmsg)}`);
}
