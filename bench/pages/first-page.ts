import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright-core';
import { projectFile } from '../../src/main/project.ts';

/** Bytes of all scripts a page names, each packed as a proxy would send it. */
export function firstPageBytes(part: string): { readonly js: number; readonly css: number } {
  const built = projectFile('dist', 'web');
  const html = readFileSync(path.join(built, part, 'index.html'), 'utf8');
  const sum = (ending: string): number =>
    [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)]
      .map(([, name = '']) => name)
      .filter((name) => name.endsWith(ending))
      .reduce((bytes, name) => bytes + gzipSync(readFileSync(path.join(built, name))).length, 0);
  return { js: sum('.js'), css: sum('.css') };
}

/** Slower than this machine by so much: a phone of some years ago. */
export const SLOWER = 4;
/** Nothing long has run for so long: then the page answers to a finger. */
const QUIET_MS = 1000;

/** Notes when the first `selector` is there, and when a task longer than 50 ms has ended last. */
const watching = (selector: string): string => `
  window.noted = { shown: 0, busyUntil: 0 };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) noted.busyUntil = startTime + duration;
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (noted.shown === 0 && document.querySelector(${JSON.stringify(selector)})) noted.shown = performance.now();
    if (noted.shown === 0) requestAnimationFrame(look);
  };
  look();`;

/**
 * Milliseconds from the beginning of the navigation until what people came for is there and the page answers to them.
 * Nothing is in the browser's cache.
 */
export async function interactiveMs(context: BrowserContext, url: string, selector: string): Promise<number> {
  const page = await context.newPage();
  const debuggerOf = await context.newCDPSession(page);
  await debuggerOf.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.addInitScript(watching(selector));
  await page.goto(url);
  const ms = await page.evaluate(
    `new Promise((done) => {
      const wait = () => {
        const since = Math.max(noted.shown, noted.busyUntil);
        if (noted.shown > 0 && performance.now() - since > ${QUIET_MS}) done(since);
        else setTimeout(wait, 50);
      };
      wait();
    })`,
  );
  await page.close();
  return Number(ms);
}
