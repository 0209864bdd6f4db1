import { request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

interface HttpCall {
  readonly method: 'GET' | 'POST';
  readonly body?: string;
  /** The whole answer must be here by then. */
  readonly signal: AbortSignal;
}

/**
 * One request on a connection of its own: a connection kept from before may have died with the app's last
 * process, and that would count as a failed attempt.
 */
export function httpCall(url: URL, { method, body, signal }: HttpCall): Promise<HttpAnswer> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const headers = body === undefined ? {} : { 'content-type': 'text/xml; charset=utf-8' };
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, signal, agent: false }, (response) => {
      readText(response).then((text) => resolve({ status: response.statusCode ?? 0, body: text }), reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
