/** @import { Drop, Message, MessageContext } from './types.js' */
import { appAvatar, personAvatar, robotAvatar } from './avatar.js';
import { drawBody } from './bodies.js';
import { h } from './dom.js';
import { needsTimeLine, timeLine } from './format.js';
import { icon } from './icons.js';

/**
 * One row of the conversation: the time when it is due, then the message or what is left of it.
 * @param {Message | Drop} message @param {Message | Drop | undefined} previous @param {MessageContext} context
 */
export function drawMessage(message, previous, context) {
  const row = h('li', { class: 'row', 'data-seq': message.seq });
  if (needsTimeLine(previous, message)) {
    row.append(h('time', { class: 'time-line', datetime: message.at }, timeLine(message.at, new Date())));
  }
  row.append(drawEntry(message, context));
  return row;
}

/** @param {Message | Drop} message @param {MessageContext} context */
function drawEntry(message, context) {
  if (!('msgtype' in message)) return drawDrop(message, context);
  return message.recalled ? drawRecalled(message, context) : drawSent(message, context);
}

/** In a group it is missing for some of the members only. @param {Drop} drop @param {MessageContext} context */
function drawDrop({ callSeq, userids }, context) {
  const names = userids.map(context.nameOf).join('、');
  const words = `此处一条消息因超过频率限制被静默丢弃，${names}没有收到（接口调用 #${callSeq}）`;
  return h('div', { class: 'dropped', role: 'note' }, h('span', {}, words), callButton({ callSeq }, context));
}

/** @param {Message} message @param {MessageContext} context */
const drawRecalled = (message, context) =>
  h('div', { class: 'recalled' }, '应用撤回了一条消息', callButton(message, context));

/** @param {Message} message @param {MessageContext} context */
function drawSent(message, context) {
  const own = message.direction === 'in';
  return h(
    'article',
    { class: `message ${own ? 'message-own' : ''}`, 'aria-label': `${message.sender.name}的消息` },
    avatarOf(message),
    h(
      'div',
      { class: 'message-main' },
      h('div', { class: 'message-name' }, message.sender.name, callButton(message, context)),
      drawBody(message, context),
      message.lost && h('div', { class: 'lost' }, icon('alert'), '机器人没有连接，收不到这条消息'),
    ),
  );
}

/** @param {Message} message */
function avatarOf({ direction, sender, api }) {
  if (direction === 'in') return personAvatar(sender.name);
  return api?.includes('/webhook/') || api?.startsWith('robot/') ? robotAvatar() : appAvatar();
}

/** @param {{ callSeq: number | null, api?: string | null }} call @param {MessageContext} context */
function callButton({ callSeq, api }, context) {
  if (callSeq === null) return null;
  const title = `查看发出它的接口调用 ${api ?? ''}`.trim();
  const show = () => context.showCall(callSeq);
  return h(
    'button',
    { class: 'call-button', type: 'button', title, 'aria-label': title, onclick: show },
    icon('calls'),
  );
}
