/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Builds an element. Strings become text nodes, so the content of a message can never turn into markup.
 * Attributes that are null, undefined or false are left out; functions named on… become listeners.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...presentOf(children.flat()));
  return element;
}

/** @param {HTMLElement} element @param {string} name @param {any} value */
function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === 'function') element.addEventListener(name.slice(2), value);
  else element.setAttribute(name, value === true ? '' : String(value));
}

/** @param {Child[]} children @returns {(Node | string)[]} */
function presentOf(children) {
  return children
    .filter((child) => child !== null && child !== undefined && child !== false && child !== '')
    .map((child) => (child instanceof Node ? child : String(child)));
}

/** @param {Child[]} children */
export function fragment(...children) {
  const holder = document.createDocumentFragment();
  holder.append(...presentOf(children));
  return holder;
}

/** @param {unknown} url @returns {string | null} the address when it is an absolute http(s) one */
function webAddress(url) {
  if (typeof url !== 'string' || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

/**
 * A link out of the chat; text alone when the address is not a web address.
 * @param {unknown} url @param {Record<string, any>} attributes @param {...Child} children
 */
export function webLink(url, attributes, ...children) {
  const href = webAddress(url);
  if (!href) return h('span', attributes, ...children);
  return h('a', { ...attributes, href, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}

/** @param {string} mediaId */
export const mediaAddress = (mediaId) => `/sandbox/api/media/${encodeURIComponent(mediaId)}`;
