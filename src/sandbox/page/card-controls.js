/** @import { CardButton, CardCheckbox, CardSelect, Message, MessageContext, Selected, TemplateCard } from './types.js' */
import { h, webLink } from './dom.js';
import { icon } from './icons.js';
import { chooseFrom } from './sheet.js';

/**
 * Choices made but not sent yet, by message and questions: drawing a card again must not lose them, and a
 * card that was replaced by other questions must not inherit them.
 * @type {Map<string, Selected>}
 */
const drafts = new Map();

/**
 * The part of a card that can be pressed: dropdowns, checkboxes, buttons, or the grey words left of them.
 * @param {TemplateCard} card @param {Message} message @param {MessageContext} context
 * @returns {HTMLElement | null}
 */
export function drawControls(card, message, context) {
  const selects = [...(card.button_selection ? [card.button_selection] : []), ...(card.select_list ?? [])];
  const greyText = message.card?.buttonText ?? message.card?.replaceText ?? null;
  const locked = greyText !== null;
  const chosen = chosenIn(card, selects, message);
  /** @type {HTMLElement[]} */
  const rows = selects.map((select) => drawSelect(select, chosen, locked));
  if (card.checkbox) rows.push(drawCheckbox(card.checkbox, chosen, message.seq, locked));
  const buttons = locked ? drawGreyed(greyText) : drawButtons(card, message, chosen, context);
  return rows.length > 0 || buttons ? h('div', { class: 'card-controls' }, rows, buttons) : null;
}

/** @param {TemplateCard} card @param {CardSelect[]} selects @param {Message} message @returns {Selected} */
function chosenIn(card, selects, message) {
  const sent = message.card?.clicked?.selected;
  const key = JSON.stringify([message.seq, selects, card.checkbox]);
  const draft = drafts.get(key) ?? { ...defaultsOf(card, selects), ...sent };
  drafts.set(key, draft);
  return draft;
}

/** @param {TemplateCard} card @param {CardSelect[]} selects @returns {Selected} */
function defaultsOf({ checkbox }, selects) {
  /** @type {Selected} */
  const chosen = {};
  for (const { question_key: key, selected_id: wanted, option_list: options } of selects) {
    const option = options.find(({ id }) => id === wanted) ?? options[0];
    chosen[key] = option ? [option.id] : [];
  }
  if (checkbox) {
    const checked = checkbox.option_list.filter((option) => option.is_checked).map(({ id }) => id);
    chosen[checkbox.question_key] = checkbox.mode === 1 ? checked : checked.slice(0, 1);
  }
  return chosen;
}

/** @param {CardSelect} select @param {Selected} chosen @param {boolean} locked */
function drawSelect(select, chosen, locked) {
  const { question_key: key, title, option_list: options } = select;
  const textOf = (/** @type {string | undefined} */ id) =>
    options.find((option) => option.id === id)?.text ?? '请选择';
  const value = h('span', { class: 'card-select-value' }, textOf(chosen[key]?.[0]));
  const button = h(
    'button',
    { class: 'card-select', type: 'button', 'aria-haspopup': 'dialog', disabled: locked || select.disable },
    title && h('span', { class: 'card-select-title' }, title),
    value,
    icon('down'),
  );
  button.addEventListener('click', async () => {
    const id = await chooseFrom({
      title: title ?? '请选择',
      options,
      selected: chosen[key]?.[0],
      anchor: button,
    });
    if (id === null) return;
    chosen[key] = [id];
    value.textContent = textOf(id);
  });
  return button;
}

/** @param {CardCheckbox} checkbox @param {Selected} chosen @param {number} seq @param {boolean} locked */
function drawCheckbox({ question_key: key, mode, disable, option_list: options }, chosen, seq, locked) {
  const many = mode === 1;
  const inputs = options.map(({ id }) =>
    h('input', {
      type: many ? 'checkbox' : 'radio',
      name: `options-${seq}`,
      value: id,
      checked: chosen[key]?.includes(id),
      disabled: locked || disable,
    }),
  );
  const remember = () => {
    chosen[key] = inputs.filter(({ checked }) => checked).map(({ value }) => value);
  };
  return h(
    'fieldset',
    { class: 'card-options', onchange: remember },
    h('legend', { class: 'hidden' }, many ? '可选多项' : '选择一项'),
    options.map(({ text }, at) => h('label', { class: 'card-option' }, inputs[at], h('span', {}, text))),
  );
}

/** @param {string} text */
const drawGreyed = (text) =>
  h(
    'div',
    { class: 'card-buttons' },
    h('button', { class: 'card-button', type: 'button', disabled: true }, text),
  );

/** @param {TemplateCard} card @param {Message} message @param {Selected} chosen @param {MessageContext} context */
function drawButtons(card, message, chosen, context) {
  const submit = card.submit_button;
  /** @type {CardButton[]} */
  const list = submit
    ? [{ text: submit.text || '提交', style: 1, key: submit.key }]
    : (card.button_list ?? []);
  if (list.length === 0) return null;
  const group = h('div', { class: `card-buttons ${list.length > 2 ? 'card-buttons-stacked' : ''}` });
  const press = async (/** @type {string} */ key) => {
    if (Object.values(chosen).some((ids) => ids.length === 0)) return context.say('请先选择，再提交');
    const selected = Object.keys(chosen).length > 0 ? { selected: chosen } : {};
    await pressOnce(group, () => context.press({ taskId: message.card?.taskId ?? '', key, ...selected }));
  };
  group.append(...list.map((button) => drawButton(button, press)));
  return group;
}

/** @param {CardButton} button @param {(key: string) => Promise<void>} press */
function drawButton({ type, text, style = 1, key = '', url }, press) {
  const look = { class: `card-button card-button-${style >= 1 && style <= 4 ? style : 1}` };
  if (type === 1) return webLink(url, look, text);
  return h('button', { ...look, type: 'button', onclick: () => press(key) }, text);
}

/**
 * A second press waits for the answer to the first.
 * @param {HTMLElement} group @param {() => Promise<void>} act
 */
async function pressOnce(group, act) {
  if (group.ariaBusy === 'true') return;
  group.ariaBusy = 'true';
  await act();
  group.ariaBusy = 'false';
}
