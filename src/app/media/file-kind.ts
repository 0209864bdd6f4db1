/*
 * What a file is by its first bytes, whatever its name or its sender says. A table of ours: libraries for it know
 * hundreds of formats, and what is not here is not taken and not shown.
 */

interface Kind {
  /** As it is served. */
  readonly mediaType: string;
  /** A browser may show it: nothing in it runs. */
  readonly shown: boolean;
  /** File name extensions it goes by. */
  readonly extensions: readonly string[];
  readonly is: (head: Buffer) => boolean;
}

const at =
  (offset: number, bytes: string) =>
  (head: Buffer): boolean =>
    head.subarray(offset, offset + bytes.length).equals(Buffer.from(bytes, 'latin1'));

const webp = (head: Buffer): boolean => at(0, 'RIFF')(head) && at(8, 'WEBP')(head);
const gif = (head: Buffer): boolean => at(0, 'GIF87a')(head) || at(0, 'GIF89a')(head);

const KINDS = [
  { mediaType: 'image/png', shown: true, extensions: ['png'], is: at(0, '\x89PNG\r\n\x1a\n') },
  { mediaType: 'image/jpeg', shown: true, extensions: ['jpg', 'jpeg'], is: at(0, '\xff\xd8\xff') },
  { mediaType: 'image/webp', shown: true, extensions: ['webp'], is: webp },
  { mediaType: 'image/gif', shown: true, extensions: ['gif'], is: gif },
  { mediaType: 'application/pdf', shown: false, extensions: ['pdf'], is: at(0, '%PDF-') },
  {
    mediaType: 'application/zip',
    shown: false,
    extensions: ['docx', 'xlsx', 'pptx'],
    is: at(0, 'PK\x03\x04'),
  },
  {
    mediaType: 'application/octet-stream',
    shown: false,
    extensions: ['doc', 'xls', 'ppt', 'wps', 'et'],
    is: at(0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  },
] as const satisfies readonly Kind[];

export type FileKind = Pick<Kind, 'mediaType' | 'shown' | 'extensions'>;

/** Null when it is none of those we know. */
export const fileKind = (data: Buffer): FileKind | null => KINDS.find(({ is }) => is(data)) ?? null;
