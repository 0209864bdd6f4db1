import { z } from 'zod';
import { keepable } from '../../app/keepable.ts';

/* The JSON text frames of the long connection (bots §C1, §C2). */

export interface RequestFrame {
  readonly cmd: string;
  readonly reqId: string;
  readonly body?: object;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** An ack answers the request of the same reqId; a callback is WeCom's own. */
export type ReceivedFrame =
  | {
      readonly kind: 'ack';
      readonly reqId: string;
      readonly errcode: number;
      readonly errmsg: string;
      readonly body: JsonObject;
    }
  | {
      readonly kind: 'callback';
      readonly cmd: string;
      /** Null: it cannot be answered in place. */
      readonly reqId: string | null;
      readonly body: JsonObject;
    };

export const writeFrame = ({ cmd, reqId, body }: RequestFrame): string =>
  JSON.stringify({ cmd, headers: { req_id: reqId }, ...(body && { body }) });

/** Null when it is neither an ack nor a callback. */
export function readFrame(text: string): ReceivedFrame | null {
  const read = wire.safeParse(parseJson(text));
  if (!read.success) return null;
  const { cmd, headers, errcode, errmsg, body } = read.data;
  const reqId = headers.req_id ?? null;
  if (cmd !== undefined) return { kind: 'callback', cmd, reqId, body };
  return reqId === null || errcode === undefined ? null : { kind: 'ack', reqId, errcode, errmsg, body };
}

/** An id, which a sender may write as a number. */
export const idText = z.union([z.string().min(1), z.number()]).transform(String);

const wire = z.object({
  cmd: z.string().optional(),
  headers: z.object({ req_id: idText.optional() }).default({}),
  errcode: z.number().optional(),
  errmsg: z.string().catch(''),
  body: z.record(z.string(), z.unknown()).catch({}),
});

const STRINGS_AND_NUMBERS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/** JSON whose numbers beyond 2^53, ids all of them, become texts: parsed as they are they would lose digits. */
function parseJson(text: string): unknown {
  const exact = text.replace(STRINGS_AND_NUMBERS, (token) =>
    /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
  try {
    // Without what no database keeps: an id or a key with it would lose the whole message.
    return JSON.parse(exact, (_, value: unknown) => (typeof value === 'string' ? keepable(value) : value));
  } catch {
    return null;
  }
}
