import type { Address, Channel, Channels, Directory, Groups, SendResult } from '../app/channel.ts';
import type { OutgoingMessage } from '../domain/message/card.ts';
import type { Api } from './api.ts';
import { createAppchatChannel, createGroups } from './appchat.ts';
import { replacementCard } from './cards.ts';
import { createDirectory } from './directory.ts';
import { personPayload } from './payload.ts';
import { requestBody } from './request-body.ts';
import { rejected, SENT, sendResultOf } from './send-result.ts';

/* The self-built application's ways to people (app-api §4, §5, §6). */

export interface AppChannels extends Pick<Channels, 'person' | 'appchat' | 'updateCard'> {
  readonly directory: Directory;
  readonly groups: Groups;
}

export const createAppChannels = ({ api, agentId }: { api: Api; agentId: number }): AppChannels => ({
  person: createPersonChannel(api, agentId),
  appchat: createAppchatChannel(api),
  updateCard: (userid, responseCode, message) => updateCard(api, { agentId, userid, responseCode, message }),
  directory: createDirectory(api),
  groups: createGroups(api),
});

/** How long WeCom recognises a repeat of the same bytes, in seconds: the longest it offers. */
const DUPLICATE_CHECK_S = 14_400;

const BAD_USERID = 40003;
const BAD_MSGTYPE = 40008;
const NO_VALID_RECIPIENT = 81013;
const NOT_A_RECIPIENT = 82102;

const createPersonChannel = (api: Api, agentId: number): Channel => ({
  repeatSafe: true,
  prepare: (to, message) =>
    requestBody({
      touser: useridOf(to),
      agentid: agentId,
      ...personPayload(message),
      enable_duplicate_check: 1,
      duplicate_check_interval: DUPLICATE_CHECK_S,
    }),
  send: (to, request) => sendToPerson(api, useridOf(to), request),
});

async function sendToPerson(api: Api, userid: string, request: string): Promise<SendResult> {
  if (!isOnePerson(userid)) return rejected(BAD_USERID, 'not the userid of one person');
  const result = await api.post('/cgi-bin/message/send', request);
  return sendResultOf(result, ({ invaliduser, unlicenseduser, msgid, response_code: responseCode }) => {
    const missed = `${textOf(invaliduser)}|${textOf(unlicenseduser)}`.split('|');
    return includes(missed, userid)
      ? rejected(NO_VALID_RECIPIENT, 'invalid or unlicensed recipient')
      : { status: 'sent', msgid: textOf(msgid) || null, responseCode: textOf(responseCode) || null };
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
  if (message.kind !== 'card') return rejected(BAD_MSGTYPE, 'only a card takes the place of a card');
  const result = await api.post('/cgi-bin/message/update_template_card', {
    userids: [userid],
    agentid: agentId,
    response_code: responseCode,
    template_card: replacementCard(message.card),
  });
  return sendResultOf(result, ({ invaliduser }) =>
    Array.isArray(invaliduser) && includes(invaliduser, userid)
      ? rejected(NOT_A_RECIPIENT, 'the person never got this card')
      : SENT,
  );
}

function useridOf(to: Address): string {
  if (to.kind !== 'person') throw new TypeError(`the person channel cannot reach ${to.kind}`);
  return to.userid;
}

/** One userid: "a|b" would reach two people, and "@all" everybody. */
const isOnePerson = (userid: string): boolean => /^[0-9A-Za-z_\-.@]{1,64}$/.test(userid) && userid !== '@all';

/** WeCom answers with userids in lower case. */
const includes = (userids: readonly unknown[], userid: string): boolean =>
  userids.some((other) => String(other).toLowerCase() === userid.toLowerCase());

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
