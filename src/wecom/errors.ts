import { isIP } from 'node:net';
import type { SendResult } from '../app/channel.ts';
import { unknownCodeAdvice, untrustedIpAdvice, wecomAdvice } from '../zh/wecom-errors.ts';
import { ERROR_ROWS, ROBOT_ROWS, type ErrorClass, type ErrorRow } from './error-table.ts';

type Fault = Extract<SendResult, { status: 'rejected' }>['fault'];

/** Who answered: WeCom's HTTP API, or the robot's long connection, where some codes mean something else. */
export type Speaker = 'http' | 'robot';

const FAULT: Readonly<Record<ErrorClass, Fault>> = {
  T: 'operator',
  B: 'busy',
  P: 'message',
  C: 'operator',
  R: 'recipient',
  U: 'message',
};

const byCode = (rows: readonly ErrorRow[]): ReadonlyMap<number, ErrorRow> =>
  new Map(rows.flatMap((row) => row.codes.map((code) => [code, row] as const)));

const ROWS: Readonly<Record<Speaker, ReadonlyMap<number, ErrorRow>>> = {
  http: byCode(ERROR_ROWS),
  robot: byCode([...ERROR_ROWS, ...ROBOT_ROWS]),
};

export const isKnown = (code: number): boolean => ROWS.http.has(code);

/** What nobody has described is not repeated. */
export const classify = (code: number, speaker: Speaker = 'http'): ErrorClass =>
  ROWS[speaker].get(code)?.class ?? 'P';

/** For a message that was refused. A token or secret that stays wrong after the renewal is the administrator's. */
export const faultOf = (code: number, speaker: Speaker = 'http'): Fault => FAULT[classify(code, speaker)];

/** Null where WeCom says nothing about how long to wait. */
export const retryAfterMs = (code: number): number | null => ROWS.http.get(code)?.retryAfterMs ?? null;

const UNTRUSTED_IP = 60020;

/** The address a refusal came from, as WeCom saw it: `not allow to access from your ip, from ip: 203.0.113.7`. */
export function ipIn(errmsg: string): string | null {
  const address = /\bfrom ip:\s*([\w.:]+)/.exec(errmsg)?.[1]?.replace(/[.:]$/, '') ?? '';
  return isIP(address) === 0 ? null : address;
}

/** One Chinese sentence for the administrator: what happened, and what to click. */
export function adviceFor(code: number, errmsg = '', speaker: Speaker = 'http'): string {
  const ip = code === UNTRUSTED_IP ? ipIn(errmsg) : null;
  if (ip !== null) return untrustedIpAdvice(ip);
  const row = ROWS[speaker].get(code);
  return row ? wecomAdvice[row.advice] : unknownCodeAdvice;
}
