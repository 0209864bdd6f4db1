import type { Address, Channel, Groups } from '../app/channel.ts';
import type { Api } from './api.ts';
import { expectSuccess } from './expect-success.ts';
import { APP_MARKDOWN_BYTES, groupPayload } from './payload.ts';
import { requestBody } from './request-body.ts';
import { sendResultOf } from './send-result.ts';

/* Groups the application has made (app-api §5). */

/** There is no duplicate check here, and no message id to recall by. */
export const createAppchatChannel = (api: Api): Channel => ({
  repeatSafe: false,
  prepare: (to, message) =>
    requestBody({ chatid: chatidOf(to), ...groupPayload(message, APP_MARKDOWN_BYTES) }),
  send: async (_to, request) => sendResultOf(await api.post('/cgi-bin/appchat/send', request)),
});

const CHATID_EXISTS = 86215;

export const createGroups = (api: Api): Groups => ({
  async ensure({ chatid, name, owner, members }) {
    const userlist = [...new Set([owner, ...members])];
    const result = await api.post('/cgi-bin/appchat/create', { chatid, name, owner, userlist });
    if (result.kind === 'answered' && result.errcode === CHATID_EXISTS) return;
    expectSuccess(result, 'appchat/create');
  },
});

function chatidOf(to: Address): string {
  if (to.kind !== 'appchat') throw new TypeError(`the appchat channel cannot reach ${to.kind}`);
  return to.chatid;
}
