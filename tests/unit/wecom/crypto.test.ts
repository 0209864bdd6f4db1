import { createCipheriv } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { open, seal, SealBroken, signatureMatches, signatureOf } from '../../../src/wecom/crypto.ts';
import { VECTORS } from './vectors.ts';

const KEY = { aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', receiveId: 'ww1234567890abcdef' };

describe.each(VECTORS)('known answer $id', (vector) => {
  test('signature', () => {
    const { token, timestamp, nonce, encrypted, signature } = vector;
    expect(signatureOf(token, timestamp, nonce, encrypted)).toBe(signature);
  });
  test('opens to the plain text', () => expect(open(vector, vector.encrypted)).toBe(vector.plain));
  test('is sealed byte for byte with the same random', () =>
    expect(seal(vector, vector.plain, Buffer.from(vector.random, 'hex'))).toBe(vector.encrypted));
});

test('the vectors cover short, odd and long padding', () =>
  expect(VECTORS.map(({ pad }) => pad).toSorted((a, b) => a - b)).toEqual([1, 3, 3, 7, 7, 13, 30]));

test('whatever is sealed opens again', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      const message = Buffer.from(text).toString();
      expect(open(KEY, seal(KEY, message))).toBe(message);
    }),
  ));

test('two seals of the same message differ', () => expect(seal(KEY, '进展')).not.toBe(seal(KEY, '进展')));

/** Encrypts raw bytes, to build what no honest sender would. */
function encryptRaw(plain: Buffer): string {
  const key = Buffer.from(`${KEY.aesKey}=`, 'base64');
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64');
}

const block = (lastBytes: readonly number[]): Buffer =>
  Buffer.concat([Buffer.alloc(32 - lastBytes.length), Buffer.from(lastBytes)]);

const faultOf = (action: () => unknown): string => {
  try {
    action();
    return 'none';
  } catch (error) {
    return error instanceof SealBroken ? error.fault : String(error);
  }
};

test.each([
  [
    'another corporation',
    () => open({ ...KEY, receiveId: 'ww0000000000000000' }, seal(KEY, '进展')),
    'receiveid',
  ],
  [
    'the corpid with something behind it',
    () => open(KEY, seal({ ...KEY, receiveId: `${KEY.receiveId}x` }, '进展')),
    'receiveid',
  ],
  ['another key', () => open({ ...KEY, aesKey: 'Z'.repeat(43) }, seal(KEY, '进展')), 'padding'],
  ['a key of 42 characters', () => open({ ...KEY, aesKey: 'Z'.repeat(42) }, seal(KEY, '进展')), 'key'],
  ['no base64', () => open(KEY, '不是密文'), 'ciphertext'],
  ['nothing', () => open(KEY, ''), 'ciphertext'],
  ['half a block', () => open(KEY, Buffer.alloc(24).toString('base64')), 'ciphertext'],
  ['padding 0', () => open(KEY, encryptRaw(block([0]))), 'padding'],
  [
    'padding 33',
    () => open(KEY, encryptRaw(Buffer.concat([Buffer.alloc(63, 33), Buffer.from([33])]))),
    'padding',
  ],
  ['padding of unequal bytes', () => open(KEY, encryptRaw(block([1, 3, 3]))), 'padding'],
  ['only padding', () => open(KEY, encryptRaw(Buffer.alloc(32, 32))), 'length'],
  [
    'a length beyond the end',
    () =>
      open(KEY, encryptRaw(Buffer.concat([Buffer.alloc(16), Buffer.alloc(4, 0xff), Buffer.alloc(12, 12)]))),
    'length',
  ],
])('%s → %s', (_name, action, fault) => expect(faultOf(action)).toBe(fault));

test.each([
  ['same', 'a94a8fe5', 'a94a8fe5', true],
  ['one digit differs', 'a94a8fe5', 'a94a8fe4', false],
  ['shorter', 'a94a8fe5', 'a94a', false],
  ['empty', 'a94a8fe5', '', false],
  ['same length in characters only', 'ab', '甲乙', false],
])('signatures: %s', (_name, expected, given, matches) =>
  expect(signatureMatches(expected, given)).toBe(matches),
);
