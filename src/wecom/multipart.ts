import { randomBytes } from 'node:crypto';

/** A file to be handed to WeCom; the people who get it see its name. */
export interface UploadFile {
  readonly fileName: string;
  readonly data: Uint8Array;
}

/**
 * The file as the part `media` of a multipart/form-data request (app-api §8, bots §A4). Written by hand for the
 * `filelength` WeCom asks for, and for a name in plain UTF-8: any encoding of it would be shown as it stands.
 */
export function multipart({ fileName, data }: UploadFile): {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
} {
  const boundary = `duban-${randomBytes(16).toString('hex')}`;
  const head =
    `--${boundary}\r\n` +
    `Content-Disposition: form-data; name="media"; filename="${quotable(fileName)}"; filelength=${data.length}\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n';
  return {
    body: Buffer.concat([Buffer.from(head), data, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

/** Nothing in a name ends the quotes or the line. */
const quotable = (fileName: string): string =>
  fileName
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .replaceAll('"', '”')
    .replaceAll('\\', '＼');
