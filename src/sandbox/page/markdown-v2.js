/** @import { MessageContext } from './types.js' */
import { h } from './dom.js';
import { drawInline, MARKDOWN_V2 } from './inline.js';
import { heading } from './markdown.js';

const HEADING = /^(#{1,6})\s+(.*)$/;
const QUOTE = /^\s*>\s?(.*)$/;
const FENCE = /^\s*```/;
const RULE = /^\s*(-{3,}|\*{3,}|_{3,})\s*$/;
const ITEM = /^(\s*)([-*+]|\d+[.)])\s+(.*)$/;
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

/**
 * Each block: whether it starts here, and how it is drawn from the lines it takes.
 * @type {{ starts: (lines: string[]) => boolean, draw: (lines: string[], context: MessageContext) => Node }[]}
 */
const BLOCKS = [
  { starts: ([line = '']) => FENCE.test(line), draw: drawCode },
  { starts: ([line = '']) => HEADING.test(line), draw: drawHeading },
  { starts: ([line = '']) => RULE.test(line), draw: drawRule },
  { starts: ([line = '']) => QUOTE.test(line), draw: drawQuote },
  {
    starts: ([line = '', next = '']) => line.includes('|') && next.includes('-') && TABLE_RULE.test(next),
    draw: drawTable,
  },
  { starts: ([line = '']) => ITEM.test(line), draw: (lines, context) => drawList(lines, context, 0) },
];

/**
 * Draws `markdown_v2`: headings, nested lists, quotes, tables, code, rules, pictures.
 * @param {string} content @param {MessageContext} context
 */
export const drawMarkdownV2 = (content, context) =>
  h('div', { class: 'markdown' }, drawBlocks(content.split(/\r?\n/), context));

/** @param {string[]} lines @param {MessageContext} context @returns {Node[]} */
function drawBlocks(lines, context) {
  const nodes = [];
  while (lines.length > 0) {
    const block = BLOCKS.find(({ starts }) => starts(lines));
    nodes.push(block ? block.draw(lines, context) : drawParagraph(lines.shift() ?? '', context));
  }
  return nodes;
}

/** @param {string} text @param {MessageContext} context */
const inline = (text, context) => drawInline(text, MARKDOWN_V2, context);

/** @param {string} line @param {MessageContext} context */
const drawParagraph = (line, context) =>
  h('div', { class: line.trim() ? 'line' : 'line line-empty' }, inline(line, context));

/** @param {string[]} lines @param {MessageContext} context */
function drawHeading(lines, context) {
  const [, marks = '#', title = ''] = HEADING.exec(lines.shift() ?? '') ?? [];
  return h('div', heading(marks.length), inline(title, context));
}

/** @param {string[]} lines @returns {Node} */
function drawRule(lines) {
  lines.shift();
  return h('hr');
}

/** @param {string[]} lines @returns {Node} */
function drawCode(lines) {
  lines.shift();
  const end = lines.findIndex((line) => FENCE.test(line));
  const code = lines.splice(0, end === -1 ? lines.length : end);
  lines.shift();
  return h('pre', {}, h('code', {}, code.join('\n')));
}

/** @param {string[]} lines @param {MessageContext} context @returns {Node} */
function drawQuote(lines, context) {
  const quoted = takeWhile(lines, (line) => QUOTE.test(line)).map((line) => QUOTE.exec(line)?.[1] ?? '');
  return h('blockquote', {}, drawBlocks(quoted, context));
}

/** @param {string[]} lines @param {MessageContext} context */
function drawTable(lines, context) {
  const head = cellsOf(lines.shift() ?? '');
  const sides = cellsOf(lines.shift() ?? '').map(sideOf);
  const rows = takeWhile(lines, (line) => line.includes('|')).map(cellsOf);
  const draw = (/** @type {'th' | 'td'} */ tag, /** @type {string[]} */ cells) =>
    h('tr', {}, ...head.map((_, at) => h(tag, { class: sides[at] }, inline(cells[at] ?? '', context))));
  const body = rows.map((cells) => draw('td', cells));
  return h(
    'div',
    { class: 'table-scroll' },
    h('table', {}, h('thead', {}, draw('th', head)), h('tbody', {}, body)),
  );
}

/** @param {string} line @returns {string[]} */
const cellsOf = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim());

/** @param {string} rule @returns {string} the class for a column whose rule is :--, :-: or --: */
function sideOf(rule) {
  if (!rule.endsWith(':')) return 'side-left';
  return rule.startsWith(':') ? 'side-centre' : 'side-right';
}

/**
 * Draws the items at one depth; deeper ones become lists inside the item above them.
 * @param {string[]} lines @param {MessageContext} context @param {number} depth @returns {Node}
 */
function drawList(lines, context, depth) {
  const ordered = /\d/.test(ITEM.exec(lines[0] ?? '')?.[2] ?? '');
  const list = h(ordered ? 'ol' : 'ul');
  for (let item = ITEM.exec(lines[0] ?? ''); item; item = ITEM.exec(lines[0] ?? '')) {
    const indent = (item[1] ?? '').length;
    if (indent < depth) break;
    if (indent > depth && list.lastElementChild) {
      list.lastElementChild.append(drawList(lines, context, indent));
      continue;
    }
    lines.shift();
    list.append(h('li', {}, inline(item[3] ?? '', context)));
  }
  return list;
}

/** @param {string[]} lines @param {(line: string) => boolean} wanted @returns {string[]} taken off the front */
function takeWhile(lines, wanted) {
  const end = lines.findIndex((line) => !wanted(line));
  return lines.splice(0, end === -1 ? lines.length : end);
}
