import { describe, expect, test } from 'vitest';
import {
  CallbackRefused,
  readCallback,
  verifyUrl,
  type CallbackQuery,
  type CallbackSettings,
} from '../../../src/wecom/callback.ts';
import { seal, signatureOf } from '../../../src/wecom/crypto.ts';
import { VECTORS } from './vectors.ts';

const SETTINGS: CallbackSettings = {
  token: 'QianTang2026',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  corpId: 'ww1234567890abcdef',
};
const NOW = new Date('2026-03-20T01:00:00Z');
const SECOND = NOW.getTime() / 1000;
const NONCE = '1372623149';

const TEXT =
  '<xml><ToUserName><![CDATA[ww1234567890abcdef]]></ToUserName><FromUserName><![CDATA[wangjianguo]]></FromUserName><CreateTime>1773968399</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[3 已完成]]></Content><MsgId>7100000000000000001</MsgId><AgentID>1000002</AgentID></xml>';

const encrypt = (inner: string, corpId = SETTINGS.corpId): string =>
  seal({ aesKey: SETTINGS.aesKey, receiveId: corpId }, inner);

const envelope = (encrypted: string): string =>
  `<xml><ToUserName><![CDATA[ww1234567890abcdef]]></ToUserName><AgentID><![CDATA[1000002]]></AgentID><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;

const signed = (encrypted: string, timestamp: string | number = SECOND): CallbackQuery => ({
  msg_signature: signatureOf(SETTINGS.token, String(timestamp), NONCE, encrypted),
  timestamp: String(timestamp),
  nonce: NONCE,
});

const post = (encrypted: string, query = signed(encrypted), body = envelope(encrypted)) =>
  readCallback({ query, body, now: NOW }, SETTINGS);

function refusal(action: () => unknown): string {
  try {
    action();
    return 'accepted';
  } catch (error) {
    return error instanceof CallbackRefused ? `${error.status} ${error.reason}` : String(error);
  }
}

describe('verifying the URL', () => {
  test.each(VECTORS.filter(({ plain }) => !plain.startsWith('<')))('known answer $id', (vector) => {
    const { signature, timestamp, nonce, encrypted, token, aesKey, receiveId, plain } = vector;
    const query = { msg_signature: signature, timestamp, nonce, echostr: encrypted };
    expect(verifyUrl(query, { token, aesKey, corpId: receiveId })).toBe(plain);
  });

  test('a + that the server took for a space', () => {
    const vector = VECTORS.find(({ id }) => id === 'V3')!;
    const { signature, timestamp, nonce, encrypted, token, aesKey, receiveId, plain } = vector;
    expect(encrypted).toContain('+');
    const query = { msg_signature: signature, timestamp, nonce, echostr: encrypted.replaceAll('+', ' ') };
    expect(verifyUrl(query, { token, aesKey, corpId: receiveId })).toBe(plain);
  });

  const echo = encrypt('5927782489442352469');
  test.each<[string, CallbackQuery, string]>([
    ['正确', { ...signed(echo), echostr: echo }, 'accepted'],
    ['签名不对', { ...signed(echo), echostr: echo, msg_signature: '0'.repeat(40) }, '401 signature'],
    ['没有签名', { echostr: echo, timestamp: String(SECOND), nonce: NONCE }, '401 signature'],
    ['参数重复', { ...signed(echo), echostr: echo, nonce: [NONCE, NONCE] }, '401 signature'],
    ['没有 echostr', signed(''), '400 unreadable'],
    ['密文被换', { ...signed(echo), echostr: encrypt('1') }, '401 signature'],
  ])('%s', (_name, query, outcome) => expect(refusal(() => verifyUrl(query, SETTINGS))).toBe(outcome));

  test('another corporation', () => {
    const other = encrypt('1', 'ww9');
    expect(refusal(() => verifyUrl({ ...signed(other), echostr: other }, SETTINGS))).toBe('403 receiveid');
  });
});

describe('reading a callback', () => {
  test('a text', () =>
    expect(post(encrypt(TEXT))).toEqual({
      dedupeKey: '7100000000000000001',
      channel: 'app',
      senderId: 'wangjianguo',
      sentAt: new Date('2026-03-20T00:59:59Z'),
      groupId: null,
      replyTo: null,
      content: { type: 'text', text: '3 已完成' },
    }));

  test.each(VECTORS.filter(({ plain }) => plain.includes('<MsgId>')))('known answer $id', (vector) => {
    const { token, aesKey, receiveId, signature, timestamp, nonce, encrypted } = vector;
    const received = readCallback(
      {
        query: { msg_signature: signature, timestamp, nonce },
        body: envelope(encrypted),
        now: new Date(Number(timestamp) * 1000),
      },
      { token, aesKey, corpId: receiveId },
    );
    expect(received.content.type).toBe('text');
  });

  const sealed = encrypt(TEXT);
  const forged = { ...signed(sealed), msg_signature: signatureOf('other', String(SECOND), NONCE, sealed) };
  const bomb = '<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>';
  test.each<[string, () => unknown, string]>([
    ['别人的 Token 签名', () => post(sealed, forged), '401 signature'],
    ['密文被换', () => post(sealed, signed(sealed), envelope(encrypt(TEXT))), '401 signature'],
    [
      '签名大写',
      () =>
        post(sealed, {
          ...signed(sealed),
          msg_signature: String(signed(sealed)['msg_signature']).toUpperCase(),
        }),
      '401 signature',
    ],
    ['没有密文', () => post(''), '400 unreadable'],
    ['刚好一小时前', () => post(sealed, signed(sealed, SECOND - 3600)), 'accepted'],
    ['超过一小时', () => post(sealed, signed(sealed, SECOND - 3601)), '401 stale'],
    ['对方快五分钟', () => post(sealed, signed(sealed, SECOND + 300)), 'accepted'],
    ['对方快得更多', () => post(sealed, signed(sealed, SECOND + 301)), '401 stale'],
    ['时间不是数字', () => post(sealed, signed(sealed, 'soon')), '401 stale'],
    ['别的企业', () => post(encrypt(TEXT, 'ww9')), '403 receiveid'],
    [
      '密钥不对的密文',
      () => post(seal({ aesKey: 'Z'.repeat(43), receiveId: SETTINGS.corpId }, TEXT)),
      '400 unreadable',
    ],
    ['外层不是 XML', () => post(sealed, signed(sealed), '{"encrypt":"x"}'), '400 not_xml'],
    ['外层是空的', () => post(sealed, signed(sealed), ''), '400 not_xml'],
    [
      '标记多得不像企业微信的',
      () => post(sealed, signed(sealed), envelope(sealed).replace('<xml>', `<xml>${'<a/>'.repeat(17_000)}`)),
      '400 not_xml',
    ],
    ['外层没有闭合', () => post(sealed, signed(sealed), envelope(sealed).slice(0, -3)), '400 not_xml'],
    ['外层有 DOCTYPE', () => post(sealed, signed(sealed), bomb + envelope(sealed)), '400 doctype'],
    ['内层不是 XML', () => post(encrypt('你好')), '400 not_xml'],
    ['内层有 DOCTYPE', () => post(encrypt(bomb + TEXT)), '400 doctype'],
    ['内层有小写 doctype', () => post(encrypt(`<!doctype xml>${TEXT}`)), '400 doctype'],
    ['文字里的 DOCTYPE 不算', () => post(encrypt(TEXT.replace('3 已完成', '<!DOCTYPE html>'))), 'accepted'],
    ['内层没有发送人', () => post(encrypt('<xml><MsgType>text</MsgType></xml>')), '400 incomplete'],
    ['太大', () => post(sealed, signed(sealed), envelope(sealed) + ' '.repeat(256 * 1024)), '400 too_large'],
  ])('%s → %s', (_name, action, outcome) => expect(refusal(action)).toBe(outcome));

  test('the window is a setting', () => {
    const narrow = { ...SETTINGS, maxAgeMs: 600_000 };
    const input = { query: signed(sealed, SECOND - 601), body: envelope(sealed), now: NOW };
    expect(refusal(() => readCallback(input, narrow))).toBe('401 stale');
  });

  test('a body of many open CDATA marks is refused at once', () => {
    const input = { query: signed(''), body: '<![CDATA['.repeat(28_000), now: NOW };
    expect(refusal(() => readCallback(input, SETTINGS))).toBe('400 not_xml');
  });
});

test('发信人、编号、按键里的 NUL 去掉：库里存不下的，重发几遍也存不下', () => {
  const inner = TEXT.replace('wangjianguo', 'wang\0jianguo').replace('<MsgId>7', '<MsgId>\x007');
  expect(post(encrypt(inner))).toMatchObject({ senderId: 'wangjianguo', dedupeKey: '7100000000000000001' });
});
