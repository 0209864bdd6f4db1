import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { problem } from '../../../src/contract/problem.ts';
import { openHouse, type House } from '../../support/house.ts';
import { silentLog } from '../../support/silent-log.ts';
import { aBrowser } from './a-browser.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ date: '2026-06-08', time: '09:00' });
});
afterAll(() => house.close());

test('库里出错：500，一句中文，不说内情；内情在日志里', async () => {
  const browser = aBrowser(house);
  await browser.signIn('luhaiping');
  const error = vi.spyOn(silentLog, 'error');
  await house.service.app.database.pool.query('alter table "Measure" rename to "Elsewhere"');
  const response = await browser.get('/my-tasks');
  await house.service.app.database.pool.query('alter table "Elsewhere" rename to "Measure"');
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const said = await response.text();
  expect(problem.parse(JSON.parse(said))).toMatchObject({ status: 500, code: 'broken' });
  expect(said).not.toMatch(/prisma|Measure|relation|\bat /i);
  expect(error).toHaveBeenCalledWith(expect.objectContaining({ path: '/my-tasks' }), 'request_failed');
  error.mockRestore();
});

test.each([
  ['POST', '/people/%00/binding-code', {}],
  ['PUT', '/people/a%00b/roles', { round: null, roles: [], before: [] }],
  ['PUT', '/units/%00x/head', { userid: 'luhaiping', before: null }],
  ['PUT', '/units/x/head', { userid: 'lu\0', before: null }],
  ['POST', '/people', { name: '某\0人', unit: null, userid: null }],
  ['POST', '/people', { name: '某\uD800人', unit: '科\uDC00', userid: null }],
  ['GET', '/people?q=%00', undefined],
  ['GET', '/people/directory?q=%00', undefined],
  ['PUT', '/calendar/days/2026-06-09', { working: true, note: '调\0休' }],
] as const)('库里存不下的字 %s %s %j：不是 5xx', async (method, path, body) => {
  const browser = aBrowser(house);
  await browser.signIn('xujianing');
  const cookie = `duban_session=${browser.cookies.get('duban_session')}`;
  const response = await fetch(new URL(`/api/v1${path}`, house.service.url ?? ''), {
    method,
    headers: { cookie, 'x-duban-request': '1', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect([response.status < 500, await response.text()]).toEqual([true, expect.anything()]);
});
