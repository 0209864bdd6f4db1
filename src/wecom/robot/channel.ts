import { randomUUID } from 'node:crypto';
import type { Channel, Conversation, Limit, ReplyToken, SendResult } from '../../app/channel.ts';
import type { Log } from '../../app/ports.ts';
import type { Clock } from '../../clock.ts';
import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { CallResult } from '../call.ts';
import { pictureRequest, type UploadResult } from '../media.ts';
import type { UploadFile } from '../multipart.ts';
import { newCard, replacementCard } from '../cards.ts';
import { cardAsDocument } from '../render/card-document.ts';
import { renderParts } from '../render/render.ts';
import { neverPossible, rejected, sendResultOf } from '../send-result.ts';
import type { Connection } from './connection.ts';

/* The robot's messages: answers in place while they may be, pushes otherwise (bots §C2, §C4). */

interface RobotChannelOptions {
  readonly robotId: string;
  readonly request: Connection['request'];
  upload(kind: 'image', file: UploadFile): Promise<UploadResult>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/** A request as it is kept until it is sent. */
interface Prepared {
  readonly chat: { readonly chatid: string; readonly chat_type: 1 | 2 };
  readonly body: object;
  readonly answer?: {
    readonly cmd: string;
    readonly reqId: string;
    /** ISO instant; later it is pushed. */
    readonly until: string;
    /** Where an answer may not be what a push is. */
    readonly body?: object;
  };
}

const UPDATE_WITHIN_MS = 5000;
const WELCOME_WITHIN_MS = 5000;
const ANSWER_WITHIN_MS = 24 * 3_600_000;
const MARKDOWN_BYTES = 20_480;
/** Nothing is said about the length of a welcome; texts elsewhere have this one. */
const WELCOME_BYTES = 2048;

const BAD_MSGTYPE = 40008;
/** The frame to answer is unknown, or too long ago: nothing was shown (bots §C7, §C9). */
const NOT_SHOWN = new Set([846605, 846608]);

export function createRobotChannel({ robotId, request, upload, clock, log }: RobotChannelOptions): Channel {
  return {
    capabilities: {
      repeatSafe: false,
      exclusive: true,
      updateWithinMs: UPDATE_WITHIN_MS,
      recall: false,
    },
    prepare: (to, message, replyTo) =>
      prepare(to, message, replyTo).map((prepared) => JSON.stringify(prepared)),
    preparePicture: async (to, picture) =>
      pictureRequest(await upload('image', picture), (body) => JSON.stringify({ chat: chatOf(to), body })),
    limits: ({ id }) => limitsOf(`robot:${robotId}:${id}`),
    async send(_to, prepared) {
      const { chat, body, answer } = JSON.parse(prepared) as Prepared;
      if (answer && clock.now() < new Date(answer.until)) {
        const { cmd, reqId } = answer;
        const answered = await request({ cmd, reqId, body: answer.body ?? body });
        if (!isCertainlyNotShown(answered)) return resultOf(answered);
        log.info({ reqId, kind: answered.kind }, 'robot_answer_becomes_push');
      }
      const push = { cmd: 'aibot_send_msg', reqId: randomUUID(), body: { ...chat, ...body } };
      return resultOf(await request(push));
    },
    async updateCard(_to, updateToken, message) {
      const card = message.kind === 'card' ? replacementCard(message.card, 'robot') : null;
      if (!card) return rejected(BAD_MSGTYPE, 'only a card takes the place of a card', 'robot');
      const body = { response_type: 'update_template_card', template_card: card };
      return resultOf(await request({ cmd: 'aibot_respond_update_msg', reqId: updateToken, body }));
    },
    recall: neverPossible,
  };
}

const chatOf = (to: Conversation): Prepared['chat'] => ({
  chatid: to.id,
  chat_type: to.kind === 'person' ? 1 : 2,
});

function prepare(to: Conversation, message: OutgoingMessage, replyTo: ReplyToken | null): Prepared[] {
  const chat = chatOf(to);
  const answer = replyTo && answerOf(replyTo, message);
  return bodiesOf(message).map((body, part) => ({ chat, body, ...(answer && part === 0 && { answer }) }));
}

function bodiesOf(message: OutgoingMessage): object[] {
  const card = cardBody(message);
  if (card) return [card];
  return renderParts(wording(message), 'robot', MARKDOWN_BYTES).map((content) => ({
    msgtype: 'markdown',
    markdown: { content },
  }));
}

/** Null where a card has nothing to press and leads nowhere. */
function cardBody(message: OutgoingMessage): object | null {
  const card = message.kind === 'card' ? newCard(message.card, 'robot') : null;
  return card && { msgtype: 'template_card', template_card: card };
}

const wording = (message: OutgoingMessage): Exclude<OutgoingMessage, { kind: 'card' }> =>
  message.kind === 'card' ? { kind: 'document', document: cardAsDocument(message.card) } : message;

function answerOf({ to, reqId, at }: ReplyToken, message: OutgoingMessage): Prepared['answer'] | null {
  const until = (withinMs: number): string => new Date(at.getTime() + withinMs).toISOString();
  if (to === 'message') return { cmd: 'aibot_respond_msg', reqId, until: until(ANSWER_WITHIN_MS) };
  const body = welcomeBody(message);
  return body && { cmd: 'aibot_respond_welcome_msg', reqId, until: until(WELCOME_WITHIN_MS), body };
}

/** Plain text or a card (bots §C2); null when it is too long for one. */
function welcomeBody(message: OutgoingMessage): object | null {
  const card = cardBody(message);
  if (card) return card;
  const [content, more] = renderParts(wording(message), 'plain', WELCOME_BYTES);
  return content === undefined || more !== undefined ? null : { msgtype: 'text', text: { content } };
}

/** 30 a minute and 1000 an hour, replies and pushes together (bots §C4), in any minute and any hour. */
const limitsOf = (key: string): Limit[] => [
  { key, burst: 10, perMinute: 20 },
  { key: `${key}:hour`, burst: 100, perMinute: 15 },
];

const isCertainlyNotShown = (result: CallResult): boolean =>
  result.kind === 'not_reached' || (result.kind === 'answered' && NOT_SHOWN.has(result.errcode));

const resultOf = (result: CallResult): SendResult =>
  result.kind === 'answered' && result.errcode !== 0
    ? rejected(result.errcode, result.errmsg, 'robot')
    : sendResultOf(result);
