import { expect, test } from 'vitest';
import { aMachine, run } from './a-cli.ts';

const aLine = (given: object = {}) =>
  JSON.stringify({
    id: 'd001',
    today: '2026-06-10',
    role: 'official',
    items: [{ code: '6', title: '资产监管不到位' }],
    roundCodes: ['6', '7'],
    pending: null,
    text: '6已完成',
    expect: { unclear: 'which_item' },
    ...given,
  });

const understood = (id: string) => ({
  id,
  result: {
    reports: [{ item: '6', status: 'done', text: '6已完成' }],
    requests: [],
    command: null,
    unclear: null,
  },
});

test.each([
  ['one line', aLine()],
  ['a byte order mark, Windows line ends, blank lines', `\uFEFF\r\n${aLine()}\r\n\r\n`],
  ['no line end', aLine({ pending: { item: null, asks: 'which_item' } })],
  ['a pending status', aLine({ pending: { item: '6', asks: 'progress', status: 'in_progress' } })],
])('%s', async (_, stdin) => {
  const machine = aMachine();
  machine.stdin = stdin;
  const { code, out, err } = await run(machine, 'understand');
  expect([code, err]).toEqual([0, []]);
  expect(out.map((line) => JSON.parse(line) as unknown)).toEqual([understood('d001')]);
  expect(machine.opened).toBe(0);
});

test('an answer per line, in order', async () => {
  const machine = aMachine();
  machine.stdin = [aLine({ id: 'b' }), aLine({ id: 'a' })].join('\n');
  const { out } = await run(machine, 'understand');
  expect(out.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['b', 'a']);
});

test.each([
  ['no JSON', '{"id": "d001"', /JSON/],
  ['no object', '"6已完成"', /expected object/],
  ['no text', aLine({ text: undefined }), /^text: /],
  ['a day that does not exist', aLine({ today: '2026-02-30' }), /^today: /],
  ['an unknown role', aLine({ role: 'auditor' }), /^role: /],
  ['a number for a code', aLine({ items: [{ code: 6, title: '资产' }] }), /^items\.0\.code: /],
  ['no question', aLine({ pending: undefined }), /^pending: /],
])('a malformed line: %s', async (_, bad, why) => {
  const machine = aMachine();
  machine.stdin = [bad, aLine()].join('\n');
  const { code, out, err } = await run(machine, 'understand');
  const [first, second] = out.map((line) => JSON.parse(line) as { id: string | null; error: string });
  expect([code, err]).toEqual([1, ['error: 1 of 2 lines could not be read']]);
  expect(first).toEqual({ id: null, error: expect.stringMatching(why) as unknown });
  expect(second).toEqual(understood('d001'));
});

test('nothing in, nothing out', async () => {
  expect(await run(aMachine(), 'understand')).toMatchObject({ code: 0, out: [], err: [] });
});
