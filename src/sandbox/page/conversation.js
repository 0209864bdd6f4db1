/** @import { ChatHeaderPage } from './chat-header.js' */
/** @import { Chat, MessageContext } from './types.js' */
import { pressCard, readMessages, sendImage, typeText } from './api.js';
import { drawHeader } from './chat-header.js';
import { createComposer } from './composer.js';
import { h } from './dom.js';
import { messageOf } from './format.js';
import { icon } from './icons.js';
import { showMember } from './members.js';
import { createNotice } from './notice.js';
import { createThread } from './thread.js';

/**
 * The right side: one chat, its header, its messages and the box to type into.
 * @param {ChatHeaderPage & { showCall: (callSeq: number) => void }} page
 */
export function createConversation(page) {
  /** @type {Chat | null} */
  let chat = null;
  let changed = -1;
  const userid = () => (chat?.kind === 'people' ? chat.id : '');
  const notice = createNotice();
  /** @type {MessageContext} */
  const context = {
    nameOf: (id) => page.findPerson(id)?.name ?? id,
    showCall: page.showCall,
    showMember: (id, anchor) => showMember(page.findPerson(id), id, anchor),
    say: notice.say,
    async press(press) {
      await notice.follow(pressCard(userid(), press));
    },
  };
  const header = h('header', { class: 'chat-header' });
  const thread = createThread(context);
  const composer = createComposer({
    sendText: (content) => notice.follow(typeText(userid(), content)),
    sendPicture: (base64) => notice.follow(sendImage(userid(), base64)),
    say: notice.say,
  });
  const readOnly = h('p', { class: 'read-only' }, '群聊只读：这里显示应用和群机器人发到群里的消息');
  const body = h(
    'div',
    { class: 'chat-body', hidden: true },
    header,
    thread.element,
    notice.element,
    composer.element,
    readOnly,
  );

  /** @param {Chat | null} asked */
  async function readOn(asked) {
    if (!asked || asked !== chat) return 0;
    let answer = await readMessages(asked, thread.lastSeq());
    const reread = answer.changed !== changed && thread.lastSeq() > 0;
    if (reread) answer = await readMessages(asked, 0);
    if (asked !== chat) return 0;
    const oldest = answer.messages[0]?.seq ?? Infinity;
    if (reread && oldest > thread.lastSeq()) thread.clear();
    changed = answer.changed;
    thread.merge(answer.messages);
    return thread.lastSeq();
  }

  let reading = Promise.resolve(0);
  /**
   * Reads what is new; reads everything again when an earlier message changed or the chat was emptied.
   * One reading follows another, so that an old answer never overwrites a newer one.
   * @returns {Promise<number>} the newest seq shown, 0 when the chat was left meanwhile
   */
  const sync = () => {
    const asked = chat;
    const turn = () => readOn(asked);
    reading = reading.then(turn, turn);
    return reading;
  };

  return {
    element: h('main', { class: 'chat' }, emptyChat(), body),
    sync,

    /** @param {Chat | null} next */
    async open(next) {
      chat = next;
      changed = -1;
      notice.clear();
      thread.clear();
      body.hidden = !chat;
      if (!chat) return 0;
      composer.element.hidden = chat.kind !== 'people';
      readOnly.hidden = chat.kind === 'people';
      composer.startFor(context.nameOf(userid()));
      header.replaceChildren(...drawHeader(chat, page));
      const lastSeq = await sync().catch((error) => {
        notice.say(messageOf(error));
        return 0;
      });
      thread.toBottom();
      return lastSeq;
    },
  };
}

const emptyChat = () =>
  h(
    'div',
    { class: 'empty-chat' },
    icon('chat'),
    h('h1', {}, '企业微信沙箱'),
    h('p', {}, '从左侧选一个人，看他收到的应用消息，并以他的身份回复。'),
  );
