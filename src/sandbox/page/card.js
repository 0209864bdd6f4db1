/** @import { CardFact, CardTarget, Message, MessageContext, TemplateCard } from './types.js' */
import { drawControls } from './card-controls.js';
import { h, mediaAddress, webLink } from './dom.js';
import { icon } from './icons.js';
import { picture } from './picture.js';
import { chooseFrom } from './sheet.js';

const SOURCE_COLOURS = ['grey', 'black', 'red', 'green'];

/**
 * Draws a template card of any of the five types. All types share one order of parts; a part that
 * the card does not have draws nothing.
 * @param {Message} message @param {MessageContext} context
 */
export function drawCard(message, context) {
  const card = message.card?.current ?? message.payload;
  return h(
    'div',
    { class: `template-card template-${card.card_type}` },
    drawSource(card, message, context),
    drawTitle(card, context),
    drawEmphasis(card),
    card.card_image && drawCardImage(card.card_image),
    drawImageText(card, context),
    drawQuote(card, context),
    drawSubtitle(card, context),
    drawVertical(card),
    drawFacts(card, context),
    message.card && drawControls(card, message, context),
    drawJumps(card, context),
  );
}

/** @param {TemplateCard} card @param {Message} message @param {MessageContext} context */
function drawSource(card, message, context) {
  const { source, action_menu: menu } = card;
  if (!source && !menu) return null;
  const colour = SOURCE_COLOURS[source?.desc_color ?? 0] ?? 'grey';
  return h(
    'div',
    { class: 'card-source' },
    source?.icon_url && picture(source.icon_url, { alt: '', className: 'card-source-icon' }),
    h('span', { class: `card-source-desc source-${colour}` }, source?.desc),
    menu && drawMenu(menu, message, context),
  );
}

/** @param {NonNullable<TemplateCard['action_menu']>} menu @param {Message} message @param {MessageContext} context */
function drawMenu(menu, message, context) {
  const button = h(
    'button',
    { class: 'card-menu', type: 'button', 'aria-label': menu.desc || '更多操作' },
    icon('more'),
  );
  button.addEventListener('click', async () => {
    const options = menu.action_list.map(({ key, text }) => ({ id: key, text }));
    const key = await chooseFrom({ title: menu.desc || '更多操作', options, anchor: button });
    if (key !== null && message.card) await context.press({ taskId: message.card.taskId, key });
  });
  return button;
}

/** @param {TemplateCard} card @param {MessageContext} context */
function drawTitle(card, context) {
  const { title, desc } = card.main_title ?? {};
  if (!title && !desc) return null;
  const words = title && openCard(card.card_action, context, title);
  return h(
    'div',
    { class: 'card-main' },
    words && h('div', { class: 'card-title' }, words),
    desc && h('div', { class: 'card-desc' }, desc),
  );
}

/** @param {TemplateCard} card @param {MessageContext} context */
function drawSubtitle({ sub_title_text: text, main_title: main, card_action: action }, context) {
  if (!text) return null;
  return h('div', { class: 'card-subtitle' }, main?.title ? text : openCard(action, context, text));
}

/**
 * Words whose link covers the whole card, since a press anywhere on the card opens it.
 * @param {CardTarget | undefined} target @param {MessageContext} context @param {string} words
 */
function openCard(target, context, words) {
  return target?.type ? openTarget(target, context, { class: 'card-open' }, words) : words;
}

/**
 * @param {CardTarget} target @param {MessageContext} context @param {Record<string, any>} attributes
 * @param {...import('./dom.js').Child} children
 */
function openTarget(target, context, attributes, ...children) {
  if (target.type !== 2) return webLink(target.url, attributes, ...children);
  const say = () => context.say(`这里会打开小程序 ${target.appid ?? ''}，沙箱不运行小程序`);
  return h('button', { ...attributes, type: 'button', onclick: say }, ...children);
}

