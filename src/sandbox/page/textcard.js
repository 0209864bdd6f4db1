import { fragment, h, webLink } from './dom.js';
import { icon } from './icons.js';

const TAG = /<br\s*\/?>|<div(?:\s+class\s*=\s*["']?(gray|highlight|normal)["']?)?\s*>([\s\S]*?)<\/div>/i;

/**
 * `textcard`: title, description and a foot that opens the page.
 * @param {{ title: string, description: string, url: string, btntxt?: string }} card
 */
export function drawTextcard({ title, description, url, btntxt }) {
  return webLink(
    url,
    { class: 'textcard' },
    h('div', { class: 'card-title' }, title),
    h('div', { class: 'textcard-text' }, drawDescription(description)),
    h('div', { class: 'card-foot' }, h('span', {}, btntxt || '详情'), icon('right')),
  );
}

/**
 * The three tags the description may hold become nodes; all other markup is shown as it was typed.
 * @param {string} text @returns {DocumentFragment}
 */
function drawDescription(text) {
  /** @type {(Node | string)[]} */
  const parts = [];
  let rest = text;
  for (let tag = TAG.exec(rest); tag; tag = TAG.exec(rest)) {
    const [whole, colour, inner] = tag;
    parts.push(rest.slice(0, tag.index));
    parts.push(
      inner === undefined
        ? h('br')
        : h('div', { class: `text-${colour ?? 'normal'}` }, drawDescription(inner)),
    );
    rest = rest.slice(tag.index + whole.length);
  }
  return fragment(...parts, rest);
}
