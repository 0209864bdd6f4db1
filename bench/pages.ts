import { launchChromium } from '../tests/support/chromium.ts';
import { SCREENS } from '../tests/support/pages.ts';
import { callChapter, callFigures } from './pages/call-chapter.ts';
import { timeCalls } from './pages/calls.ts';
import { firstPageBytes, interactiveMs, SLOWER } from './pages/first-page.ts';
import { scrollLedger, scrollNothing } from './pages/scroll.ts';
import { openService, type BenchService } from './pages/service.ts';
import { goalText, spreadText, type BenchResult } from './report.ts';
import { inTurn, quantile, spreadOf } from './stats.ts';

/* What the pages weigh, how soon they answer on a slow machine, and whether a long ledger scrolls. */

const TASKS = 10_000;
const ROW_PX = 48;
const MOST_BYTES = 200_000;
const MOST_MS = 1500;
const MOST_FRAME_MS = 50;
const MOST_TO_END_MS = 1000;

/** Whose page, where, and by what one sees that it is there. */
const PAGES = {
  nothing: { path: '/empty', as: 'luhaiping', screen: SCREENS.phone, shown: 'p' },
  phone: { path: '/m', as: 'luhaiping', screen: SCREENS.phone, shown: 'article' },
  report: { path: '/m/tasks/14/report', as: 'luhaiping', screen: SCREENS.phone, shown: 'textarea' },
  desk: { path: '/desk', as: 'shenjingyi', screen: SCREENS.desk, shown: '[data-row]' },
} as const;
type Name = keyof typeof PAGES;
const NAMES = Object.keys(PAGES) as Name[];

export async function benchPages({ rounds }: { readonly rounds: number }): Promise<BenchResult> {
  // One after the other: two services would share two cores.
  const calls = await timeCalls(rounds);
  const { figures, chapter } = result(await seenInBrowser(rounds));
  return {
    figures: { ...figures, calls: callFigures(calls) },
    chapter: { ...chapter, more: [callChapter(calls)] },
  };
}

async function seenInBrowser(rounds: number): Promise<Parameters<typeof result>[0]> {
  const service = await openService();
  const browser = await launchChromium();
  try {
    const times: Record<Name, number[]> = { nothing: [], phone: [], report: [], desk: [] };
    for (let round = 0; round < rounds; round += 1)
      for (const name of inTurn(NAMES, round)) times[name].push(await timeOf(service, browser, name));
    await service.fill(TASKS);
    const context = await service.signedIn(browser, 'shenjingyi', SCREENS.desk);
    const nothing = await scrollNothing(context, TASKS * ROW_PX);
    service.rest();
    const ledger = await scrollLedger(context, `${service.url}/desk`);
    return { times, nothing, ledger };
  } finally {
    await browser.close();
    await service.close();
  }
}

async function timeOf(
  { url, signedIn }: BenchService,
  browser: Awaited<ReturnType<typeof launchChromium>>,
  name: Name,
): Promise<number> {
  const { path, as, screen, shown } = PAGES[name];
  const context = await signedIn(browser, as, screen);
  if (name === 'nothing')
    await context.route(url + path, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>empty</title><p>nothing</p>' }),
    );
  const ms = await interactiveMs(context, url + path, shown);
  await context.close();
  return ms;
}

const kB = (count: number): string => (count / 1000).toFixed(1);

function result({
  times,
  nothing,
  ledger,
}: {
  readonly times: Readonly<Record<Name, readonly number[]>>;
  readonly nothing: readonly number[];
  readonly ledger: Awaited<ReturnType<typeof scrollLedger>>;
}): BenchResult {
  const bytes = {
    phone: firstPageBytes('phone'),
    desk: firstPageBytes('desk'),
    board: firstPageBytes('board'),
  };
  const frame = {
    ledger: quantile(ledger.frames, 0.95),
    reading: quantile(ledger.reading, 0.95),
    nothing: quantile(nothing, 0.95),
  };
  const phone = spreadOf(times.phone);
  return {
    figures: {
      bytes,
      slower: SLOWER,
      interactiveMs: times,
      scroll: {
        rows: ledger.rows,
        drawn: ledger.drawn,
        frames: ledger.frames.length,
        framesOfNothing: nothing.length,
        p95FrameMs: frame,
        longestFrameMs: { ledger: ledger.frames.at(-1), nothing: nothing.at(-1) },
        toEndMs: ledger.toEndMs,
      },
    },
    chapter: {
      title: 'Pages',
      lead:
        `Until what people came for is there and nothing long runs any more, in a fresh browser with a processor ${SLOWER} times ` +
        'slower (Chromium’s own brake), against an empty page in the same run; the service runs beside it, without a network ' +
        'between. Scripts and styles of the first page as gzip packs them. Median (least–most).',
      columns: ['', 'scripts, kB', 'styles, kB', 'interactive, ms'],
      rows: [
        ['empty page', '0', '0', spreadText(spreadOf(times.nothing))],
        ["an official's tasks (phone)", kB(bytes.phone.js), kB(bytes.phone.css), spreadText(phone)],
        ['a report (phone)', '', '', spreadText(spreadOf(times.report))],
        ['the ledger (desk)', kB(bytes.desk.js), kB(bytes.desk.css), spreadText(spreadOf(times.desk))],
      ],
      remarks: [
        goalText({
          what: `first page of the phone at most ${MOST_BYTES / 1000} kB of scripts`,
          measured: bytes.phone.js / 1000,
          reached: bytes.phone.js <= MOST_BYTES,
        }),
        goalText({
          what: `first page of the phone interactive within ${MOST_MS} ms`,
          measured: phone.median,
          reached: phone.median < MOST_MS,
        }),
        `A ledger of ${ledger.rows.toLocaleString('en')} rows, the wheel turned fast: ${ledger.drawn} rows are in the document; 95 of ` +
          `100 frames come within ${frame.ledger.toFixed(1)} ms, and within ${frame.reading.toFixed(1)} ms at a speed at which codes can be read (an empty page of the same height: ${frame.nothing.toFixed(1)} ms). ` +
          `From a jump to its end until the last row is there: ${Math.round(ledger.toEndMs)} ms.`,
        goalText({
          what: `95 of 100 frames within ${MOST_FRAME_MS} ms`,
          measured: Math.max(frame.ledger, frame.reading),
          reached: Math.max(frame.ledger, frame.reading) <= MOST_FRAME_MS,
        }),
        goalText({
          what: `the last row there within ${MOST_TO_END_MS} ms of a jump to it`,
          measured: ledger.toEndMs,
          reached: ledger.toEndMs < MOST_TO_END_MS,
        }),
      ],
    },
  };
}
