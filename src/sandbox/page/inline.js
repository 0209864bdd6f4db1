/** @import { MessageContext } from './types.js' */
import { fragment, h, webLink } from './dom.js';
import { picture } from './picture.js';

/**
 * One piece of inline markup: what it looks like, and the node it becomes. `inner` draws nested markup.
 * @typedef {{
 *   pattern: RegExp,
 *   draw: (groups: string[], inner: (text: string) => Node, context: MessageContext) => Node,
 * }} InlineRule
 */

/** @type {InlineRule} */
const mention = {
  pattern: /<@([^<>\s]+)>/,
  draw: ([userid = ''], _inner, context) =>
    h('span', { class: 'mention' }, `@${userid === 'all' ? '所有人' : context.nameOf(userid)}`),
};

/** @type {InlineRule} */
const bareAddress = {
  pattern: /(https?:\/\/[^\s<>"'（），。；、！？）】》]+)/,
  draw: ([url]) => webLink(url, {}, url),
};

/** @type {InlineRule} */
const anchor = {
  pattern: /<a\s+[^<>]*?href\s*=\s*["']([^"'<>]*)["'][^<>]*>([\s\S]*?)<\/a>/i,
  draw: ([url, text]) => webLink(url, {}, text),
};

/** @type {InlineRule} */
const code = { pattern: /`([^`\n]+)`/, draw: ([text]) => h('code', {}, text) };

/** @type {InlineRule} */
const namedLink = {
  pattern: /\[([^\]\n]+)\]\(([^()\s]+)\)/,
  draw: ([text = '', url], inner) => webLink(url, {}, inner(text)),
};

/** @type {InlineRule} */
const bold = { pattern: /\*\*(.+?)\*\*/, draw: ([text = ''], inner) => h('strong', {}, inner(text)) };

/** @type {InlineRule} */
const italic = { pattern: /\*([^*\s][^*]*)\*/, draw: ([text = ''], inner) => h('em', {}, inner(text)) };

/** @type {InlineRule} */
const colour = {
  pattern: /<font\s+color\s*=\s*["']?(info|comment|warning)["']?\s*>([\s\S]*?)<\/font>/i,
  draw: ([name = '', text = ''], inner) => h('span', { class: `font-${name.toLowerCase()}` }, inner(text)),
};

/** @type {InlineRule} */
const image = {
  pattern: /!\[([^\]\n]*)\]\(([^()\s]+)\)/,
  draw: ([alt = '', url]) => picture(url, { alt, className: 'markdown-image' }),
};

/** Text messages: line feeds, links and mentions. */
export const TEXT = [anchor, mention, bareAddress];
/** `markdown` of applications and group robots: colours and mentions, no pictures, no italics. */
export const MARKDOWN = [code, namedLink, bold, colour, mention, bareAddress];
/** `markdown_v2` of group robots: pictures and italics, no colours, no mentions. */
export const MARKDOWN_V2 = [code, image, namedLink, bold, italic, bareAddress];

/**
 * Draws one run of text: the earliest match of any rule wins, what lies between stays plain text.
 * @param {string} text @param {InlineRule[]} rules @param {MessageContext} context
 * @returns {DocumentFragment}
 */
export function drawInline(text, rules, context) {
  /** @type {(Node | string)[]} */
  const parts = [];
  const inner = (/** @type {string} */ nested) => drawInline(nested, rules, context);
  let rest = text;
  for (let found = earliest(rest, rules); found; found = earliest(rest, rules)) {
    const [whole, ...groups] = found.match;
    parts.push(rest.slice(0, found.match.index), found.rule.draw(groups, inner, context));
    rest = rest.slice(found.match.index + whole.length);
  }
  return fragment(...parts, rest);
}

/** @param {string} text @param {InlineRule[]} rules */
function earliest(text, rules) {
  /** @type {{ rule: InlineRule, match: RegExpExecArray } | null} */
  let best = null;
  for (const rule of rules) {
    const match = rule.pattern.exec(text);
    if (match && (!best || match.index < best.match.index)) best = { rule, match };
  }
  return best;
}
