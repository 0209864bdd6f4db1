import { agentGet, getCallbackIp } from './agent.ts';
import type { Endpoint } from './api-call.ts';
import { appChatCreate, appChatGet, appChatSend, appChatUpdate } from './appchat.ts';
import { updateTemplateCard } from './card-update.ts';
import {
  departmentGet,
  departmentList,
  departmentSimpleList,
  userGet,
  userList,
  userSimpleList,
} from './directory.ts';
import { mediaGet, mediaUpload } from './media.ts';
import { messageSend } from './message-send.ts';
import { messageRecall } from './recall.ts';
import { gettoken } from './tokens.ts';
import { webhookSend, webhookUpload } from './webhook.ts';

/** The API this WeCom has. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map([
  ['/cgi-bin/gettoken', gettoken],
  ['/cgi-bin/message/send', messageSend],
  ['/cgi-bin/message/update_template_card', updateTemplateCard],
  ['/cgi-bin/message/recall', messageRecall],
  ['/cgi-bin/appchat/create', appChatCreate],
  ['/cgi-bin/appchat/get', appChatGet],
  ['/cgi-bin/appchat/update', appChatUpdate],
  ['/cgi-bin/appchat/send', appChatSend],
  ['/cgi-bin/webhook/send', webhookSend],
  ['/cgi-bin/webhook/upload_media', webhookUpload],
  ['/cgi-bin/user/get', userGet],
  ['/cgi-bin/user/simplelist', userSimpleList],
  ['/cgi-bin/user/list', userList],
  ['/cgi-bin/department/list', departmentList],
  ['/cgi-bin/department/simplelist', departmentSimpleList],
  ['/cgi-bin/department/get', departmentGet],
  ['/cgi-bin/media/upload', mediaUpload],
  ['/cgi-bin/media/get', mediaGet],
  ['/cgi-bin/agent/get', agentGet],
  ['/cgi-bin/getcallbackip', getCallbackIp],
]);
