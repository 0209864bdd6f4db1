/** @import { MessageContext } from './types.js' */
import { h } from './dom.js';
import { drawInline, MARKDOWN } from './inline.js';

const HEADING = /^(#{1,6})\s+(.*)$/;
const QUOTE = /^>\s?(.*)$/;

/**
 * Draws the subset that applications and group robots may send as `markdown`: headings, quotes and
 * inline markup, line by line. Anything else (lists, tables, pictures) stays literal, as in the client.
 * @param {string} content @param {MessageContext} context
 */
export function drawMarkdown(content, context) {
  const root = h('div', { class: 'markdown' });
  for (const line of content.split(/\r?\n/)) {
    const quoted = QUOTE.exec(line)?.[1];
    if (quoted === undefined) root.append(drawLine(line, context));
    else openQuote(root).append(drawLine(quoted, context));
  }
  return root;
}

/** @param {string} line @param {MessageContext} context */
function drawLine(line, context) {
  const [, marks, title] = HEADING.exec(line) ?? [];
  if (marks && title !== undefined) {
    return h('div', heading(marks.length), drawInline(title, MARKDOWN, context));
  }
  return h('div', { class: line.trim() ? 'line' : 'line line-empty' }, drawInline(line, MARKDOWN, context));
}

/** @param {number} level */
export const heading = (level) => ({
  class: `heading heading-${level}`,
  role: 'heading',
  'aria-level': level,
});

/** @param {HTMLElement} root @returns {Element} the quote the previous line was in, or a new one */
function openQuote(root) {
  if (root.lastElementChild?.tagName === 'BLOCKQUOTE') return root.lastElementChild;
  const quote = h('blockquote');
  root.append(quote);
  return quote;
}
