import { createCipheriv } from 'node:crypto';

/** As WeCom encrypts what people send to the robot: AES-256-CBC, PKCS#7 over blocks of `block` bytes. */
export function sealMedia(data: Buffer, key: Buffer, block = 32): Buffer {
  const pad = block - (data.length % block);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([data, Buffer.alloc(pad, pad)])), cipher.final()]);
}

/** A key whose base64 has both a + and a /. */
export const MEDIA_KEY = Buffer.from(`+/${'A1b2'.repeat(10)}c=`, 'base64');
