/** @import { Tile } from './types.js' */
import { h, webLink } from './dom.js';

/** What the person's workbench shows of the app: its key figures. Tiles of other types are only named. */
export function createTile() {
  const element = h('section', { class: 'tile', 'aria-label': '工作台', hidden: true });
  return {
    element,
    /** @param {Tile | null} tile */
    fill(tile) {
      element.hidden = tile === null;
      element.replaceChildren(h('span', { class: 'tile-name' }, '工作台'), ...(tile ? drawTile(tile) : []));
    },
  };
}

/** @param {Tile} tile */
function drawTile({ type, content }) {
  if (type !== 'keydata') return [h('span', {}, `［${type} 类型，沙箱不展示］`)];
  const items = /** @type {{ key?: string, data: string, jump_url?: string }[]} */ (content.items);
  return items.map(({ key, data, jump_url: url }) =>
    webLink(url, { class: 'tile-item' }, h('strong', {}, data), h('span', {}, key)),
  );
}
