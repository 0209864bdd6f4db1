import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const QUIET = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium of this machine; CHROMIUM_PATH comes before the usual places. Null when there is none. */
function chromiumPath(): string | null {
  const wanted = process.env['CHROMIUM_PATH'];
  return [...(wanted ? [wanted] : []), ...PLACES].find((path) => existsSync(path)) ?? null;
}

/** @throws Error when no Chromium is installed: a skipped page test would look like a passed one */
export async function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error('No Chromium found: install it or set CHROMIUM_PATH');
  // Chromium refuses its own sandbox to root.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: isRoot ? [...QUIET, '--no-sandbox'] : QUIET });
}
