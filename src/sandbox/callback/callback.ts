import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { fromApp } from '../api/messages.ts';
import { cutBytes } from '../shapes/cut.ts';
import { personChat } from '../world/reducer.ts';
import type { World } from '../world/world.ts';
import { envelope, openReply, seal } from './envelope.ts';
import { httpCall } from './http-call.ts';
import type { HttpAnswer } from './http-call.ts';
import { readXml } from './xml.ts';

/** How a callback ended. `status` is null when the app never answered. */
export interface CallbackResult {
  readonly status: number | null;
  readonly body: string;
  readonly attempts: number;
  readonly error: string | null;
}

export interface Callbacks {
  /** Delivers the inner XML after everything delivered for the same person before. */
  deliver(userid: string, content: string): Promise<CallbackResult>;
  /** The GET check of WeCom's console when a callback URL is saved (dossier §2.2). */
  verify(url?: string): Promise<{
    readonly verified: boolean;
    readonly status: number | null;
    readonly error: string | null;
  }>;
}

interface CallbackOptions {
  readonly timeoutMs: number;
  /** The pause before each retry; its length is the number of retries. */
  readonly retryDelaysMs: readonly number[];
  /** Ends whatever is under way when the sandbox closes. */
  readonly closing: AbortSignal;
}

const VERIFY_MS = 1000;

export function createCallbacks(world: World, options: CallbackOptions): Callbacks {
  const last = new Map<string, Promise<unknown>>();
  return {
    deliver(userid, content) {
      const run = (): Promise<CallbackResult> => deliver(world, options, userid, content);
      const result = (last.get(userid) ?? Promise.resolve()).then(run, run);
      last.set(userid, result);
      return result;
    },
    verify: (url) => verify(world, options, url ?? world.callbackUrl()),
  };
}

async function deliver(
  world: World,
  options: CallbackOptions,
  userid: string,
  content: string,
): Promise<CallbackResult> {
  let result: CallbackResult = { status: null, body: '', attempts: 0, error: '没有设置回调地址' };
  for (const pauseMs of [0, ...options.retryDelaysMs]) {
    const url = world.callbackUrl();
    if (url === null || options.closing.aborted) return result;
    if (pauseMs > 0) await delay(pauseMs, undefined, { signal: options.closing }).catch(() => {});
    result = { ...(await attempt(world, options, url, content)), attempts: result.attempts + 1 };
    if (result.status === 200) return { ...result, error: showReply(world, userid, result.body) };
  }
  return result;
}

/** The same content every time, encrypted afresh. Anything but a 200 is a failure. */
async function attempt(
  world: World,
  options: CallbackOptions,
  url: string,
  content: string,
): Promise<Omit<CallbackResult, 'attempts'>> {
  const { query, encrypted } = seal(world.corp, content, world.now());
  const timeout = AbortSignal.timeout(options.timeoutMs);
  try {
    const answer = await httpCall(withQuery(url, query), {
      method: 'POST',
      body: envelope(world.corp, encrypted),
      signal: AbortSignal.any([timeout, options.closing]),
    });
    return { ...answer, error: answer.status === 200 ? null : `应答状态 ${answer.status}` };
  } catch (error) {
    return { status: null, body: '', error: failure(error, timeout.aborted, options.timeoutMs) };
  }
}

async function verify(
  world: World,
  options: CallbackOptions,
  url: string | null,
): ReturnType<Callbacks['verify']> {
  if (url === null) return { verified: false, status: null, error: '没有设置回调地址' };
  const echo = String(randomInt(1e12));
  const { query, encrypted } = seal(world.corp, echo, world.now());
  query.set('echostr', encrypted);
  const timeout = AbortSignal.timeout(VERIFY_MS);
  try {
    const signal = AbortSignal.any([timeout, options.closing]);
    const answer = await httpCall(withQuery(url, query), { method: 'GET', signal });
    const error = echoError(answer, echo);
    return { verified: error === null, status: answer.status, error };
  } catch (error) {
    return { verified: false, status: null, error: failure(error, timeout.aborted, VERIFY_MS) };
  }
}

function echoError({ status, body }: HttpAnswer, echo: string): string | null {
  if (status !== 200) return `应答状态 ${status}`;
  return body === echo ? null : '应答不是解密后的 echostr 原文';
}

/** Shows a text reply in the chat. Answers what is wrong with the reply, or null. */
function showReply(world: World, userid: string, body: string): string | null {
  if (body === '' || body === 'success') return null;
  try {
    const reply = readXml(openReply(world.corp, body));
    if (reply.get('MsgType') !== 'text') return null;
    const payload = { content: cutBytes(reply.get('Content') ?? '', 2048) };
    const message = fromApp(world, { msgtype: 'text', payload, callSeq: null, api: null });
    world.record({ kind: 'message_added', chat: personChat(userid), message, use: null });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function withQuery(url: string, query: URLSearchParams): URL {
  const target = new URL(url);
  for (const [name, value] of query) target.searchParams.set(name, value);
  return target;
}

function failure(error: unknown, isTimeout: boolean, timeoutMs: number): string {
  if (isTimeout) return `${timeoutMs / 1000} 秒内没有应答`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return `连接失败：${code}`;
}
