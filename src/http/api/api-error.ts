import type { Response } from 'express';
import type { Problem } from '../../contract/problem.ts';
import { apiErrors, type ApiErrorCode } from '../../zh/api.ts';

const STATUS: Readonly<Record<ApiErrorCode, number>> = {
  bad_request: 400,
  signed_out: 401,
  sign_in_failed: 401,
  not_known_here: 403,
  not_permitted: 403,
  cross_site: 403,
  no_such_item: 404,
  no_such_method: 405,
  changed_meanwhile: 409,
  too_large: 413,
  upload_type: 422,
  upload_secret: 422,
  upload_unseen: 422,
  upload_missing: 422,
  upload_gone: 422,
  upload_not_fetched: 503,
  sdk_unavailable: 503,
  too_many: 429,
  broken: 500,
  no_sign_in: 503,
  wecom_unreachable: 503,
  stopping: 503,
};

/** A refusal as a handler says it: one of the API's own, or one of the rules with its status and sentence. */
export type Refusal =
  | { readonly refused: ApiErrorCode; readonly errors?: readonly string[] }
  | { readonly refused: string; readonly status: number; readonly detail: string };

/** Every error of the API: a code for programs, a sentence for people. */
export function fail(response: Response, code: ApiErrorCode, errors?: readonly string[]): void {
  say(response, code, {
    status: STATUS[code],
    detail: apiErrors[code],
    ...(errors && { errors: [...errors] }),
  });
}

export function refuse(response: Response, refusal: Refusal): void {
  if ('status' in refusal) say(response, refusal.refused, refusal);
  else fail(response, refusal.refused, refusal.errors);
}

function say(
  response: Response,
  code: string,
  { status, detail, errors }: Pick<Problem, 'status' | 'detail' | 'errors'>,
): void {
  const body: Problem = {
    type: `/problems/${code}`,
    title: code.replaceAll('_', ' '),
    status,
    detail,
    code,
    ...(errors && { errors }),
  };
  response.status(status).type('application/problem+json').send(JSON.stringify(body));
}
