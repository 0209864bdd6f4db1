import { createHash } from 'node:crypto';
import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { parseJson } from '../json.ts';
import type { Json } from '../json.ts';
import type { Media } from '../world/state.ts';
import type { World } from '../world/world.ts';

/** One request to the API, read. */
export interface ApiCall {
  readonly seq: number;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly contentType: string;
  /** The Range header; '' without one. */
  readonly range: string;
  /** Where the caller reached this sandbox, e.g. `http://127.0.0.1:7070`. */
  readonly origin: string;
  readonly raw: Buffer;
}

/** What a call comes to. */
export interface Outcome {
  readonly answer: Answer;
  /** media/get: the bytes that are sent in place of the answer. */
  readonly file?: Media;
  /** The part of it that was asked for. */
  readonly range?: ByteRange;
  /** Members who silently got nothing; see CallRecord. */
  readonly dropped?: readonly string[];
}

/** Both ends included. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

export interface Endpoint {
  readonly method: 'GET' | 'POST';
  readonly needsToken: boolean;
  readonly handle: (world: World, call: ApiCall) => Outcome;
}

/** An endpoint that takes a JSON body: what is no JSON object never reaches the handler. */
export const jsonEndpoint = (handle: (world: World, call: ApiCall, body: Json) => Outcome): Endpoint => ({
  method: 'POST',
  needsToken: true,
  handle(world, call) {
    const body = parseJson(call.raw.toString('utf8'));
    return body ? handle(world, call, body) : { answer: refuse(40058, 'the body is no JSON object') };
  },
});

/** An endpoint that only reads, by its query. */
export const readEndpoint = (handle: (world: World, query: ApiCall['query']) => Answer): Endpoint => ({
  method: 'GET',
  needsToken: true,
  handle: (world, call) => ({ answer: handle(world, call.query) }),
});

/** Identical request bytes have identical keys. */
export const bodyKey = (call: ApiCall): string => createHash('sha256').update(call.raw).digest('hex');
