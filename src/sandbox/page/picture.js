import { h } from './dom.js';
import { icon } from './icons.js';

/**
 * A picture of a message. The page asks only this machine for pictures; one that lies elsewhere is shown
 * as a placeholder that names its host.
 * @param {unknown} url @param {{ alt?: string, className?: string }} [options]
 */
export function picture(url, { alt = '图片', className = '' } = {}) {
  const address = localPicture(url);
  if (!address) return placeholder(hostOf(url), className);
  const image = h('img', { src: address, alt, class: className });
  image.addEventListener('error', () => image.replaceWith(placeholder('图片打不开', className)), {
    once: true,
  });
  return image;
}

/** @param {unknown} url @returns {string | null} */
function localPicture(url) {
  if (typeof url !== 'string') return null;
  if (/^data:image\/(png|jpeg|gif|webp);/i.test(url)) return url;
  if (!URL.canParse(url, location.href)) return null;
  const address = new URL(url, location.href);
  // The bot serves its own pictures on another port of the same host.
  return address.hostname === location.hostname && /^https?:$/.test(address.protocol) ? address.href : null;
}

/** @param {unknown} url */
const hostOf = (url) => (typeof url === 'string' && URL.canParse(url) ? new URL(url).host : '没有图片');

/** @param {string} words @param {string} className */
const placeholder = (words, className) =>
  h('span', { class: `picture-placeholder ${className}` }, icon('image'), h('span', {}, words));
