import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFrame, writeFrame } from '../../../../src/wecom/robot/frames.ts';

const callback = (body: string): string =>
  `{"cmd":"aibot_msg_callback","headers":{"req_id":"r1"},"body":${body}}`;

const bodyOf = (text: string): unknown => readFrame(callback(text))?.body;

describe('long ids keep every digit', () => {
  test.each<[string, string, unknown]>([
    ['十九位的 msgid', '{"msgid":7486291057338421905}', { msgid: '7486291057338421905' }],
    ['负数', '{"id":-7486291057338421905}', { id: '-7486291057338421905' }],
    ['列表中', '[7486291057338421905,1]', {}],
    ['嵌套', '{"a":[{"b":7486291057338421905}]}', { a: [{ b: '7486291057338421905' }] }],
    ['刚好不丢位', '{"a":9007199254740991}', { a: 9_007_199_254_740_991 }],
    ['开始丢位', '{"a":9007199254740993}', { a: '9007199254740993' }],
    ['秒数仍是数', '{"create_time":1773968400}', { create_time: 1_773_968_400 }],
    ['小数', '{"a":0.12345678901234567890,"b":1e3}', { a: 0.123_456_789_012_345_68, b: 1000 }],
    [
      '文字里的数字不动',
      String.raw`{"a":"编号 7486291057338421905，\"7486291057338421905\"\\","b":1}`,
      { a: '编号 7486291057338421905，"7486291057338421905"\\', b: 1 },
    ],
  ])('%s', (_name, text, expected) => expect(bodyOf(text)).toEqual(expected));

  test('whatever JSON says is read as JSON says it', () => {
    // That one is left out on purpose.
    const key = fc.string().filter((name) => name !== '__proto__');
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue({ depthSize: 'small' })), (body) => {
        const text = JSON.stringify(body);
        const expected: unknown = JSON.parse(text, (_key, value: unknown) =>
          Number.isInteger(value) && !Number.isSafeInteger(value) ? null : value,
        );
        fc.pre(JSON.stringify(expected) === text);
        expect(bodyOf(text)).toEqual(expected);
      }),
    );
  });

  test('a megabyte of text is no matter', () => {
    const content = '整改"\\'.repeat(200_000);
    expect(bodyOf(JSON.stringify({ content }))).toEqual({ content });
  });
});

test.each<[string, unknown]>([
  [
    '{"headers":{"req_id":"r1"},"errcode":0,"errmsg":"ok","body":{"upload_id":"u1"}}',
    { kind: 'ack', reqId: 'r1', errcode: 0, errmsg: 'ok', body: { upload_id: 'u1' } },
  ],
  [
    '{"headers":{"req_id":"r1"},"errcode":93006}',
    { kind: 'ack', reqId: 'r1', errcode: 93006, errmsg: '', body: {} },
  ],
  ['{"cmd":"x","headers":{}}', { kind: 'callback', cmd: 'x', reqId: null, body: {} }],
  ['{"cmd":"x","headers":{"req_id":12345678901234567890}}', { reqId: '12345678901234567890' }],
  ['{"cmd":"x"}', { kind: 'callback', reqId: null }],
])('%s is understood', (text, expected) => expect(readFrame(text)).toMatchObject(expected as object));

test.each([
  '',
  'hello',
  '[]',
  'null',
  '1',
  '{}',
  '{"headers":{"req_id":"r1"}}',
  '{"errcode":0}',
  '{"cmd":1}',
])('%j is no frame', (text) => expect(readFrame(text)).toBeNull());

test('no text breaks the reader', () => {
  fc.assert(fc.property(fc.string(), (text) => void readFrame(text)));
  fc.assert(fc.property(fc.json(), (text) => void readFrame(text)));
});

test('a ping has no body', () => {
  expect(writeFrame({ cmd: 'ping', reqId: 'p1' })).toBe('{"cmd":"ping","headers":{"req_id":"p1"}}');
});

test('what no database keeps is taken out of every text', () => {
  const body = JSON.stringify({ msgid: 'm\0 1', text: { content: '3\ud800已完成' } });
  expect(bodyOf(body)).toEqual({ msgid: 'm 1', text: { content: '3\ufffd已完成' } });
});
