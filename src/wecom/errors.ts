import type { SendResult } from '../app/channel.ts';
import { unknownCodeAdvice, wecomAdvice } from '../zh/wecom-errors.ts';
import { ERROR_ROWS, type ErrorClass, type ErrorRow } from './error-table.ts';

type Fault = Extract<SendResult, { status: 'rejected' }>['fault'];

const FAULT: Readonly<Record<ErrorClass, Fault>> = {
  T: 'operator',
  B: 'busy',
  P: 'message',
  C: 'operator',
  R: 'recipient',
  U: 'message',
};

const rowByCode: ReadonlyMap<number, ErrorRow> = new Map(
  ERROR_ROWS.flatMap((row) => row.codes.map((code) => [code, row] as const)),
);

export const isKnown = (code: number): boolean => rowByCode.has(code);

/** What nobody has described is not repeated. */
export const classify = (code: number): ErrorClass => rowByCode.get(code)?.class ?? 'P';

/** For a message that was refused. A token or secret that stays wrong after the renewal is the administrator's. */
export const faultOf = (code: number): Fault => FAULT[classify(code)];

/** Null where WeCom says nothing about how long to wait. */
export const retryAfterMs = (code: number): number | null => rowByCode.get(code)?.retryAfterMs ?? null;

/** One Chinese sentence for the administrator: what happened, and what to click. */
export function adviceFor(code: number): string {
  const row = rowByCode.get(code);
  return row ? wecomAdvice[row.advice] : unknownCodeAdvice;
}
