import type { Answer } from '../answer.ts';
import { objectOf, parseJson, textOf } from '../json.ts';
import type { Json } from '../json.ts';

/** A frame as a client sends it (bots C2). */
export interface Frame {
  readonly cmd: string;
  readonly reqId: string;
  readonly body: Json;
}

/** A frame of which nothing could be read has an empty cmd. */
export function readFrame(text: string): Frame {
  const json = parseJson(text) ?? {};
  return {
    cmd: textOf(json, 'cmd'),
    reqId: textOf(objectOf(json, 'headers'), 'req_id'),
    body: objectOf(json, 'body'),
  };
}

/** An answer carries no cmd: the client knows it by the req_id. */
export const ackText = (reqId: string, answer: Answer): string =>
  JSON.stringify({ headers: { req_id: reqId }, ...answer });

const SECRET = '****';
const LONGEST_DATA = 200;

/** The body as it is kept: without the secret, and without the bytes of files. */
export function recordedBody(body: Json): Json {
  const { secret, base64_data: data, ...rest } = body;
  return {
    ...rest,
    ...(secret === undefined ? {} : { secret: SECRET }),
    ...(data === undefined ? {} : { base64_data: recordedData(data) }),
  };
}

const recordedData = (data: unknown): unknown =>
  typeof data === 'string' && data.length > LONGEST_DATA ? `（${data.length} 字符）` : data;
