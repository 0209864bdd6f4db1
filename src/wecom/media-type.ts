/* What a file is, from how it begins: the download's own header describes the ciphertext. */

export interface FileKind {
  readonly mediaType: string;
  readonly extension: string;
}

const UNKNOWN: FileKind = { mediaType: 'application/octet-stream', extension: 'bin' };

/** The bytes at an offset, as Latin-1. */
const BEGINNINGS: readonly (FileKind & { readonly at: number; readonly bytes: string })[] = [
  { at: 0, bytes: '\xFF\xD8\xFF', mediaType: 'image/jpeg', extension: 'jpg' },
  { at: 0, bytes: '\x89PNG\r\n', mediaType: 'image/png', extension: 'png' },
  { at: 0, bytes: 'GIF8', mediaType: 'image/gif', extension: 'gif' },
  { at: 8, bytes: 'WEBP', mediaType: 'image/webp', extension: 'webp' },
  { at: 4, bytes: 'ftyp', mediaType: 'video/mp4', extension: 'mp4' },
  { at: 0, bytes: '%PDF-', mediaType: 'application/pdf', extension: 'pdf' },
];

export const fileKindOf = (data: Buffer): FileKind =>
  BEGINNINGS.find(({ at, bytes }) => data.toString('latin1', at, at + bytes.length) === bytes) ?? UNKNOWN;
