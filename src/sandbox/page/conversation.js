/** @import { ChatHeaderPage } from './chat-header.js' */
/** @import { Acts } from './acts.js' */
/** @import { CallbackResult, Chat, Delivery, MessageContext } from './types.js' */
import { actsIn } from './acts.js';
import { readDesk, readMessages, tapMenu } from './api.js';
import { drawHeader } from './chat-header.js';
import { createComposer } from './composer.js';
import { h } from './dom.js';
import { messageOf } from './format.js';
import { icon } from './icons.js';
import { showMember } from './members.js';
import { createMenu } from './menu.js';
import { createNotice } from './notice.js';
import { createSpeaker } from './speaker.js';
import { createThread } from './thread.js';
import { createTile } from './tile.js';

/**
 * The right side: one chat, its header, its messages and the box to type into.
 * @param {ChatHeaderPage & { showCall: (callSeq: number) => void }} page
 */
export function createConversation(page) {
  /** @type {Chat | null} */
  let chat = null;
  let changed = -1;
  const notice = createNotice();
  const speaker = createSpeaker();
  /** @param {(acts: Acts) => Promise<CallbackResult | Delivery>} perform */
  const act = async (perform) => chat === null || notice.follow(perform(actsIn(chat, speaker.current)));
  /** @type {MessageContext} */
  const context = {
    nameOf: (id) => page.findPerson(id)?.name ?? id,
    showCall: page.showCall,
    showMember: (id, anchor) => showMember(page.findPerson(id), id, anchor),
    say: notice.say,
    async press(press) {
      await act((acts) => acts.press(press));
    },
    async ask(question) {
      await act((acts) => acts.sendText(question));
    },
  };
  const header = h('header', { class: 'chat-header' });
  const thread = createThread(context);
  const composer = createComposer({
    sendText: (content) => act((acts) => acts.sendText(content)),
    sendPicture: (base64) => act((acts) => acts.sendPicture(base64)),
    say: notice.say,
  });
  const menu = createMenu({
    tap(entry) {
      if (entry.type === 'view') window.open(entry.url, '_blank', 'noopener');
      if (chat) void notice.follow(tapMenu(chat.id, entry));
    },
  });
  const tile = createTile();
  const readOnly = h('p', { class: 'read-only' }, '群聊只读：这里显示应用和群机器人发到群里的消息');
  const body = h(
    'div',
    { class: 'chat-body', hidden: true },
    header,
    tile.element,
    thread.element,
    notice.element,
    menu.element,
    speaker.element,
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
    const entries = [...answer.messages, ...answer.drops].toSorted((a, b) => a.seq - b.seq);
    const oldest = entries[0]?.seq ?? Infinity;
    if (reread && oldest > thread.lastSeq()) thread.clear();
    changed = answer.changed;
    thread.merge(entries);
    await drawDesk(asked);
    return thread.lastSeq();
  }

  /** The app's menu and tile; there are none around a group. @param {Chat} asked */
  async function drawDesk(asked) {
    const desk = asked.kind === 'people' ? await readDesk(asked.id) : { menu: [], tile: null };
    if (asked !== chat) return;
    menu.fill(desk.menu);
    tile.fill(desk.tile);
  }

  /** In a group people speak to the robot; where there is none, nobody would hear them. @param {Chat} next */
  function prepareComposer(next) {
    const { robot } = page.corp;
    const isGroup = next.kind === 'groups';
    readOnly.hidden = !isGroup || robot !== undefined;
    composer.element.hidden = !readOnly.hidden;
    speaker.element.hidden = !isGroup || robot === undefined;
    if (isGroup) speaker.startFor(page.findGroup(next.id)?.members ?? [], robot?.name ?? '');
    composer.startFor(isGroup ? '在群里说' : `以${context.nameOf(next.id)}的身份回复`);
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
      prepareComposer(chat);
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
