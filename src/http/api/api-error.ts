import type { Response } from 'express';
import { apiErrors, type ApiErrorCode } from '../../zh/api.ts';

const STATUS: Readonly<Record<ApiErrorCode, number>> = {
  bad_request: 400,
  signed_out: 401,
  sign_in_failed: 401,
  not_known_here: 403,
  cross_site: 403,
  no_such_item: 404,
  too_many: 429,
  no_sign_in: 503,
  wecom_unreachable: 503,
};

/** Every error of the API: a code for programs, a sentence for people. */
export function fail(response: Response, code: ApiErrorCode, detail?: readonly string[]): void {
  response.status(STATUS[code]).json({ code, message: apiErrors[code], ...(detail && { detail }) });
}
