import type { Channel, Conversation, Groups, Limit } from '../app/channel.ts';
import type { Api } from './api.ts';
import { createAppMedia, pictureRequest } from './media.ts';
import { expectSuccess } from './expect-success.ts';
import { groupPayloads } from './payload.ts';
import { requestBody } from './request-body.ts';
import { neverPossible, sendResultOf } from './send-result.ts';

/* Groups the application has made (app-api §5). */

/**
 * Of 20 000 deliveries a minute and 150 000 an hour for all groups together, a call is counted as one to the largest
 * group there can be, 2000 members: 10 a minute and 75 an hour. A member's 200 a minute are out of reach then.
 */
const LIMITS: readonly Limit[] = [{ key: 'appchat:send', burst: 9, perMinute: 1 }];

/** There is no duplicate check here, and no message id to recall by. */
export const createAppchatChannel = (api: Api): Channel => ({
  capabilities: { repeatSafe: false, exclusive: false, updateWithinMs: null, recall: false },
  prepare: (to, message) =>
    groupPayloads(message, 'app').map((payload) => requestBody({ chatid: chatidOf(to), ...payload })),
  preparePicture: async (to, picture) =>
    pictureRequest(await createAppMedia(api).upload('image', picture), (payload) =>
      requestBody({ chatid: chatidOf(to), ...payload }),
    ),
  limits: () => LIMITS,
  send: async (_to, request) => sendResultOf(await api.post('/cgi-bin/appchat/send', request)),
  updateCard: neverPossible,
  recall: neverPossible,
});

/** Ours, since its id was made from the round: to find it there is to have it. */
const CHATID_EXISTS = 86215;

export const createGroups = (api: Api): Groups => ({
  async ensure({ chatid, name, owner, members }) {
    const userlist = [...new Set([owner, ...members])];
    const group = { chatid, name, owner, userlist };
    const result = await api.post('/cgi-bin/appchat/create', group, { expected: [CHATID_EXISTS] });
    if (result.kind === 'answered' && result.errcode === CHATID_EXISTS) return;
    expectSuccess(result, 'appchat/create');
  },
});

function chatidOf({ channel, id }: Conversation): string {
  if (channel !== 'appchat') throw new TypeError(`the app's groups do not reach ${channel}`);
  return id;
}
