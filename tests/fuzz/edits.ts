import fc from 'fast-check';

/* Small damage to texts and bytes, as networks, editors and attackers do it. */

/** One piece of damage; places are shares of the length, so that it fits whatever it is done to. */
export interface Edit {
  readonly kind: keyof typeof OF_TEXT;
  /** Millionths of the length. */
  readonly at: number;
  readonly length: number;
  readonly piece: string;
}

/** What XML and signatures are made of, and what breaks readers of them. */
const SCRAPS: readonly string[] = [
  ...'<xml> </xml> <Encrypt> </Encrypt> <MsgType> <![CDATA[ ]]> <!DOCTYPE <!ENTITY &a; &#x41; &#0; <!-- --> <?xml ?>'.split(
    ' ',
  ),
  ...'<__proto__> <constructor> <SelectedItem/> NaN 1e999 -1 0 = + - @ ../ %00 [] {} null true'.split(' '),
  '\u0000',
  '\uD800',
  '\uFEFF',
  '\u202E',
  '\r\n',
  '\t',
  '机密',
  '😀',
  "'; --",
  '{{7*7}}',
  '"',
  "'",
];

export const scrap: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...SCRAPS),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

const OF_TEXT = {
  replace: (text: string, at: number, { length, piece }: Edit) =>
    text.slice(0, at) + piece + text.slice(at + length),
  insert: (text: string, at: number, { piece }: Edit) => text.slice(0, at) + piece + text.slice(at),
  truncate: (text: string, at: number) => text.slice(0, at),
  behead: (text: string, at: number) => text.slice(at),
  duplicate: (text: string, at: number, { length }: Edit) =>
    text.slice(0, at + length) + text.slice(at, at + length) + text.slice(at + length),
  twice: (text: string) => text + text,
  flip: (text: string, at: number, { length }: Edit) =>
    text.slice(0, at) +
    String.fromCharCode((text.charCodeAt(at) || 0) ^ (1 << (length % 8))) +
    text.slice(at + 1),
} as const;

const OF_BYTES = {
  replace: (data: Buffer, at: number, { length, piece }: Edit) =>
    Buffer.concat([data.subarray(0, at), Buffer.from(piece), data.subarray(at + length)]),
  insert: (data: Buffer, at: number, { piece }: Edit) =>
    Buffer.concat([data.subarray(0, at), Buffer.from(piece), data.subarray(at)]),
  truncate: (data: Buffer, at: number) => data.subarray(0, at),
  behead: (data: Buffer, at: number) => data.subarray(at),
  duplicate: (data: Buffer, at: number, { length }: Edit) =>
    Buffer.concat([data.subarray(0, at + length), data.subarray(at)]),
  twice: (data: Buffer) => Buffer.concat([data, data]),
  flip(data: Buffer, at: number, { length }: Edit) {
    const flipped = Buffer.from(data);
    flipped.writeUInt8((flipped[at] ?? 0) ^ (1 << (length % 8)), at);
    return flipped;
  },
} as const;

const KINDS = Object.keys(OF_TEXT) as (keyof typeof OF_TEXT)[];

export const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({ kind: fc.constantFrom(...KINDS), at: fc.nat(999_999), length: fc.nat(40), piece: scrap }),
  { minLength: 1, maxLength: 4 },
);

const placeIn = (length: number, { at }: Edit): number => Math.floor((length * at) / 1_000_000);

export const edited = (text: string, all: readonly Edit[]): string =>
  all.reduce((now, edit) => OF_TEXT[edit.kind](now, placeIn(now.length, edit), edit), text);

export const editedBytes = (data: Buffer, all: readonly Edit[]): Buffer =>
  all.reduce<Buffer>(
    (now, edit) => (now.length === 0 ? now : OF_BYTES[edit.kind](now, placeIn(now.length, edit), edit)),
    data,
  );
