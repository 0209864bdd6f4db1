/** @import { Call } from './types.js' */
import { readCalls } from './api.js';
import { h } from './dom.js';
import { clockTime, messageOf } from './format.js';

const POLL_MS = 2000;
const LONGEST_STRING = 5000;

/** The list of API calls the sandbox received, newest first. It reads on only while it is shown. */
export function createRecords() {
  const filter = h('input', {
    type: 'search',
    placeholder: '按接口筛选，如 message/send',
    'aria-label': '按接口筛选',
  });
  const list = h('div');
  const nothing = h('p', { class: 'nothing' });
  const panel = h('div', { class: 'panel' }, h('div', { class: 'panel-filter' }, filter), list, nothing);
  /** @type {Map<number, { call: Call, row: HTMLDetailsElement }>} */
  const rows = new Map();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let polling;

  const applyFilter = () => {
    const wanted = filter.value.trim().toLowerCase();
    for (const { call, row } of rows.values()) row.hidden = !isWanted(call.path, wanted);
    nothing.hidden = rows.size > 0;
  };
  const readOn = async () => {
    try {
      for (const call of await readCalls([...rows.keys()].at(-1) ?? 0)) {
        if (rows.has(call.seq)) continue;
        const row = drawCall(call);
        rows.set(call.seq, { call, row });
        list.prepend(row);
      }
      nothing.textContent = '还没有接口调用';
    } catch (error) {
      nothing.textContent = messageOf(error);
    }
    applyFilter();
  };
  filter.addEventListener('input', applyFilter);

  return {
    element: panel,

    /** @param {number} [callSeq] a call to unfold and bring into view */
    async show(callSeq) {
      polling ??= setInterval(readOn, POLL_MS);
      await readOn();
      const wanted = callSeq === undefined ? undefined : rows.get(callSeq)?.row;
      for (const { row } of rows.values()) row.open = row === wanted;
      panel.scrollTop = 0;
      if (!wanted) return;
      filter.value = '';
      applyFilter();
      wanted.scrollIntoView({ block: 'start' });
      wanted.querySelector('summary')?.focus();
    },
    hide() {
      clearInterval(polling);
      polling = undefined;
    },
    clear() {
      rows.clear();
      list.replaceChildren();
      applyFilter();
    },
  };
}

/** The robot's heartbeat would bury the rest; it is there for who asks for it. @param {string} path @param {string} wanted */
const isWanted = (path, wanted) =>
  wanted === '' ? path !== 'robot/ping' : path.toLowerCase().includes(wanted);

/** @param {Call} call */
function drawCall(call) {
  const summary = h(
    'summary',
    {},
    h('span', { class: 'call-path' }, call.path.replace(/^\/cgi-bin\//, '')),
    outcomeOf(call),
    h('span', { class: 'call-when' }, `#${call.seq} · ${clockTime(call.at)}${aboutBody(call.body)}`),
    call.fault && h('span', { class: 'tag tag-fault' }, '注入故障'),
  );
  const row = h('details', { class: 'call', 'data-seq': call.seq }, summary);
  // Thousands of calls may be listed; few are looked into.
  row.addEventListener('toggle', () => row.append(...drawParts(call)), { once: true });
  return row;
}

/** @param {Call} call @returns {HTMLElement[]} */
function drawParts({ method, path, query, body, answer, fault, dropped }) {
  const address = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const parts = [
    section('地址', `${method} ${path}${address.length > 0 ? `?${address.join('&')}` : ''}`),
    section('请求', pretty(body)),
    section('应答', pretty(answer)),
    section('注入的故障', pretty(fault)),
    section('因频率限制没有收到的成员', dropped.join('、')),
  ];
  return parts.filter((part) => part !== null);
}

/** @param {unknown} body @returns {string} what was sent to whom, when the body says so */
function aboutBody(body) {
  const { msgtype, touser, chatid } = Object(body);
  return typeof msgtype === 'string' ? ` · ${[msgtype, touser ?? chatid].filter(Boolean).join(' → ')}` : '';
}

/** @param {Call} call */
function outcomeOf({ status, answer }) {
  const errcode =
    answer !== null && typeof answer === 'object' && 'errcode' in answer ? answer.errcode : null;
  const good = status === 200 && (errcode === null || errcode === 0);
  return h('span', { class: `tag ${good ? 'tag-good' : 'tag-bad'}` }, wordsFor(status, errcode));
}

/** @param {number} status 0 when the connection was cut @param {unknown} errcode */
function wordsFor(status, errcode) {
  if (status === 0) return '连接断开';
  if (status !== 200) return `HTTP ${status}`;
  return errcode === null ? 'HTTP 200' : `errcode ${errcode}`;
}

/** @param {string} title @param {string | null} text */
const section = (title, text) =>
  text ? h('div', { class: 'call-part' }, h('h3', {}, title), h('pre', {}, text)) : null;

/** @param {unknown} value @returns {string | null} */
function pretty(value) {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value, shortened, 2);
}

/** A picture in base64 would bury the rest. @param {string} _key @param {unknown} value */
const shortened = (_key, value) =>
  typeof value === 'string' && value.length > LONGEST_STRING
    ? `${value.slice(0, LONGEST_STRING)}…（共 ${value.length} 字符）`
    : value;
