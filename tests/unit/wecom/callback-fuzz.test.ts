import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CallbackRefused,
  readCallback,
  verifyUrl,
  type CallbackQuery,
  type CallbackSettings,
} from '../../../src/wecom/callback.ts';
import { seal, signatureOf } from '../../../src/wecom/crypto.ts';

/*
 * Whatever reaches the callback, it is read or refused: nothing else is thrown, and nothing takes long. Hostile bytes
 * come in two strengths: from anybody (unsigned), and from somebody who knows Token and key.
 */

const SETTINGS: CallbackSettings = {
  token: 'QianTang2026',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  corpId: 'ww1234567890abcdef',
};
const NOW = new Date('2026-03-20T01:00:00Z');
const SECOND = String(NOW.getTime() / 1000);
const TEXT =
  '<xml><FromUserName><![CDATA[wangjianguo]]></FromUserName><CreateTime>1773968399</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[3 已完成]]></Content><MsgId>7100000000000000001</MsgId></xml>';

const envelope = (encrypted: string): string => `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
const sealed = (inner: string, receiveId = SETTINGS.corpId): string =>
  seal({ aesKey: SETTINGS.aesKey, receiveId }, inner);
const signed = (encrypted: string): CallbackQuery => ({
  msg_signature: signatureOf(SETTINGS.token, SECOND, 'n', encrypted),
  timestamp: SECOND,
  nonce: 'n',
});

const GOOD = sealed(TEXT);

/** 200, or the status it is refused with; anything else that is thrown fails the test. */
function statusOf(read: () => unknown): number {
  try {
    read();
    return 200;
  } catch (error) {
    if (error instanceof CallbackRefused) return error.status;
    throw error;
  }
}

const posted = (query: CallbackQuery, body: string): number =>
  statusOf(() => readCallback({ query, body, now: NOW }, SETTINGS));
/** As somebody would who knows the Token. */
const postedSigned = (encrypted: string): number => posted(signed(encrypted), envelope(encrypted));

const REFUSED = [400, 401, 403];
const EITHER = [200, ...REFUSED];

/** What XML is made of, and what breaks parsers of it. */
const SCRAPS = [
  '<xml> </xml> <Encrypt> </Encrypt> <MsgType> </MsgType> <FromUserName>a</FromUserName> <CreateTime>1</CreateTime>',
  '<![CDATA[ ]]> <!DOCTYPE <!ENTITY "aaaa"> &a; &#x41; <!-- --> <?xml ?> <a b="c" =\' /> < > " \u0000 \ud800 \ufeff',
  '<__proto__> <constructor> <toString/> <SelectedItem/> <OptionId> NaN 1e999',
].flatMap((line) => line.split(' '));
const scrap = fc.constantFrom(' ', ...SCRAPS);
const scraps = fc
  .array(fc.oneof(scrap, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 40 })
  .map((parts) => parts.join(''));

const anyValue = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constant(undefined),
  fc.array(fc.string()),
  fc.anything(),
);
const anyQuery = fc.record({
  msg_signature: anyValue,
  timestamp: anyValue,
  nonce: anyValue,
  echostr: anyValue,
});

/** A text with one piece of it exchanged for another. */
const mutated = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(text.length), fc.nat(12), fc.oneof(scrap, fc.string({ unit: 'binary', maxLength: 4 })))
    .map(([at, length, piece]) => text.slice(0, at) + piece + text.slice(at + length));

describe('from anybody', () => {
  test('any query and any body', () =>
    fc.assert(
      fc.property(anyQuery, scraps, (query, body) => {
        expect(REFUSED).toContain(posted(query, body));
        expect(REFUSED).toContain(statusOf(() => verifyUrl(query, SETTINGS)));
      }),
      { numRuns: 500 },
    ));

  test('a good callback with something changed in its query', () =>
    fc.assert(
      fc.property(fc.constantFrom('msg_signature', 'timestamp', 'nonce'), anyValue, (name, value) => {
        const query: Record<string, unknown> = { ...signed(GOOD), [name]: value };
        const same = value === (signed(GOOD) as Record<string, unknown>)[name];
        expect(posted(query, envelope(GOOD)) === 200).toBe(same);
      }),
    ));

  test('a good callback with something changed in its body', () =>
    fc.assert(
      fc.property(mutated(envelope(GOOD)), (body) => {
        expect(EITHER).toContain(posted(signed(GOOD), body));
      }),
      { numRuns: 500 },
    ));

  test('no other ciphertext passes for it', () =>
    fc.assert(
      fc.property(mutated(GOOD), (other) => {
        fc.pre(other !== GOOD && !/[\]<>&\s\p{Cc}]/u.test(other));
        expect(REFUSED).toContain(posted(signed(GOOD), envelope(other)));
      }),
      { numRuns: 500 },
    ));
});

describe('from somebody who knows Token and key', () => {
  test('any ciphertext', () =>
    fc.assert(
      fc.property(fc.oneof(mutated(GOOD), fc.base64String(), scraps), (encrypted) => {
        expect(EITHER).toContain(postedSigned(encrypted));
        const echo = { ...signed(encrypted), echostr: encrypted };
        expect(EITHER).toContain(statusOf(() => verifyUrl(echo, SETTINGS)));
      }),
      { numRuns: 500 },
    ));

  test('any message inside', () =>
    fc.assert(
      fc.property(fc.oneof(mutated(TEXT), scraps), (inner) => {
        expect(EITHER).toContain(postedSigned(sealed(inner)));
      }),
      { numRuns: 500 },
    ));

  test('meant for any other corporation', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (receiveId) => {
        fc.pre(Buffer.from(receiveId).toString() !== SETTINGS.corpId);
        expect(postedSigned(sealed(TEXT, receiveId))).toBe(403);
      }),
    ));

  test('any bytes below the cipher: pads and lengths that lie', () =>
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.nat(255), (blocks, last) => {
        const plain = Buffer.alloc(blocks.length * 16, blocks);
        plain[plain.length - 1] = last;
        expect(REFUSED).toContain(postedSigned(encryptedAsIs(plain)));
      }),
    ));
});

/** Without the padding and the head that belong to it. */
function encryptedAsIs(plain: Buffer): string {
  const key = Buffer.from(`${SETTINGS.aesKey}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

