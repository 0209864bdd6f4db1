/** @import { Fault } from './types.js' */
import { addFault, clearFaults, readFaults } from './api.js';
import { h } from './dom.js';
import { messageOf } from './format.js';

const PATHS = [
  '/cgi-bin/message/send',
  '/cgi-bin/message/update_template_card',
  '/cgi-bin/message/recall',
  '/cgi-bin/gettoken',
  '/cgi-bin/appchat/send',
  '/cgi-bin/webhook/send',
  '/cgi-bin/media/upload',
  '/cgi-bin/media/get',
  '/cgi-bin/user/list',
  'robot/aibot_send_msg',
  'robot/aibot_respond_msg',
  'robot/aibot_respond_update_msg',
  'robot/aibot_subscribe',
  'robot/aibot_msg_callback',
  'robot/ping',
];
const ERRCODES = [
  '-1 系统繁忙',
  '42001 凭证过期',
  '45009 调用过频',
  '60020 IP 不可信',
  '81013 收件人全部无效',
];
const CUTS = { before: '处理前断开', after: '处理后断开' };

/** A form that makes the sandbox's next calls fail, and the list of the faults that are waiting. */
export function createFaults() {
  const waiting = h('ul', { class: 'fault-list' });
  const trouble = h('p', { class: 'form-trouble', role: 'alert', hidden: true });
  const clear = h('button', { class: 'plain-button', type: 'button' }, '全部清除');
  const form = drawForm();

  const show = async () => {
    const faults = await readFaults();
    const rows = faults.map((fault) =>
      h('li', {}, h('code', {}, fault.path), h('span', {}, describe(fault))),
    );
    waiting.replaceChildren(
      ...(rows.length > 0 ? rows : [h('li', { class: 'nothing' }, '没有等待触发的故障')]),
    );
    clear.hidden = rows.length === 0;
  };
  const attempt = async (/** @type {() => Promise<unknown>} */ act) => {
    trouble.hidden = true;
    try {
      await act();
      await show();
    } catch (error) {
      trouble.textContent = messageOf(error);
      trouble.hidden = false;
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void attempt(() => addFault(faultIn(new FormData(form))));
  });
  clear.addEventListener('click', () => attempt(clearFaults));

  const heading = h('div', { class: 'panel-heading' }, h('h3', {}, '等待触发'), clear);
  return {
    element: h('div', { class: 'panel' }, form, trouble, heading, waiting),
    show: () => attempt(show),
  };
}

function drawForm() {
  const options = (/** @type {string} */ id, /** @type {string[]} */ values) =>
    h(
      'datalist',
      { id },
      values.map((value) => h('option', { value: value.split(' ')[0] }, value)),
    );
  const field = (/** @type {string} */ label, /** @type {HTMLElement} */ input) =>
    h('label', { class: 'field' }, h('span', {}, label), input);
  const number = (/** @type {string} */ name, /** @type {object} */ more) =>
    h('input', { name, type: 'number', inputmode: 'numeric', ...more });
  const cut = h(
    'select',
    { name: 'cut' },
    h('option', { value: '' }, '不断开'),
    Object.entries(CUTS).map(([value, label]) => h('option', { value }, label)),
  );
  return h(
    'form',
    { class: 'fault-form' },
    h(
      'p',
      { class: 'panel-help' },
      '让接下来的若干次调用失败，看机器人怎样应对。错误码、HTTP 状态、延迟、断开连接至少填一项。',
    ),
    field('接口', h('input', { name: 'path', list: 'fault-paths', required: true, value: PATHS[0] })),
    field('次数', number('times', { min: 1, value: 1, required: true })),
    field('错误码 errcode', h('input', { name: 'errcode', list: 'fault-errcodes', pattern: '-?[0-9]+' })),
    field('HTTP 状态', number('status', { min: 400, max: 599, placeholder: '如 502' })),
    field('延迟（毫秒）', number('delayMs', { min: 1, placeholder: '如 6000' })),
    field('断开连接', cut),
    h('button', { class: 'primary-button', type: 'submit' }, '注入故障'),
    options('fault-paths', PATHS),
    options('fault-errcodes', ERRCODES),
  );
}

/** @param {FormData} data @returns {Fault} */
function faultIn(data) {
  const text = (/** @type {string} */ name) => String(data.get(name) ?? '').trim();
  const numbers = ['errcode', 'status', 'delayMs'].filter(text).map((name) => [name, Number(text(name))]);
  const cut = text('cut');
  if (numbers.length === 0 && !cut) throw new Error('错误码、HTTP 状态、延迟、断开连接至少填一项');
  return {
    path: text('path'),
    times: Number(text('times')),
    ...Object.fromEntries(numbers),
    ...(cut ? { cut } : {}),
  };
}

/** @param {Fault} fault */
function describe({ times, errcode, status, delayMs, cut }) {
  const effects = [
    errcode !== undefined && `errcode ${errcode}`,
    status !== undefined && `HTTP ${status}`,
    delayMs !== undefined && `延迟 ${delayMs} 毫秒`,
    cut && CUTS[cut],
  ];
  return `${effects.filter(Boolean).join('，')} · 还剩 ${times} 次`;
}
