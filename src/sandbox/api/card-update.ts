import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { isJson, isText, listOf, objectOf, textOf } from '../json.ts';
import type { Json } from '../json.ts';
import { hasButtons } from '../shapes/card-shapes.ts';
import { checkNewFace } from '../shapes/cards.ts';
import type { CardChange } from '../world/events.ts';
import type { Message } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { checkAgentId } from './agent.ts';
import { jsonEndpoint } from './api-call.ts';
import { knownIn } from './messages.ts';
import { checkCounts, membersBelow } from './recipients.ts';

const CODE_LIFE_MS = 72 * 3_600_000;

/** message/update_template_card (dossier §4.7). A refused update does not use up the response_code. */
export const updateTemplateCard = jsonEndpoint((world, _call, body) => ({ answer: updateCard(world, body) }));

function updateCard(world: World, body: Json): Answer {
  const responseCode = textOf(body, 'response_code');
  const refusal = checkAgentId(world.corp, body.agentid) ?? checkCode(world, responseCode);
  if (refusal) return refusal;
  const taskId = world.state.responseCodes.get(responseCode)?.taskId ?? '';
  const copies = world.state.cards.get(taskId) ?? new Map<string, Message>();
  const changeRefusal = checkChange(world, body, taskId, [...copies.values()][0]) ?? checkTargets(body);
  if (changeRefusal) return changeRefusal;
  const { userids, invalid } = targetsOf(world, body, copies);
  if (userids.length === 0) return { ...refuse(82102), invaliduser: invalid };
  world.record({ kind: 'card_updated', responseCode, taskId, userids, change: changeOf(body) });
  return ok({ invaliduser: invalid });
}

/** A response_code works once, for 72 hours. */
function checkCode(world: World, value: string): Answer | null {
  const code = world.state.responseCodes.get(value);
  if (!code) return refuse(60140, 'unknown');
  if (code.used) return refuse(60140, 'used before');
  return world.now().getTime() < code.issuedAt + CODE_LIFE_MS ? null : refuse(60140, 'older than 72 hours');
}

function checkChange(world: World, body: Json, taskId: string, original: Message | undefined): Answer | null {
  const { button, template_card: card } = body;
  if ((button === undefined) === (card === undefined)) return refuse(40058, 'either button or template_card');
  if (isJson(card)) return checkNewFace(card, taskId, knownIn(world));
  if (!isText(objectOf(body, 'button').replace_name)) return refuse(42020, 'button.replace_name');
  return original && !hasButtons(original.payload)
    ? refuse(40058, 'button: the original card has no button')
    : null;
}

function checkTargets(body: Json): Answer | null {
  const lists = {
    users: listOf(body, 'userids'),
    parties: listOf(body, 'partyids'),
    tags: listOf(body, 'tagids'),
  };
  const isEmpty = Object.values(lists).every((list) => list.length === 0) && body.atall !== 1;
  return isEmpty ? refuse(82101) : checkCounts(lists);
}

/** @param copies who got the card: nobody else can be updated */
function targetsOf(
  world: World,
  body: Json,
  copies: ReadonlyMap<string, Message>,
): { userids: readonly string[]; invalid: readonly string[] } {
  const recipients = [...copies.keys()];
  if (body.atall === 1) return { userids: recipients, invalid: [] };
  const named = listOf(body, 'userids').map((userid) => String(userid).toLowerCase());
  const placed = listOf(body, 'partyids').flatMap((id) => membersBelow(world.corp, Number(id)));
  const wanted = new Set([...named, ...placed.map((userid) => userid.toLowerCase())]);
  const isRecipient = new Set(recipients.map((userid) => userid.toLowerCase()));
  return {
    userids: recipients.filter((userid) => wanted.has(userid.toLowerCase())),
    invalid: named.filter((userid) => !isRecipient.has(userid)),
  };
}

function changeOf(body: Json): CardChange {
  if (body.button !== undefined) {
    return { form: 'A', buttonText: textOf(objectOf(body, 'button'), 'replace_name') };
  }
  const card = objectOf(body, 'template_card');
  return { form: 'B', card, replaceText: textOf(card, 'replace_text') || null };
}
