import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decryptMedia } from '../../../../src/wecom/robot/cipher.ts';
import { MEDIA_KEY as KEY, sealMedia } from './seal-media.ts';

const BASE64 = KEY.toString('base64');
const REPORT = Buffer.from('整改情况报告（第三季度）');
const SEALED = sealMedia(REPORT, KEY);

test('the example key shows the difference between the alphabets', () =>
  expect(BASE64).toMatch(/\+.*\/|\/.*\+/));

describe('every way a key was seen written', () => {
  test.each<[string, string]>([
    ['标准 base64', BASE64],
    ['去掉等号', BASE64.replace('=', '')],
    ['URL 字母表', KEY.toString('base64url')],
    ['URL 字母表加等号', `${KEY.toString('base64url')}=`],
    ['小写十六进制', KEY.toString('hex')],
    ['大写十六进制', KEY.toString('hex').toUpperCase()],
    ['前后有空白', ` ${BASE64}\n`],
  ])('%s', (_name, aesKey) => expect(decryptMedia(SEALED, aesKey)).toEqual(REPORT));
});

describe('what cannot be opened is null, and nothing throws', () => {
  const other = Buffer.alloc(32, 7).toString('base64');
  test.each<[string, Buffer, string]>([
    ['空密钥', SEALED, ''],
    ['太短的密钥', SEALED, KEY.subarray(0, 16).toString('base64')],
    ['太长的密钥', SEALED, `${BASE64}AAAA`],
    ['不是密钥', SEALED, '密钥'],
    ['别的密钥', SEALED, other],
    ['空文件', Buffer.alloc(0), BASE64],
    ['不足一块', SEALED.subarray(0, 15), BASE64],
    ['少了最后一块', SEALED.subarray(0, -16), BASE64],
    ['少了最后一个字节', SEALED.subarray(0, -1), BASE64],
    ['填充过长', sealMedia(Buffer.from('1'), KEY, 48), BASE64],
  ])('%s', (_name, sealed, aesKey) => expect(decryptMedia(sealed, aesKey)).toBeNull());
});

test('bytes behind the last block do no harm', () => {
  expect(decryptMedia(Buffer.concat([SEALED, Buffer.from('\r\n')]), BASE64)).toEqual(REPORT);
});

test('any file comes back as it was, padded to 32 or to 16', () => {
  const file = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  fc.assert(
    fc.property(file, fc.constantFrom(16, 32), (data, block) => {
      expect(decryptMedia(sealMedia(data, KEY, block), BASE64)).toEqual(data);
    }),
  );
});
