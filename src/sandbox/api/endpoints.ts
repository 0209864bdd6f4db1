import { agentGet, agentList, ownAddresses } from './agent.ts';
import type { Endpoint } from './api-call.ts';
import { appChatCreate, appChatGet, appChatSend, appChatUpdate } from './appchat.ts';
import { updateTemplateCard } from './card-update.ts';
import { openUseridToUserid, userGetUserid, userListId } from './contact-ids.ts';
import {
  departmentGet,
  departmentList,
  departmentSimpleList,
  userGet,
  userList,
  userSimpleList,
} from './directory.ts';
import { getJsapiTicket, ticketGet } from './js-tickets.ts';
import { mediaGet, mediaGetVoice, mediaUpload, uploadImage } from './media.ts';
import { menuCreate, menuDelete, menuGet } from './menu.ts';
import { messageSend } from './message-send.ts';
import { messageRecall } from './recall.ts';
import { gettoken } from './tokens.ts';
import { webhookSend, webhookUpload } from './webhook.ts';
import { getUserDetail, getUserInfo } from './who-is-it.ts';
import {
  batchSetWorkbenchData,
  getWorkbenchData,
  getWorkbenchTemplate,
  setWorkbenchData,
  setWorkbenchTemplate,
} from './workbench.ts';

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
  ['/cgi-bin/user/list_id', userListId],
  ['/cgi-bin/user/getuserid', userGetUserid],
  ['/cgi-bin/batch/openuserid_to_userid', openUseridToUserid],
  ['/cgi-bin/department/list', departmentList],
  ['/cgi-bin/department/simplelist', departmentSimpleList],
  ['/cgi-bin/department/get', departmentGet],
  ['/cgi-bin/media/upload', mediaUpload],
  ['/cgi-bin/media/get', mediaGet],
  ['/cgi-bin/media/get/jssdk', mediaGetVoice],
  ['/cgi-bin/media/uploadimg', uploadImage],
  ['/cgi-bin/agent/get', agentGet],
  ['/cgi-bin/agent/list', agentList],
  ['/cgi-bin/agent/set_workbench_template', setWorkbenchTemplate],
  ['/cgi-bin/agent/get_workbench_template', getWorkbenchTemplate],
  ['/cgi-bin/agent/set_workbench_data', setWorkbenchData],
  ['/cgi-bin/agent/batch_set_workbench_data', batchSetWorkbenchData],
  ['/cgi-bin/agent/get_workbench_data', getWorkbenchData],
  ['/cgi-bin/menu/create', menuCreate],
  ['/cgi-bin/menu/get', menuGet],
  ['/cgi-bin/menu/delete', menuDelete],
  ['/cgi-bin/auth/getuserinfo', getUserInfo],
  ['/cgi-bin/auth/getuserdetail', getUserDetail],
  ['/cgi-bin/get_jsapi_ticket', getJsapiTicket],
  ['/cgi-bin/ticket/get', ticketGet],
  ['/cgi-bin/getcallbackip', ownAddresses],
  ['/cgi-bin/get_api_domain_ip', ownAddresses],
]);
