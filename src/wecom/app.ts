import { createHash } from 'node:crypto';
import type { Channel, Conversation, Desk, Directory, Groups, Limit, SendResult } from '../app/channel.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import type { OutgoingMessage } from '../domain/message/card.ts';
import type { Api } from './api.ts';
import { createAppchatChannel, createGroups } from './appchat.ts';
import { replacementCard } from './cards.ts';
import { createDesk } from './desk.ts';
import { createDirectory } from './directory.ts';
import { textIn } from './fields.ts';
import { createAppMedia, pictureRequest, type AppMedia } from './media.ts';
import { personPayloads } from './payload.ts';
import { requestBody } from './request-body.ts';
import { rejected, SENT, sendResultOf } from './send-result.ts';

/* The self-built application's ways to people (app-api §4, §5, §6). */

export interface AppSettings {
  readonly api: Api;
  readonly agentId: number;
  /** 账号上限数 of the corporation. */
  readonly accounts: number;
}

export interface WecomApp {
  readonly app: Channel;
  readonly appchat: Channel;
  readonly directory: Directory;
  readonly groups: Groups;
  readonly desk: Desk;
  readonly media: AppMedia;
}

export const createWecomApp = (settings: AppSettings): WecomApp => ({
  app: createAppChannel(settings),
  appchat: createAppchatChannel(settings.api),
  directory: createDirectory(settings.api),
  groups: createGroups(settings.api),
  desk: createDesk(settings.api, settings.agentId),
  media: createAppMedia(settings.api),
});

/** How long WeCom recognises a repeat of the same bytes, in seconds: the longest it offers, and the shortest we ask. */
const DUPLICATE_CHECK_S = { longest: 14_400, shortest: 10_800 } as const;
/** How long a response_code works. */
const UPDATE_WITHIN_MS = 72 * 3_600_000;

const BAD_USERID = 40003;
const BAD_MSGTYPE = 40008;
const NO_VALID_RECIPIENT = 81013;
const NOT_A_RECIPIENT = 82102;

const createAppChannel = ({ api, agentId, accounts }: AppSettings): Channel => ({
  capabilities: { repeatSafe: true, exclusive: false, updateWithinMs: UPDATE_WITHIN_MS, recall: true },
  prepare: (to, message, _replyTo, id) =>
    personPayloads(message).map((payload) => requestTo(to, agentId, payload, id)),
  preparePicture: async (to, picture, id) =>
    pictureRequest(await createAppMedia(api).upload('image', picture), (payload) =>
      requestTo(to, agentId, payload, id),
    ),
  limits: (to, today) => limitsOf(useridOf(to), accounts, today),
  send: (to, request) => sendToPerson(api, useridOf(to), request),
  updateCard: (to, updateToken, message) =>
    updateCard(api, { agentId, userid: useridOf(to), responseCode: updateToken, message }),
  recall: async (msgid) => sendResultOf(await api.post('/cgi-bin/message/recall', { msgid })),
});

const requestTo = (to: Conversation, agentId: number, payload: object, id: string): string =>
  requestBody({
    touser: useridOf(to),
    agentid: agentId,
    ...payload,
    enable_duplicate_check: 1,
    duplicate_check_interval: duplicateCheckOf(id),
  });

/**
 * The same words to the same person are no repeat: who asks twice gets two answers. Nothing else in a request may
 * differ, so the interval does.
 */
function duplicateCheckOf(id: string): number {
  const { longest, shortest } = DUPLICATE_CHECK_S;
  return longest - (createHash('sha256').update(id).digest().readUInt32BE() % (longest - shortest));
}

/**
 * In no window more than WeCom lets through (app-api §9): a bucket gives at most burst + perMinute × minutes. Over the
 * 30 a minute and 1000 an hour of a member the surplus would vanish without an error. A day's bucket is never refilled.
 */
const limitsOf = (userid: string, accounts: number, today: DateOnly): readonly Limit[] => {
  const member = `app:member:${userid.toLowerCase()}`;
  return [
    { key: member, burst: 10, perMinute: 20 },
    { key: `${member}:hour`, burst: 100, perMinute: 15 },
    // Of 10 000 a minute and 150 000 an hour.
    { key: 'app:message/send', burst: 6000, perMinute: 2400 },
    { key: `app:day:${today}`, burst: accounts * 200, perMinute: 0 },
  ];
};

async function sendToPerson(api: Api, userid: string, request: string): Promise<SendResult> {
  if (!isOnePerson(userid)) return rejected(BAD_USERID, 'not the userid of one person');
  const result = await api.post('/cgi-bin/message/send', request);
  return sendResultOf(result, (answer) => {
    const missed = `${textIn(answer, 'invaliduser')}|${textIn(answer, 'unlicenseduser')}`.split('|');
    return includes(missed, userid)
      ? rejected(NO_VALID_RECIPIENT, 'invalid or unlicensed recipient')
      : {
          status: 'sent',
          msgid: textIn(answer, 'msgid') || null,
          updateToken: textIn(answer, 'response_code') || null,
        };
  });
}

interface CardUpdate {
  readonly agentId: number;
  readonly userid: string;
  readonly responseCode: string;
  readonly message: OutgoingMessage;
}

async function updateCard(
  api: Api,
  { agentId, userid, responseCode, message }: CardUpdate,
): Promise<SendResult> {
  const card = message.kind === 'card' ? replacementCard(message.card, 'app') : null;
  if (!card) return rejected(BAD_MSGTYPE, 'only a card takes the place of a card');
  const result = await api.post('/cgi-bin/message/update_template_card', {
    userids: [userid],
    agentid: agentId,
    response_code: responseCode,
    template_card: card,
  });
  return sendResultOf(result, ({ invaliduser }) =>
    Array.isArray(invaliduser) && includes(invaliduser, userid)
      ? rejected(NOT_A_RECIPIENT, 'the person never got this card')
      : SENT,
  );
}

function useridOf({ channel, kind, id }: Conversation): string {
  if (channel !== 'app' || kind !== 'person')
    throw new TypeError(`the app cannot reach a ${channel} ${kind}`);
  return id;
}

/** One userid: "a|b" would reach two people, and "@all" everybody. */
const isOnePerson = (userid: string): boolean => /^[0-9A-Za-z_\-.@]{1,64}$/.test(userid) && userid !== '@all';

/** WeCom answers with userids in lower case. */
const includes = (userids: readonly unknown[], userid: string): boolean =>
  userids.some((other) => String(other).toLowerCase() === userid.toLowerCase());
