import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliver } from '../../../src/app/delivery/deliver.ts';
import type { WallTime } from '../../../src/domain/calendar/date.ts';
import { ERROR_ROWS, NOT_REACHED_CODE, type ErrorClass } from '../../../src/wecom/error-table.ts';
import { openHouse, type House } from '../../support/house.ts';

/* Every code WeCom has, once, at the sending of a message: what becomes of the message, and of the channel. */

const SEND = '/cgi-bin/message/send';

let house: House;
beforeAll(async () => {
  house = await openHouse({ date: '2026-06-08', time: '09:00' });
});
afterAll(() => house.close());

/** The state of the message, and whether the app has stopped. */
const EXPECTED: Readonly<Record<ErrorClass, readonly [string, boolean]>> = {
  T: ['planned', true],
  B: ['planned', false],
  P: ['rejected', false],
  C: ['planned', true],
  R: ['rejected', false],
  U: ['rejected', false],
};

const cases = ERROR_ROWS.flatMap(({ class: kind, codes }) =>
  codes.filter((code) => code !== NOT_REACHED_CODE).map((code) => [code, kind] as const),
);

async function sendUnder(code: number): Promise<readonly [string, boolean]> {
  const { deps } = house;
  const person = await deps.store.people.byUserid('luhaiping');
  const now = deps.clock.now();
  // A token that is refused is renewed, and the call repeated, once.
  await house.fault({ path: SEND, times: 2, errcode: code });
  const [id = ''] = await deps.store.outbound.add([
    {
      personId: person?.id ?? null,
      roundId: null,
      kind: 'reply',
      period: `code:${code}`,
      address: { kind: 'person', userid: 'luhaiping' },
      notice: { kind: 'failed' },
      urgent: true,
      notBefore: now,
      createdAt: now,
    },
  ]);
  await deliver(deps, id);
  await fetch(`${house.sandbox}/faults`, { method: 'DELETE' });
  const state = (await deps.store.outbound.byId(id))?.state ?? 'gone';
  const halted = (await deps.store.halts.lift('app')) !== null;
  const { pool } = house.service.app.database;
  await pool.query(`delete from "OutboundMessage" where state <> 'rejected' or kind = 'administrator'`);
  await pool.query('delete from "RateBucket"');
  return [state, halted];
}

/** Every sixth one, and the first of each kind. */
const tried = cases.filter(
  ([, kind], index) =>
    process.env['DUBAN_LONG'] === '1' ||
    index % 6 === 0 ||
    cases.findIndex((each) => each[1] === kind) === index,
);

test('认得的每一个错误码，各按它的类别', async () => {
  const outcomes = [];
  for (const [code, kind] of tried) {
    // However many codes ask for a new token, it is asked for three times a minute at most.
    if (kind === 'T') await house.at('2026-06-08', `09:0${outcomes.length + 1}` as WallTime);
    outcomes.push([code, kind, ...(await sendUnder(code))]);
  }
  expect(outcomes).toEqual(tried.map(([code, kind]) => [code, kind, ...EXPECTED[kind]]));
  expect(cases.length).toBeGreaterThan(300);
}, 120_000);

test('不认得的，不重试', async () => {
  expect(await sendUnder(987_654)).toEqual(['rejected', false]);
});
