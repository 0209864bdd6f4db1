import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import { refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { Fault, Faults } from '../faults.ts';
import { isJson, parseJson } from '../json.ts';
import { late } from '../late.ts';
import { sendMedia } from '../send-media.ts';
import { countsAsBase } from '../world/call-uses.ts';
import { isOver } from '../world/is-over.ts';
import type { CallRecord } from '../world/state.ts';
import type { World } from '../world/world.ts';
import type { ApiCall, Outcome } from './api-call.ts';
import { ENDPOINTS } from './endpoints.ts';
import { checkToken } from './tokens.ts';

/** WeCom refuses files over 20 MB by itself; what is far bigger is not read at all. */
const BODY_LIMIT = '32mb';

/** Everything under /cgi-bin: take a fault if one waits, execute, keep the record, answer. */
export function apiRouter(world: World, faults: Faults): Router {
  const router = express.Router();
  router.use(express.raw({ type: () => true, limit: BODY_LIMIT }));
  router.use((request, response) => handleCall(world, faults, request, response));
  router.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (!isJson(error) || error.type !== 'entity.too.large') return next(error);
    response.json(refuse(40206));
  });
  return router;
}

/** Up to the record nothing is awaited, so calls are executed and numbered in the order they came. */
async function handleCall(world: World, faults: Faults, request: Request, response: Response): Promise<void> {
  const call = readCall(world, request);
  const fault = faults.take(call.path);
  const isExecuted = fault?.cut !== 'before' && fault?.errcode === undefined && fault?.status === undefined;
  const outcome = isExecuted ? execute(world, call, request.method) : replaced(fault);
  const status = fault?.status ?? statusOf(call, outcome);
  world.record({ kind: 'call_answered', call: recordOf(world, request, call, { fault, outcome, status }) });

  if (fault?.delayMs) await late(fault.delayMs, response);
  if (fault?.cut) {
    request.socket.destroy();
  } else if (outcome?.file) {
    sendMedia(response, outcome.file, outcome.range);
  } else if (outcome) {
    response.status(status).json(outcome.answer);
  } else {
    response.status(status).type('html').send('<html><body>gateway</body></html>');
  }
}

function statusOf({ path }: ApiCall, outcome: Outcome | null): number {
  if (!ENDPOINTS.has(path)) return 404;
  return outcome?.range ? 206 : 200;
}

function readCall(world: World, request: Request): ApiCall {
  const { pathname, searchParams } = new URL(request.originalUrl, 'http://sandbox');
  return {
    seq: world.state.callSeq + 1,
    path: pathname,
    query: Object.fromEntries(searchParams),
    contentType: request.get('content-type') ?? '',
    range: request.get('range') ?? '',
    origin: `${request.protocol}://${request.get('host') ?? ''}`,
    raw: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
  };
}

function execute(world: World, call: ApiCall, method: string): Outcome {
  const endpoint = ENDPOINTS.get(call.path);
  if (!endpoint) return { answer: refuse(-1, `the sandbox has no ${call.path}`) };
  const refusal = (endpoint.needsToken ? checkCaller(world, call) : null) ?? checkFrequency(world, call);
  if (refusal) return { answer: refusal };
  if (method !== endpoint.method) return { answer: refuse(40058, `${endpoint.method} is required`) };
  return endpoint.handle(world, call);
}

/** The example address of documents; the one a sandbox sees is always the same. */
const CALLER_IP = '203.0.113.7';

/** A good token does not help from an address that is not on the app's list. */
function checkCaller(world: World, { seq, query }: ApiCall): Answer | null {
  const refusal = checkToken(world, query);
  if (refusal || world.state.setup.isTrustedIp) return refusal;
  const more = 'more info at https://open.work.weixin.qq.com/devtool/query?e=60020';
  const { errcode, errmsg } = refuse(60020);
  return { errcode, errmsg: `${errmsg}, hint: [sandbox-${seq}], from ip: ${CALLER_IP}, ${more}` };
}

const checkFrequency = (world: World, { path }: ApiCall): Answer | null =>
  countsAsBase(path) && isOver(world, 'api', path) ? refuse(45009) : null;

/** What a call comes to when a fault takes its place. */
const replaced = (fault: Fault | null): Outcome | null =>
  fault?.errcode === undefined ? null : { answer: refuse(fault.errcode, 'injected fault') };

interface Ending {
  readonly fault: Fault | null;
  readonly outcome: Outcome | null;
  readonly status: number;
}

function recordOf(
  world: World,
  request: Request,
  call: ApiCall,
  { fault, outcome, status }: Ending,
): CallRecord {
  return {
    seq: call.seq,
    at: world.now().toISOString(),
    method: request.method,
    path: call.path,
    query: masked(call.query),
    body: bodyOf(call),
    answer: outcome && withoutSecrets(outcome.answer),
    status: fault?.cut ? 0 : status,
    fault,
    dropped: outcome?.dropped ?? [],
  };
}

const MASK = '****';
const SECRETS = new Set(['access_token', 'corpsecret', 'key']);

const withoutSecrets = (answer: Answer): Answer => ({
  ...answer,
  ...('access_token' in answer ? { access_token: MASK } : {}),
  ...('ticket' in answer ? { ticket: MASK } : {}),
});

/** The first letters are kept, to tell two keys apart. */
const masked = (query: ApiCall['query']): ApiCall['query'] =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      SECRETS.has(name) ? value.slice(0, 4) + MASK : value,
    ]),
  );

function bodyOf(call: ApiCall): unknown {
  if (call.raw.length === 0) return null;
  if (call.contentType.startsWith('multipart/')) return { bytes: call.raw.length };
  const text = call.raw.toString('utf8');
  return parseJson(text) ?? text;
}