/** @param {TemplateCard} card */
function drawEmphasis({ emphasis_content: emphasis }) {
  if (!emphasis?.title && !emphasis?.desc) return null;
  return h(
    'div',
    { class: 'card-emphasis' },
    h('div', { class: 'card-emphasis-title' }, emphasis.title),
    h('div', { class: 'card-desc' }, emphasis.desc),
  );
}

/** @param {NonNullable<TemplateCard['card_image']>} image */
function drawCardImage({ url, aspect_ratio: ratio = 1.3 }) {
  const frame = h('div', { class: 'card-image' }, picture(url));
  frame.style.aspectRatio = String(ratio);
  return frame;
}

/** @param {TemplateCard} card @param {MessageContext} context */
function drawImageText({ image_text_area: area }, context) {
  if (!area) return null;
  const words = h(
    'span',
    { class: 'card-image-words' },
    area.title && h('span', { class: 'card-image-title' }, area.title),
    area.desc && h('span', { class: 'card-desc' }, area.desc),
  );
  const parts = [picture(area.image_url, { className: 'card-image-thumb' }), words];
  return area.type
    ? openTarget(area, context, { class: 'card-image-text' }, ...parts)
    : h('div', { class: 'card-image-text' }, ...parts);
}

/** @param {TemplateCard} card @param {MessageContext} context */
function drawQuote({ quote_area: quote }, context) {
  if (!quote?.title && !quote?.quote_text) return null;
  const words = [
    quote.title && h('span', { class: 'card-quote-title' }, quote.title),
    quote.quote_text && h('span', { class: 'card-quote-text' }, quote.quote_text),
  ];
  return quote.type
    ? openTarget(quote, context, { class: 'card-quote' }, ...words)
    : h('div', { class: 'card-quote' }, ...words);
}

/** @param {TemplateCard} card */
function drawVertical({ vertical_content_list: items }) {
  if (!items?.length) return null;
  return h(
    'div',
    { class: 'card-vertical' },
    items.map(({ title, desc }) =>
      h(
        'div',
        {},
        h('div', { class: 'card-vertical-title' }, title),
        desc && h('div', { class: 'card-desc' }, desc),
      ),
    ),
  );
}

/** @param {TemplateCard} card @param {MessageContext} context */
function drawFacts({ horizontal_content_list: facts }, context) {
  if (!facts?.length) return null;
  return h(
    'dl',
    { class: 'card-facts' },
    facts.map((fact) =>
      h('div', { class: 'card-fact' }, h('dt', {}, fact.keyname), h('dd', {}, drawFact(fact, context))),
    ),
  );
}

/** @param {CardFact} fact @param {MessageContext} context @returns {Node | string} */
function drawFact(fact, context) {
  const value = fact.value ?? '';
  if (fact.type === 1) return webLink(fact.url, {}, value);
  if (fact.type === 2)
    return h('a', { href: mediaAddress(fact.media_id ?? ''), download: value }, icon('file'), value);
  if (fact.type !== 3 || !fact.userid) return value;
  const { userid } = fact;
  const member = h('button', { class: 'link-button', type: 'button' }, value || context.nameOf(userid));
  member.addEventListener('click', () => context.showMember(userid, member));
  return member;
}

/** @param {TemplateCard} card @param {MessageContext} context */
function drawJumps({ jump_list: jumps }, context) {
  if (!jumps?.length) return null;
  return h(
    'div',
    { class: 'card-jumps' },
    jumps.map((jump) =>
      jump.type === 3 && jump.question
        ? askFor(jump.question, jump.title, context)
        : jump.type
          ? openTarget(jump, context, { class: 'card-jump' }, h('span', {}, jump.title), icon('right'))
          : h('div', { class: 'card-jump card-jump-plain' }, h('span', {}, jump.title)),
    ),
  );
}

/** A jump of the robot's cards that says something for the person. @param {string} question @param {string} title @param {MessageContext} context */
const askFor = (question, title, context) =>
  h(
    'button',
    { class: 'card-jump', type: 'button', onclick: () => void context.ask(question) },
    h('span', {}, title),
    icon('right'),
  );
