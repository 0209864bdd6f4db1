/** @import { CallbackResult, Call, Chat, Corp, Delivery, Desk, Fault, Group, MessagePage, Person, Press } from './types.js' */

/**
 * One call of the control API. Throws an Error whose message is a Chinese sentence fit to show.
 * @param {string} method @param {string} path @param {unknown} [body]
 */
async function request(method, path, body) {
  const response = await fetch(`/sandbox/api${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => null);
  if (!response) throw new Error('连不上沙箱服务，请确认它还在运行');
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `沙箱返回 HTTP ${response.status}`);
  return answer;
}

/** @param {string} userid @param {string} act @param {object} body @returns {Promise<CallbackResult>} */
const actAs = async (userid, act, body) =>
  (await request('POST', `/people/${encodeURIComponent(userid)}/${act}`, body)).callback;

/** @returns {Promise<Corp>} */
export const readCorp = () => request('GET', '/corp');
/** @returns {Promise<Person[]>} */
export const readPeople = () => request('GET', '/people');
/** @returns {Promise<Group[]>} */
export const readGroups = () => request('GET', '/groups');
/** @param {Chat} chat @param {number} after @returns {Promise<MessagePage>} messages with a larger seq */
export const readMessages = (chat, after) =>
  request('GET', `/${chat.kind}/${encodeURIComponent(chat.id)}/messages?after=${after}`);

/** @param {string} userid @returns {Promise<Desk>} */
export const readDesk = (userid) => request('GET', `/people/${encodeURIComponent(userid)}/desk`);

/** @param {string} userid @param {string} content */
export const typeText = (userid, content) => actAs(userid, 'text', { content });
/** @param {string} userid @param {string} base64 a PNG or JPEG */
export const sendImage = (userid, base64) => actAs(userid, 'image', { base64 });
/** @param {string} userid @param {Press} press */
export const pressCard = (userid, press) => actAs(userid, 'click', press);
/** @param {string} userid @param {{ key?: string, url?: string }} entry */
export const tapMenu = (userid, { key, url }) => actAs(userid, 'menu', { key, url });
/** @param {string} userid */
export const enterApp = (userid) => actAs(userid, 'enter', {});

/** @param {Chat} chat @param {string} act @param {object} body @returns {Promise<Delivery>} */
export const actOnRobot = (chat, act, body) =>
  request('POST', `/${chat.kind}/${encodeURIComponent(chat.id)}/${act}`, body);

/** @param {number} after @returns {Promise<Call[]>} */
export const readCalls = async (after) => (await request('GET', `/calls?after=${after}`)).calls;
/** @returns {Promise<Fault[]>} */
export const readFaults = async () => (await request('GET', '/faults')).faults;
/** @param {Fault} fault */
export const addFault = (fault) => request('POST', '/faults', fault);
export const clearFaults = () => request('DELETE', '/faults');
export const resetSandbox = () => request('POST', '/reset', {});
