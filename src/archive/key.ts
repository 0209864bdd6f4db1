import { createHmac, randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { AppError } from '../errors.ts';

/*
 * The first line of an encrypted archive says how its key is made, so that whoever has the key needs nothing else:
 *
 *   duban-backup 1 raw - CHECK                  the key is 32 bytes
 *   duban-backup 1 scrypt 17,8,1,SALT CHECK     the key comes from a passphrase: log2(N), r, p, salt (hexadecimal)
 *
 * CHECK tells a wrong key from a damaged file: the first 8 bytes of HMAC-SHA256(key, "duban-backup key check").
 */

export const MAGIC = 'duban-backup 1 ';
/** Longer than any first line is. */
export const LONGEST_LINE = 200;

const KEY_BYTES = 32;
const LEAST_PASSPHRASE = 12;
/** 128 MB and about half a second for each guess. */
const SCRYPT = { logN: 17, r: 8, p: 1 };

/** What the operator keeps: 32 bytes, or a passphrase. */
export type Secret =
  { readonly kind: 'raw'; readonly key: Buffer } | { readonly kind: 'passphrase'; readonly text: string };

/**
 * 64 hexadecimal digits, or base64 of 32 bytes, are a key; anything else is a passphrase.
 * @throws AppError config_invalid when it is too short; the message does not repeat it
 */
export function readSecret(text: string): Secret {
  if (/^[0-9a-f]{64}$/i.test(text)) return { kind: 'raw', key: Buffer.from(text, 'hex') };
  if (/^[A-Za-z0-9+/]{43}=$/.test(text)) return { kind: 'raw', key: Buffer.from(text, 'base64') };
  if (text.length < LEAST_PASSPHRASE) {
    const wanted = `64 hexadecimal digits, base64 of 32 bytes, or a passphrase of ${LEAST_PASSPHRASE} characters`;
    throw new AppError('config_invalid', `DUBAN_BACKUP_KEY: must be ${wanted} at least`);
  }
  return { kind: 'passphrase', text };
}

export interface FileKey {
  readonly key: Buffer;
  /** The first line, with its line break. */
  readonly line: Buffer;
}

/** A key for a new file: of a passphrase, another for each. */
export async function newFileKey(secret: Secret, { logN, r, p } = SCRYPT): Promise<FileKey> {
  const how = secret.kind === 'raw' ? 'raw -' : `scrypt ${logN},${r},${p},${randomBytes(16).toString('hex')}`;
  const key = await keyOf(secret, how);
  return { key, line: Buffer.from(`${MAGIC}${how} ${checkOf(key)}\n`) };
}

/** @throws AppError backup_invalid when the secret is not the file's */
export async function fileKeyOf(line: Buffer, secret: Secret | null): Promise<FileKey> {
  if (!secret)
    throw new AppError(
      'backup_invalid',
      'the backup is encrypted: DUBAN_BACKUP_KEY has to be set to its key',
    );
  const words = line.toString('latin1').trimEnd().slice(MAGIC.length).split(' ');
  const [kind = '', parameters = '', check = ''] = words;
  if (words.length !== 3) throw damagedLine();
  if ((kind === 'raw') !== (secret.kind === 'raw')) {
    const wanted = kind === 'raw' ? 'a key of 32 bytes' : 'a passphrase';
    throw new AppError(
      'backup_invalid',
      `DUBAN_BACKUP_KEY is not the key of this backup: it takes ${wanted}`,
    );
  }
  const key = await keyOf(secret, `${kind} ${parameters}`);
  const [said, own] = [Buffer.from(check), Buffer.from(checkOf(key))];
  if (said.length !== own.length || !timingSafeEqual(said, own))
    throw new AppError('backup_invalid', 'DUBAN_BACKUP_KEY is not the key of this backup');
  return { key, line };
}

async function keyOf(secret: Secret, how: string): Promise<Buffer> {
  if (secret.kind === 'raw') return secret.key;
  const [, logN, r, p, salt = ''] = /^scrypt (\d{1,2}),(\d{1,2}),(\d{1,2}),([0-9a-f]{32})$/.exec(how) ?? [];
  const N = 2 ** Number(logN);
  // Whoever writes files must not make us take all memory there is.
  if (!(Number(logN) >= 14 && Number(logN) <= 20)) throw damagedLine();
  const options = { N, r: Number(r), p: Number(p), maxmem: 256 * N * Number(r) };
  return scrypted(secret.text.normalize('NFC'), Buffer.from(salt, 'hex'), options);
}

const scrypted = (text: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(text, salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });

const checkOf = (key: Buffer): string =>
  createHmac('sha256', key).update('duban-backup key check').digest('hex').slice(0, 16);

const damagedLine = (): AppError =>
  new AppError('backup_invalid', 'the backup is damaged: its first line is not one of a backup');
