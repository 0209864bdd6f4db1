import type { Page } from 'playwright-core';

/* What a page measures in a browser, for tests: run inside it, over the debugger. */

/** How many pixels the page is wider than its window: whoever zooms in must not have to push it to and fro. */
export const tooWide = async (page: Page): Promise<number> =>
  Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));

/** What a thumb has to hit and is smaller than `least` pixels: name and size. Links inside a sentence do not count. */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate(
    `[...document.querySelectorAll('button, a, select, textarea, summary, label:has(input), input')]
      .filter((each) => !each.matches('label input') && each.checkVisibility())
      .map((each) => ({ each, box: each.getBoundingClientRect() }))
      .filter(({ box }) => box.width < ${least} || box.height < ${least})
      .map(({ each, box }) =>
        (each.getAttribute('aria-label') ?? each.textContent).trim().slice(0, 20) +
        ' ' + Math.round(box.width) + '×' + Math.round(box.height))`,
  );

/** Letters that are cut off: the text is wider than its box, and nothing shows it. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(
    `[...document.querySelectorAll('button, a, label, h1, h2, h3, legend, th')]
      .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 2 &&
        each.clientWidth > 2 && getComputedStyle(each).overflowX !== 'visible' &&
        getComputedStyle(each).textOverflow !== 'ellipsis')
      .map((each) => each.textContent.trim().slice(0, 20))`,
  );

interface Stop {
  readonly name: string;
  /** The browser draws where the focus is. */
  readonly shown: boolean;
  readonly seen: boolean;
}

/** Where the Tab key leads, from where the focus is, at most so many times. */
export async function tabStops(page: Page, most: number): Promise<Stop[]> {
  const stops: Stop[] = [];
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab');
    stops.push(
      await page.evaluate(`(() => {
        const each = document.activeElement;
        const box = each.getBoundingClientRect();
        const { outlineStyle, outlineWidth } = getComputedStyle(each);
        const holder = each.matches('label input') ? getComputedStyle(each.closest('label')) : null;
        return {
          name: each.tagName + ' ' + (each.getAttribute('aria-label') || each.labels?.[0]?.textContent || each.textContent).trim().slice(0, 24),
          shown: (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) ||
            (holder !== null && holder.outlineStyle !== 'none'),
          seen: box.bottom > 0 && box.top < innerHeight,
        };
      })()`),
    );
  }
  return stops;
}
