import { randomBytes } from 'node:crypto';
import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isJson, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { isInteractive } from '../shapes/card-shapes.ts';
import { checkNewCard } from '../shapes/cards.ts';
import { APP_KINDS } from '../shapes/message-shapes.ts';
import { isOver } from '../world/is-over.ts';
import type { Duplicate } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { checkAgentId } from './agent.ts';
import { bodyKey, jsonEndpoint } from './api-call.ts';
import type { ApiCall, Outcome } from './api-call.ts';
import { checkPayload, fromApp, kindOf, knownIn, shownPayload } from './messages.ts';
import { checkAddressing, recipientsOf } from './recipients.ts';
import type { Recipients } from './recipients.ts';

/** message/send (dossier §4.1–4.6). */
export const messageSend = jsonEndpoint((world, call, body) => {
  const earlier = earlierAnswer(world, call, body);
  if (earlier) return { answer: earlier };
  const refusal =
    checkAgentId(world.corp, body.agentid) ??
    checkAddressing(body) ??
    checkOptions(body) ??
    checkMessage(world, body);
  if (refusal) return { answer: refusal };
  const recipients = recipientsOf(world.corp, body);
  if (recipients.userids.length === 0) return { answer: { ...refuse(81013), ...invalidOnes(recipients) } };
  if (isOver(world, 'app', '', recipients.userids.length)) return { answer: refuse(45009) };
  return send(world, call, body, recipients);
});

/** The very same request again within its interval is answered as before, and nobody sees it twice. */
function earlierAnswer(world: World, call: ApiCall, body: Json): Answer | null {
  if (body.enable_duplicate_check !== 1) return null;
  const earlier = world.state.duplicates.get(bodyKey(call));
  return earlier && earlier.until > world.now().getTime() ? earlier.answer : null;
}

const LONGEST_INTERVAL_SECONDS = 14_400;
const DEFAULT_INTERVAL_SECONDS = 1800;

function checkOptions(body: Json): Answer | null {
  const { safe = 0, enable_duplicate_check: check = 0, duplicate_check_interval: seconds = 0 } = body;
  if (safe !== 0 && safe !== 1) return refuse(40058, 'safe');
  if (safe === 1 && body.msgtype === 'news') return refuse(40074);
  if (check !== 0 && check !== 1) return refuse(40058, 'enable_duplicate_check');
  const isInterval = typeof seconds === 'number' && seconds >= 0 && seconds <= LONGEST_INTERVAL_SECONDS;
  return isInterval ? null : refuse(40058, 'duplicate_check_interval');
}

function checkMessage(world: World, body: Json): Answer | null {
  const msgtype = textOf(body, 'msgtype');
  const known = knownIn(world);
  if (msgtype === 'template_card') {
    const card = body[msgtype];
    return isJson(card) ? checkNewCard(card, world, known) : refuse(40058, 'template_card missing');
  }
  const kind = kindOf(APP_KINDS, msgtype);
  return kind ? checkPayload(kind, body, known) : refuse(40008, msgtype);
}

function send(world: World, call: ApiCall, body: Json, recipients: Recipients): Outcome {
  const nowMs = world.now().getTime();
  const msgtype = textOf(body, 'msgtype');
  const payload = shownPayload(kindOf(APP_KINDS, msgtype), body);
  const msgid = randomBytes(33).toString('base64url');
  const card = msgtype === 'template_card' ? payload : {};
  const taskId = textOf(card, 'task_id') || null;
  const code =
    taskId !== null && isInteractive(card) ? { value: newResponseCode(), taskId, issuedAt: nowMs } : null;
  const dropped = recipients.userids.filter((userid) => isOver(world, 'member', userid));
  const answer = ok({ ...invalidOnes(recipients), msgid, ...(code ? { response_code: code.value } : {}) });
  world.record({
    kind: 'message_sent',
    msgid,
    message: fromApp(world, { msgtype, payload, callSeq: call.seq, api: call.path }),
    userids: recipients.userids.filter((userid) => !dropped.includes(userid)),
    dropped,
    taskId,
    code,
    duplicate: duplicateOf(call, body, nowMs, answer),
  });
  return { answer, dropped };
}

export const newResponseCode = (): string => randomBytes(32).toString('base64url');

function duplicateOf(call: ApiCall, body: Json, nowMs: number, answer: Answer): Duplicate | null {
  if (body.enable_duplicate_check !== 1) return null;
  const seconds = Number(body.duplicate_check_interval ?? 0) || DEFAULT_INTERVAL_SECONDS;
  return { key: bodyKey(call), until: nowMs + seconds * 1000, answer };
}

const invalidOnes = ({ invalidUsers, invalidParties, invalidTags }: Recipients): Json => ({
  invaliduser: invalidUsers.join('|'),
  invalidparty: invalidParties.join('|'),
  invalidtag: invalidTags.join('|'),
});
