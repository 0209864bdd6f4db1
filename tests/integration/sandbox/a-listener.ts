import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import express from 'express';
import type { Request, Response } from 'express';
import { onTestFinished } from 'vitest';
import type { Corp } from '../../../src/sandbox/corp.ts';

/** One request the bot's side received, opened with WeCom's own library. */
interface Heard {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly envelope: string;
  readonly xml: string;
}

export interface Listener {
  readonly url: string;
  readonly heard: Heard[];
}

type Reply = (heard: Heard, count: number) => Promise<ReplyWith> | ReplyWith;
interface ReplyWith {
  readonly status?: number;
  readonly body?: string;
  /** Never answer. */
  readonly silent?: true;
}

/** A little bot that checks signature and receiveid and answers as told; a GET gets its echostr back. */
export async function aListener(corp: Corp, reply: Reply = () => ({})): Promise<Listener> {
  const heard: Heard[] = [];
  const app = express();
  app.use(express.text({ type: () => true }));
  const answer = async (request: Request, response: Response): Promise<void> => {
    const entry = readDelivery(corp, request);
    heard.push(entry);
    const { silent, status = 200, body } = await reply(entry, heard.length);
    if (silent) return;
    response.status(status).send(body ?? (request.method === 'GET' ? entry.xml : ''));
  };
  app.use((request, response) => answer(request, response));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => closeServer(server));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/wecom/callback`, heard };
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

function readDelivery(corp: Corp, request: Request): Heard {
  const query = new URL(request.originalUrl, 'http://bot').searchParams;
  const envelope = typeof request.body === 'string' ? request.body : '';
  return { method: request.method, query, envelope, xml: openDelivery(corp, query, envelope) };
}

function openDelivery(corp: Corp, query: URLSearchParams, envelope: string): string {
  const encrypted =
    query.get('echostr') ?? /<Encrypt><!\[CDATA\[(.*?)\]\]><\/Encrypt>/.exec(envelope)?.[1] ?? '';
  const { callbackToken, callbackAesKey } = corp.agent;
  const signature = getSignature(
    callbackToken,
    query.get('timestamp') ?? '',
    query.get('nonce') ?? '',
    encrypted,
  );
  if (signature !== query.get('msg_signature')) throw new Error('signature');
  const { message, id } = decrypt(callbackAesKey, encrypted);
  if (id !== corp.corpId) throw new Error('receiveid');
  return message;
}

/** The encrypted body of a passive reply. */
export function passiveReply(
  corp: Corp,
  xml: string,
  changes: { corpId?: string; signature?: string } = {},
): string {
  const { callbackToken, callbackAesKey } = corp.agent;
  const encrypted = encrypt(callbackAesKey, xml, changes.corpId ?? corp.corpId);
  const signature = changes.signature ?? getSignature(callbackToken, '1772413800', '42', encrypted);
  return (
    `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature>` +
    '<TimeStamp>1772413800</TimeStamp><Nonce><![CDATA[42]]></Nonce></xml>'
  );
}

/** The text of an element, from CDATA or bare. */
export const field = (xml: string, name: string): string =>
  new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`, 's').exec(xml)?.[1] ?? '';
