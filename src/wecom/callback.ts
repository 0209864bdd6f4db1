import type { ReceivedMessage } from '../app/channel.ts';
import { open, SealBroken, signatureMatches, signatureOf } from './crypto.ts';
import { readInbound } from './inbound.ts';
import { readXml, textOf, type XmlElement } from './xml.ts';

/* What WeCom sends to our callback URL (app-api §2.2, §2.3). */

export interface CallbackSettings {
  readonly token: string;
  readonly aesKey: string;
  readonly corpId: string;
  /** How old a callback may be, default 1 h: whether a retry is signed anew is not documented. */
  readonly maxAgeMs?: number;
  /** How far ahead WeCom's clock may be, default 5 min. */
  readonly maxAheadMs?: number;
}

/** The URL's parameters, decoded once, as the HTTP server parsed them. */
export type CallbackQuery = Readonly<Record<string, unknown>>;

const STATUS = {
  signature: 401,
  stale: 401,
  receiveid: 403,
  too_large: 400,
  not_xml: 400,
  doctype: 400,
  unreadable: 400,
  incomplete: 400,
} as const;

export class CallbackRefused extends Error {
  override readonly name = 'CallbackRefused';
  readonly status: 400 | 401 | 403;
  readonly reason: keyof typeof STATUS;

  constructor(reason: keyof typeof STATUS, options?: ErrorOptions) {
    super(`callback refused: ${reason}`, options);
    this.reason = reason;
    this.status = STATUS[reason];
  }
}

const MAX_AGE_MS = 3_600_000;
const MAX_AHEAD_MS = 300_000;
const MAX_BODY_BYTES = 256 * 1024;

/**
 * The answer to WeCom's check of the callback URL, to be sent within a second without a byte more.
 * @throws CallbackRefused
 */
export function verifyUrl(query: CallbackQuery, settings: CallbackSettings): string {
  // A server that reads the query as a form has turned the + of base64 into a space.
  const encrypted = parameter(query, 'echostr').replaceAll(' ', '+');
  checkSignature(query, encrypted, settings);
  return unseal(encrypted, settings);
}

/**
 * A message or event, verified to come from WeCom and to be meant for us.
 * @throws CallbackRefused
 */
export function readCallback(
  { query, body, now }: { query: CallbackQuery; body: string; now: Date },
  settings: CallbackSettings,
): ReceivedMessage {
  if (Buffer.byteLength(body) > MAX_BODY_BYTES) throw new CallbackRefused('too_large');
  const encrypted = textOf(elementOf(body), 'Encrypt');
  checkSignature(query, encrypted, settings);
  checkAge(query, now, settings);
  // XML has no NUL and PostgreSQL keeps none: what cannot be kept would be sent again and again.
  const received = readInbound(elementOf(unseal(encrypted, settings).replaceAll('\0', '')));
  if (!received) throw new CallbackRefused('incomplete');
  return received;
}

function checkSignature(query: CallbackQuery, encrypted: string, { token }: CallbackSettings): void {
  const expected = signatureOf(token, parameter(query, 'timestamp'), parameter(query, 'nonce'), encrypted);
  if (!signatureMatches(expected, parameter(query, 'msg_signature'))) throw new CallbackRefused('signature');
}

function checkAge(
  query: CallbackQuery,
  now: Date,
  { maxAgeMs = MAX_AGE_MS, maxAheadMs = MAX_AHEAD_MS }: CallbackSettings,
): void {
  const ageMs = now.getTime() - Number(parameter(query, 'timestamp')) * 1000;
  // Written so that a timestamp which is no number is refused as well.
  if (!(ageMs <= maxAgeMs && ageMs >= -maxAheadMs)) throw new CallbackRefused('stale');
}

function unseal(encrypted: string, { aesKey, corpId }: CallbackSettings): string {
  try {
    return open({ aesKey, receiveId: corpId }, encrypted);
  } catch (cause) {
    if (!(cause instanceof SealBroken)) throw cause;
    throw new CallbackRefused(cause.fault === 'receiveid' ? 'receiveid' : 'unreadable', { cause });
  }
}

function elementOf(text: string): XmlElement {
  const read = readXml(text);
  if (!read.ok) throw new CallbackRefused(read.why);
  return read.element;
}

function parameter(query: CallbackQuery, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value : '';
}
