import { ok, refuse } from '../answer.ts';
import { textOf } from '../json.ts';
import { jsonEndpoint } from './api-call.ts';

const RECALL_MS = 24 * 3_600_000;

/** message/recall (dossier §4.4): within 24 hours, own messages only. */
export const messageRecall = jsonEndpoint((world, _call, body) => {
  const msgid = textOf(body, 'msgid');
  const sent = world.state.sent.get(msgid);
  if (!sent) return { answer: refuse(40058, 'msgid') };
  if (world.now().getTime() >= Date.parse(sent.at) + RECALL_MS) return { answer: refuse(42052) };
  world.record({ kind: 'message_recalled', msgid });
  return { answer: ok() };
});
