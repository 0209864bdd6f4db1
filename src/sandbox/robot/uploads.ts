import { createHash, randomBytes } from 'node:crypto';
import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { checkUpload, isMediaType, isPng, MEDIA_RULES, storeMedia } from '../api/media.ts';
import { isText, textOf } from '../json.ts';
import { isOver } from '../world/is-over.ts';
import { useOf } from '../world/limits.ts';
import type { MediaType } from '../world/state.ts';
import type { Commander, Upload } from './commander.ts';
import type { Frame } from './frames.ts';

/*
 * Media in pieces (bots C5). An upload outlives its connection, but not the sandbox: until it is finished
 * nothing of it is in the journal.
 */

const CHUNK_BYTES = 512 * 1024;
const MOST_CHUNKS = 100;
const SESSION_MS = 30 * 60_000;

export function beginUpload({ world, uploads }: Commander, { body }: Frame): Answer {
  const { type, filename, total_size: totalSize, total_chunks: totalChunks } = body;
  if (typeof type !== 'string' || !isMediaType(type)) return refuse(40004, 'type');
  if (!isText(filename)) return refuse(40058, 'filename');
  if (!isCount(totalSize)) return refuse(40058, 'total_size');
  if (totalSize > MEDIA_RULES[type].maxBytes) return refuse(45001, 'total_size');
  if (!isCount(totalChunks) || totalChunks > MOST_CHUNKS) return refuse(40058, 'total_chunks is 1 to 100');
  if (isOver(world, 'robot-upload', '')) return refuse(45009);
  const startedAt = world.now().getTime();
  world.record({ kind: 'robot_use_counted', use: { what: useOf('robot-upload', ''), at: startedAt } });
  const id = randomBytes(16).toString('hex');
  const md5 = textOf(body, 'md5').toLowerCase();
  uploads.set(id, { type, filename, totalSize, totalChunks, md5, chunks: new Map(), startedAt });
  return ok({ body: { upload_id: id } });
}

/** In any order, and as often as it takes. */
export function takeChunk(commander: Commander, { body }: Frame): Answer {
  const upload = findUpload(commander, textOf(body, 'upload_id'));
  if (!upload) return refuse(40058, 'upload_id');
  const { chunk_index: index, base64_data: data } = body;
  if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= upload.totalChunks) {
    return refuse(40058, 'chunk_index counts from 0');
  }
  const bytes = isText(data) ? Buffer.from(data, 'base64') : Buffer.alloc(0);
  if (bytes.length === 0 || bytes.length > CHUNK_BYTES)
    return refuse(40058, 'base64_data is 1 to 524288 bytes');
  upload.chunks.set(index, bytes);
  return ok();
}

export function finishUpload(commander: Commander, { body }: Frame): Answer {
  const { world, robot, uploads } = commander;
  const id = textOf(body, 'upload_id');
  const upload = findUpload(commander, id);
  if (!upload) return refuse(40058, 'upload_id');
  const { type, filename } = upload;
  const bytes = joined(upload);
  if (!bytes) return refuse(40058, 'a chunk is missing');
  const refusal = checkWhole(upload, bytes);
  if (refusal) return refusal;
  uploads.delete(id);
  const media = storeMedia(
    world,
    type,
    { filename, contentType: contentTypeOf(type, bytes), bytes },
    robot.id,
  );
  return ok({ body: { type, media_id: media.id, created_at: Math.floor(media.createdAt / 1000) } });
}

function findUpload({ world, uploads }: Commander, id: string): Upload | undefined {
  const upload = uploads.get(id);
  return upload && world.now().getTime() < upload.startedAt + SESSION_MS ? upload : undefined;
}

/** Undefined while a chunk is missing. */
function joined({ chunks, totalChunks }: Upload): Buffer | undefined {
  if (chunks.size < totalChunks) return undefined;
  const inOrder = [...chunks].toSorted(([a], [b]) => a - b);
  return Buffer.concat(inOrder.map(([, bytes]) => bytes));
}

function checkWhole({ type, totalSize, md5 }: Upload, bytes: Buffer): Answer | null {
  if (bytes.length !== totalSize) return refuse(40058, 'total_size does not match');
  if (md5 !== '' && md5 !== createHash('md5').update(bytes).digest('hex'))
    return refuse(40058, 'md5 does not match');
  return checkUpload(type, bytes);
}

const contentTypeOf = (type: MediaType, bytes: Buffer): string =>
  type === 'image' ? `image/${isPng(bytes) ? 'png' : 'jpeg'}` : 'application/octet-stream';

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0;
