import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { openHouse, type House } from './house.ts';

/** The house with browsers in front of it. */
export interface PagedHouse {
  readonly house: House;
  readonly url: string;
  /** A browser of its own for somebody who is signed in over the sandbox's WeCom. */
  signedIn(userid: string, screen: keyof typeof SCREENS): Promise<Visit>;
  /** A browser of its own for nobody. */
  visitor(screen: keyof typeof SCREENS): Promise<Visit>;
  close(): Promise<void>;
}

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Opens a path of ours. */
  open(path: string): Promise<void>;
  /** What the browser complained of since the visit began: errors of scripts, of the content policy, of requests. */
  readonly complaints: readonly string[];
  /** Serious violations of accessibility on the page as it is: rule and where. */
  violations(): Promise<string[]>;
  /** A picture of the page as it is, for who wants to look: into the folder DUBAN_SHOTS, else none. */
  shot(name: string): Promise<void>;
  close(): Promise<void>;
}

const PHONE_AGENT =
  'Mozilla/5.0 (Linux; Android 14; PGT-AN10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36';

const DESK_AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36';
/** How WeCom's own browser names itself. */
const IN_WECOM = ' wxwork/4.1.36 MicroMessenger/7.0.1 Language/zh';

export const SCREENS = {
  /** As wide as the smallest phone in use. */
  small: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, userAgent: PHONE_AGENT },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, userAgent: PHONE_AGENT },
  desk: { viewport: { width: 1440, height: 900 } },
  phoneInWecom: {
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    userAgent: PHONE_AGENT + IN_WECOM,
  },
  deskInWecom: { viewport: { width: 1440, height: 900 }, userAgent: DESK_AGENT + IN_WECOM },
  /** A screen in a meeting room. */
  wall: { viewport: { width: 1920, height: 1080 } },
} as const;

export async function openPagedHouse(
  start: Parameters<typeof openHouse>[0],
  options: Parameters<typeof openHouse>[1] = {},
): Promise<PagedHouse> {
  const [house, browser] = await Promise.all([openHouse(start, options), launchChromium()]);
  const url = house.service.url ?? '';
  return {
    house,
    url,
    visitor: (screen) => visit(browser, url, screen),
    async signedIn(userid, screen) {
      const visited = await visit(browser, url, screen);
      const asked = await visited.context.request.get(`${url}/api/v1/sign-in?to=/m`, { maxRedirects: 0 });
      await visited.context.request.get(`${asked.headers()['location']?.split('#')[0]}&as=${userid}`);
      return visited;
    },
    async close() {
      await browser.close();
      await house.close();
    },
  };
}

async function visit(browser: Browser, url: string, screen: keyof typeof SCREENS): Promise<Visit> {
  const context = await browser.newContext({
    ...SCREENS[screen],
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (entry) => entry.type() === 'error' && complaints.push(entry.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return {
    page,
    context,
    complaints,
    open: async (at) => void (await page.goto(url + at)),
    violations: () => seriousViolations(page),
    shot: (name) => picture(page, `${name}-${screen}`),
    close: () => context.close(),
  };
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['DUBAN_SHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}

/** What the watermarks of the page say, each as one line. */
export const marksOf = (page: Page): Promise<string[]> =>
  page
    .locator('.watermark')
    .evaluateAll((all: { style: { backgroundImage: string } }[]) =>
      all.map(({ style }) =>
        [...decodeURIComponent(style.backgroundImage).matchAll(/<text[^>]*>([^<]*)</g)]
          .map(([, text]) => text)
          .join(' '),
      ),
    );

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

async function seriousViolations(page: Page): Promise<string[]> {
  // The content policy of the page allows no script but ours: this one comes from the debugger.
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResult;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
