import type { BrowserContext, Page } from 'playwright-core';

const STEPS = 100;
/** A wheel turned with force, over what is not loaded yet; and as fast as one can still read codes. */
const FAST_PX = 2000;
const READING_PX = 300;
const STEP_MS = 40;

export interface Scrolled {
  /** Milliseconds between what is drawn, sorted ascending. */
  readonly frames: readonly number[];
  /** The same over rows that are there. */
  readonly reading: readonly number[];
  /** Rows in the document, of those in the ledger. */
  readonly drawn: number;
  readonly rows: number;
  /** From a jump to the end until its last row is there. */
  readonly toEndMs: number;
}

/** The time of each frame while the wheel is turned. */
async function framesWhileTurning(page: Page, px = FAST_PX): Promise<number[]> {
  await page.evaluate(`
    window.frames_ = [];
    window.turning = true;
    let last = performance.now();
    const frame = (now) => {
      frames_.push(now - last);
      last = now;
      if (turning) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);`);
  await page.mouse.move(700, 500);
  for (let step = 0; step < STEPS; step += 1) {
    await page.mouse.wheel(0, px);
    await page.waitForTimeout(STEP_MS);
  }
  const frames = (await page.evaluate('turning = false; frames_.slice(1)')) as number[];
  return frames.toSorted((a, b) => a - b);
}

/** The baseline: a page as high as the ledger, with nothing on it. */
export async function scrollNothing(context: BrowserContext, height: number): Promise<readonly number[]> {
  const page = await context.newPage();
  await page.setContent(`<div style="height: ${height}px">nothing</div>`);
  const frames = await framesWhileTurning(page);
  await page.close();
  return frames;
}

export async function scrollLedger(context: BrowserContext, url: string): Promise<Scrolled> {
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(url);
  await page.waitForSelector('[data-row="0"]');
  const reading = await framesWhileTurning(page, READING_PX);
  const frames = await framesWhileTurning(page);
  const rows = Number(await page.locator('table').getAttribute('aria-rowcount')) - 1;
  const drawn = await page.locator('tbody tr').count();
  const toEndMs = await page.evaluate(
    `new Promise((done) => {
      const box = document.querySelector('.scroller');
      const begun = performance.now();
      box.scrollTop = box.scrollHeight;
      const wait = () => {
        if (document.querySelector('[data-row="${rows - 1}"]')) done(performance.now() - begun);
        else requestAnimationFrame(wait);
      };
      wait();
    })`,
  );
  await page.close();
  return { frames, reading, drawn, rows, toEndMs: Number(toEndMs) };
}
