import { goalText, type Chapter } from '../report.ts';
import type { Spread } from '../stats.ts';
import type { CallTimes } from './calls.ts';

const count = (value: number): string => value.toLocaleString('en');
const ms = ({ median, min, max }: Spread): string =>
  `${count(Math.round(median))} (${count(Math.round(min))}–${count(Math.round(max))})`;

export const callFigures = ({ calls, nothing, sizes }: CallTimes): object => ({
  sizes,
  nothing,
  calls: calls.map(({ page, by, call, most, few, many }) => ({ page, by, call, most, few, many })),
});

/** How long each page waits for what it asks when it is opened. */
export function callChapter({ calls, nothing, sizes }: CallTimes): Chapter {
  const slowest = (most: number) =>
    Math.max(...calls.filter((call) => call.most === most).map(({ many }) => many.median));
  const goals = [...new Set(calls.flatMap(({ most }) => most ?? []))].map((most) =>
    goalText({
      what:
        most === 300
          ? 'every call within 300 ms'
          : `the board within ${most} ms, the first time after a change`,
      measured: slowest(most),
      reached: slowest(most) <= most,
    }),
  );
  return {
    title: `What each page asks for, with ${count(sizes.many)} tasks`,
    lead:
      `Milliseconds until a call is answered to its last byte, by who opens that page; a round of ${count(sizes.many)} tasks of 1,000 ` +
      `people in the middle of its week, five weeks of answers, against one of ${count(sizes.few)} tasks of 20 people and against a call ` +
      'that only says who is signed in. Every call once before the watch runs. Median (least–most).',
    columns: ['', 'call', `${count(sizes.few)} tasks`, `${count(sizes.many)} tasks`, 'goal'],
    rows: [
      ['nothing', 'GET /me', ms(nothing.few), ms(nothing.many), ''],
      ...calls.map(({ page, call, body, few, many, most }) => [
        page,
        `${body ? 'POST' : 'GET'} ${call}`,
        ms(few),
        ms(many),
        most === null ? '' : `${most}${many.median <= most ? '' : ': **not reached**'}`,
      ]),
    ],
    remarks: goals,
  };
}
