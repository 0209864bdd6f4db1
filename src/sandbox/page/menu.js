/** @import { MenuButton } from './types.js' */
import { h } from './dom.js';
import { icon } from './icons.js';
import { chooseFrom } from './sheet.js';

/**
 * The app's menu above the composer: up to three buttons, each of which may open a list.
 * @param {{ tap: (button: MenuButton) => void }} page
 */
export function createMenu({ tap }) {
  let drawnAs = '';
  const element = h('nav', { class: 'app-menu', 'aria-label': '应用菜单', hidden: true });

  /** @param {MenuButton} button @param {HTMLElement} anchor */
  const open = async ({ name, sub_button: below = [], ...rest }, anchor) => {
    if (below.length === 0) return tap({ name, ...rest });
    const options = below.map(({ name: text }, index) => ({ id: String(index), text }));
    const chosen = below[Number((await chooseFrom({ title: name, options, anchor })) ?? -1)];
    if (chosen) tap(chosen);
  };

  return {
    element,
    /** @param {MenuButton[]} buttons */
    fill(buttons) {
      // A button that is drawn again loses the focus.
      const json = JSON.stringify(buttons);
      if (json === drawnAs) return;
      drawnAs = json;
      const drawn = buttons.map((button) => {
        const hasMore = (button.sub_button ?? []).length > 0;
        const drawnButton = h('button', { type: 'button' }, hasMore && icon('menu'), button.name);
        drawnButton.addEventListener('click', () => void open(button, drawnButton));
        return drawnButton;
      });
      element.replaceChildren(...drawn);
      element.hidden = drawn.length === 0;
    },
  };
}
