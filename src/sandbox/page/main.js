/** @import { Chat } from './types.js' */
/** @import { Panel } from './drawer.js' */
import { enterChat } from './acts.js';
import { resetSandbox } from './api.js';
import { createConversation } from './conversation.js';
import { openDirectory } from './directory.js';
import { h } from './dom.js';
import { createDrawer } from './drawer.js';
import { chatKey, messageOf } from './format.js';
import { follow } from './live.js';
import { createRail } from './rail.js';
import { confirmWith } from './sheet.js';
import { createSidebar } from './sidebar.js';
import { createUnread } from './unread.js';

/** @returns {Chat | null} the chat named in the address: #/people/zhangsan, #/robot/zhangsan, #/groups/ID */
function chatInAddress() {
  const [, kind, id] = /^#\/(people|robot|groups)\/(.+)$/.exec(location.hash) ?? [];
  if (!id) return null;
  return { kind: kind === 'people' || kind === 'robot' ? kind : 'groups', id: decodeURIComponent(id) };
}

async function start() {
  const directory = await openDirectory();
  const unread = createUnread();
  const drawer = createDrawer({ onToggle: markPanel });
  const conversation = createConversation({ ...directory, showCall: drawer.showCalls });
  const sidebar = createSidebar({ corp: directory.corp, unreadOf: unread.of });
  const rail = createRail({ showChats, togglePanel, reset });
  const offline = h('div', { class: 'offline', role: 'status', hidden: true }, '和沙箱的连接断开，正在重连…');
  const shell = h(
    'div',
    { class: 'shell' },
    rail.element,
    sidebar.element,
    conversation.element,
    drawer.element,
  );
  /** @type {Chat | null} */
  let open = null;

  function showChats() {
    drawer.hide();
    location.hash = '#/';
  }

  /** @param {Panel} panel */
  function togglePanel(panel) {
    if (shell.dataset.panel === panel) drawer.hide();
    else void drawer.show(panel);
  }

  /** @param {Panel | null} panel */
  function markPanel(panel) {
    shell.dataset.panel = panel ?? '';
    rail.mark(panel);
  }

  /** @param {HTMLElement} anchor */
  async function reset(anchor) {
    const text = '所有聊天、接口记录和故障都会清空，通讯录、应用和频率限制恢复成企业文件里的样子。';
    if (!(await confirmWith({ title: '重置沙箱', text, yes: '清空', anchor }))) return;
    await resetSandbox();
    drawer.clearCalls();
    await refresh();
  }

  function drawUnread() {
    sidebar.draw();
    const total = unread.total();
    document.title = `${total > 0 ? `（${total}）` : ''}${directory.corp.corpName} · 企业微信沙箱`;
  }

  async function refresh() {
    await directory.refresh();
    // A sandbox that is emptied loses the groups that the app had created.
    if (open && !directory.has(open)) showChats();
    else if (open) unread.markRead(open, await conversation.sync());
    const others = directory.chats().filter(({ chat }) => !open || chatKey(chat) !== chatKey(open));
    await Promise.all(others.map(({ chat, last }) => unread.count(chat, last)));
    sidebar.fill(directory.people(), directory.groups());
    drawUnread();
  }

  async function goToAddress() {
    const wanted = chatInAddress();
    const chat = wanted && directory.has(wanted) ? wanted : null;
    open = chat;
    shell.dataset.screen = chat ? 'chat' : 'list';
    sidebar.select(chat);
    const lastSeq = await conversation.open(chat);
    if (!chat) return;
    unread.markRead(chat, lastSeq);
    drawUnread();
    await enterChat(chat);
  }

  await refresh();
  document.body.replaceChildren(offline, shell);
  addEventListener('hashchange', () => void goToAddress());
  void goToAddress();
  follow({ refresh, onConnection: (connected) => (offline.hidden = connected) });
}

start().catch((error) => {
  document.body.replaceChildren(h('p', { class: 'start-trouble', role: 'alert' }, messageOf(error)));
});