const MOST = 255 * 1024;
const filled = (piece: string): string => piece.repeat(Math.floor(MOST / Buffer.byteLength(piece)));
const bomb = Array.from(
  { length: 12 },
  (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
).join('');

/* Bodies as long as they may be: what is read before the signature is known must not stop the service. */
const HOSTILE: [string, string][] = [
  ['一个字母', filled('a')],
  ['只有 <', filled('<')],
  ['深的嵌套', filled('<a>')],
  ['各叫各名的嵌套', `<xml>${Array.from({ length: 30_000 }, (_, index) => `<a${index}>`).join('')}`],
  ['先开后关的嵌套', filled('<a>').slice(0, MOST / 2) + filled('</a>').slice(0, MOST / 2)],
  ['许多空元素', `<xml>${filled('<a/>')}</xml>`],
  ['许多同名元素', `<xml>${filled('<b>x</b>')}</xml>`],
  ['许多 Encrypt', `<xml>${filled('<Encrypt>x</Encrypt>')}</xml>`],
  ['巨大的属性', `<xml a="${filled('x')}"></xml>`],
  ['许多属性', `<xml ${Array.from({ length: 25_000 }, (_, index) => `a${index}="1"`).join(' ')}></xml>`],
  ['没有值的属性', `<xml ${filled('a ')}></xml>`],
  ['注释没有结束', `<xml>${filled('<!--')}</xml>`],
  ['CDATA 没有结束', filled('<![CDATA[')],
  ['许多 CDATA', `<xml>${filled('<![CDATA[x]]>')}</xml>`],
  ['许多实体', `<xml>${filled('&amp;')}</xml>`],
  ['实体炸弹', `<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">${bomb}]><xml><Encrypt>&e12;</Encrypt></xml>`],
  ['外部实体', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Encrypt>&e;</Encrypt></xml>'],
  ['许多处理指令', filled('<?')],
  ['许多结束标记', `<xml>${filled(']]>')}</xml>`],
  ['长的密文', envelope('A'.repeat(MOST))],
];

describe.each(HOSTILE)('%s', (_name, body) => {
  const LONGEST_MS = 2000;

  test('as a body', { timeout: LONGEST_MS }, () => expect(REFUSED).toContain(posted(signed(''), body)));

  test('sealed', { timeout: LONGEST_MS }, () =>
    expect(REFUSED).toContain(statusOf(() => readCallback(sealedInput(body), SETTINGS))),
  );
});

/** Larger than a body may be, so read without the envelope's limit: its inside is what matters. */
function sealedInput(inner: string) {
  const encrypted = sealed(inner.slice(0, 180_000));
  return { query: signed(encrypted), body: envelope(encrypted), now: NOW };
}
