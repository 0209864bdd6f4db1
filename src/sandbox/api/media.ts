import { randomBytes } from 'node:crypto';
import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import type { Media, MediaType } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { isOver } from '../world/is-over.ts';
import type { ApiCall, ByteRange, Endpoint } from './api-call.ts';
import { readUpload } from './multipart.ts';
import type { UploadedFile } from './multipart.ts';

/* Temporary media (dossier §8, bots A4). */

const MIB = 1024 * 1024;
const LIFE_MS = 3 * 24 * 3_600_000;

const startsWith = (bytes: Buffer, hex: string): boolean => bytes.toString('hex', 0, hex.length / 2) === hex;

export const isPng = (bytes: Buffer): boolean => startsWith(bytes, '89504e47');
export const isPicture = (bytes: Buffer): boolean => isPng(bytes) || startsWith(bytes, 'ffd8ff');
export const isAmr = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 5) === '#!AMR';
const isMp4 = (bytes: Buffer): boolean => bytes.toString('latin1', 4, 8) === 'ftyp';

interface MediaRule {
  readonly maxBytes: number;
  readonly accepts: (bytes: Buffer) => boolean;
  /** When the bytes are something else. */
  readonly errcode: number;
}

export const MEDIA_RULES: Readonly<Record<MediaType, MediaRule>> = {
  image: { maxBytes: 10 * MIB, accepts: isPicture, errcode: 40004 },
  voice: { maxBytes: 2 * MIB, accepts: isAmr, errcode: 301017 },
  video: { maxBytes: 10 * MIB, accepts: isMp4, errcode: 40004 },
  file: { maxBytes: 20 * MIB, accepts: () => true, errcode: 40004 },
};

export const isMediaType = (type: string): type is MediaType => Object.hasOwn(MEDIA_RULES, type);

export const mediaUpload: Endpoint = {
  method: 'POST',
  needsToken: true,
  handle: (world, call) => ({ answer: storeUpload(world, call, ['image', 'voice', 'video', 'file'], null) }),
};

/** The bytes themselves, all or the range asked for, or a JSON refusal. */
const downloadOf = (accepts: (media: Media) => boolean): Endpoint => ({
  method: 'GET',
  needsToken: true,
  handle(world, { query, range }) {
    const media = world.state.media.get(query.media_id ?? '');
    if (!query.media_id) return { answer: refuse(41006) };
    if (!media || media.webhookKey !== null || !accepts(media)) return { answer: refuse(40007) };
    if (isExpired(media, world.now())) return { answer: refuse(40145) };
    const answer = ok({ media_id: media.id, filename: media.filename });
    if (range === '') return { answer, file: media };
    const part = readRange(range, Buffer.byteLength(media.base64, 'base64'));
    return 'errcode' in part ? { answer: part } : { answer, file: media, range: part };
  },
});

export const mediaGet = downloadOf(() => true);

/** media/get/jssdk: voice only. WeCom gives it in a finer format, which is not documented; here it is the same. */
export const mediaGetVoice = downloadOf((media) => media.type === 'voice');

/** `bytes=0-99`, `bytes=100-`, `bytes=-100`: at most 20 MB at once. */
function readRange(header: string, size: number): ByteRange | Answer {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (first === '' && last === '') return refuse(40146);
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (from > to) return refuse(40146);
  return to - from < MEDIA_RULES.file.maxBytes ? { from, to } : refuse(830002);
}

const PAGE_PICTURE_BYTES = 2 * MIB;

/** media/uploadimg: a picture that lasts, under an address for articles. */
export const uploadImage: Endpoint = {
  method: 'POST',
  needsToken: true,
  handle: (world, call) => ({ answer: storePagePicture(world, call) }),
};

function storePagePicture(world: World, call: ApiCall): Answer {
  if (isOver(world, 'uploadimg')) return refuse(45009);
  const upload = readUpload(call.contentType, call.raw, 'media');
  if (!upload) return refuse(44001, 'no file in the part called media');
  if (upload.bytes.length <= 5 || upload.bytes.length > PAGE_PICTURE_BYTES) return refuse(40009);
  if (!isPicture(upload.bytes)) return refuse(40004);
  const media = storeMedia(world, 'image', upload, null);
  return ok({ url: `${call.origin}/sandbox/api/media/${media.id}` });
}

/** A media_id dies after three days. */
export const isExpired = (media: Media, now: Date): boolean => now.getTime() >= media.createdAt + LIFE_MS;

/** @param webhookKey the robot it belongs to, and to nobody else; null for the corporation */
export function storeUpload(
  world: World,
  call: ApiCall,
  types: readonly MediaType[],
  webhookKey: string | null,
): Answer {
  const type = call.query.type ?? '';
  if (!isMediaType(type) || !types.includes(type)) return refuse(40005);
  const upload = readUpload(call.contentType, call.raw, 'media');
  if (!upload) return refuse(44001, 'no file in the part called media');
  const refusal = checkUpload(type, upload.bytes);
  if (refusal) return refusal;
  const media = storeMedia(world, type, upload, webhookKey);
  return ok({ type, media_id: media.id, created_at: String(Math.floor(media.createdAt / 1000)) });
}

export function checkUpload(type: MediaType, bytes: Buffer): Answer | null {
  const rule = MEDIA_RULES[type];
  if (bytes.length <= 5) return refuse(40006, 'more than 5 bytes');
  if (bytes.length > rule.maxBytes) return refuse(45001);
  return rule.accepts(bytes) ? null : refuse(rule.errcode);
}

export function storeMedia(
  world: World,
  type: MediaType,
  { filename, contentType, bytes }: UploadedFile,
  webhookKey: string | null,
): Media {
  const media: Media = {
    id: randomBytes(33).toString('base64url'),
    type,
    filename,
    contentType,
    base64: bytes.toString('base64'),
    createdAt: world.now().getTime(),
    webhookKey,
  };
  world.record({ kind: 'media_stored', media });
  return media;
}
