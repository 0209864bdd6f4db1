import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { CallResult } from '../../../../src/wecom/call.ts';
import type { RequestFrame } from '../../../../src/wecom/robot/frames.ts';
import { uploadMedia } from '../../../../src/wecom/robot/upload.ts';
import { fakeTime } from './fake-timers.ts';

const CHUNK = 512 * 1024;
const AMBIGUOUS: CallResult = { kind: 'ambiguous', why: 'no ack' };
const NOT_REACHED: CallResult = { kind: 'not_reached', why: 'not connected' };

/** WeCom's side of an upload; `trouble` is what happens instead, by the number of the frame. */
function aWecom(trouble: Readonly<Record<number, CallResult>> = {}) {
  const time = fakeTime();
  const frames: RequestFrame[] = [];
  const bodies: Readonly<Record<string, object>> = {
    aibot_upload_media_init: { upload_id: 'u1' },
    aibot_upload_media_finish: { type: 'file', media_id: 'm1', created_at: 1 },
  };
  let isStopped = false;
  const upload = (kind: 'file' | 'image', data: Buffer, fileName = '整改报告.docx') =>
    uploadMedia(
      {
        async request(frame) {
          frames.push(frame);
          const body = { ...bodies[frame.cmd] };
          return trouble[frames.length] ?? { kind: 'answered', errcode: 0, errmsg: 'ok', body };
        },
        timers: time.timers,
        clock: time.clock,
        isStopped: () => isStopped,
      },
      kind,
      { fileName, data },
    );
  return { time, frames, upload, stop: () => void (isStopped = true) };
}

const steps = (frames: RequestFrame[]) =>
  frames.map(({ cmd, body }) => {
    const { chunk_index: index } = body as { chunk_index?: number };
    return `${cmd.replace('aibot_upload_media_', '')}${index === undefined ? '' : ` ${index}`}`;
  });

test('a file goes out in chunks of 512 KB, the first is 0, and arrives whole', async () => {
  const { frames, upload } = aWecom();
  const data = Buffer.alloc(2 * CHUNK + 1, '整改');
  expect(await upload('file', data)).toEqual({ status: 'uploaded', mediaId: 'm1' });
  expect(steps(frames)).toEqual(['init', 'chunk 0', 'chunk 1', 'chunk 2', 'finish']);
  expect(frames[0]?.body).toEqual({
    type: 'file',
    filename: '整改报告.docx',
    total_size: data.length,
    total_chunks: 3,
    md5: createHash('md5').update(data).digest('hex'),
  });
  const chunks = frames.slice(1, 4).map(({ body }) => {
    const { base64_data: base64, upload_id: uploadId } = body as { base64_data: string; upload_id: string };
    expect(uploadId).toBe('u1');
    return Buffer.from(base64, 'base64');
  });
  expect(chunks.every(({ length }) => length <= CHUNK)).toBe(true);
  expect(Buffer.concat(chunks).equals(data)).toBe(true);
});

test.each([
  [1, 1],
  [CHUNK, 1],
  [CHUNK + 1, 2],
])('%i bytes are %i chunks', async (bytes, chunks) => {
  const { frames, upload } = aWecom();
  await upload('file', Buffer.alloc(bytes));
  expect(frames).toHaveLength(chunks + 2);
});

describe('what WeCom would refuse is not begun', () => {
  test.each<[string, 'file' | 'image', number, number]>([
    ['空文件', 'file', 0, 40006],
    ['太大的文件', 'file', 20 * 1024 * 1024 + 1, 45001],
    ['太大的图片', 'image', 10 * 1024 * 1024 + 1, 45001],
  ])('%s', async (_name, kind, bytes, code) => {
    const { frames, upload } = aWecom();
    expect(await upload(kind, Buffer.alloc(bytes))).toMatchObject({ status: 'rejected', code });
    expect(frames).toEqual([]);
  });
});

test('a chunk whose ack is lost is sent again, also after a reconnect', async () => {
  const { time, frames, upload } = aWecom({ 3: AMBIGUOUS, 4: NOT_REACHED, 5: NOT_REACHED });
  const done = upload('file', Buffer.alloc(CHUNK + 1));
  await time.pass(10_000);
  expect(await done).toEqual({ status: 'uploaded', mediaId: 'm1' });
  expect(steps(frames)).toEqual(['init', 'chunk 0', 'chunk 1', 'chunk 1', 'chunk 1', 'chunk 1', 'finish']);
  expect(new Set(frames.map(({ reqId }) => reqId)).size).toBe(frames.length);
});

test('an error ends it', async () => {
  const { frames, upload } = aWecom({
    2: { kind: 'answered', errcode: 45009, errmsg: 'api freq out of limit', body: {} },
  });
  expect(await upload('file', Buffer.alloc(CHUNK + 1))).toMatchObject({ status: 'rejected', code: 45009 });
  expect(frames).toHaveLength(2);
});

describe('a line that stays dead', () => {
  const dead = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [index + 2, AMBIGUOUS]));
  test('is given half an hour: nobody has seen anything', async () => {
    const { time, upload } = aWecom(dead);
    const done = upload('file', Buffer.alloc(1));
    await time.pass(31 * 60_000);
    expect(await done).toMatchObject({ status: 'rejected', fault: 'busy' });
  });

  test('is not waited for when the robot stops', async () => {
    const { time, upload, stop, frames } = aWecom(dead);
    const done = upload('file', Buffer.alloc(1));
    await time.pass(0);
    stop();
    await time.pass(2000);
    expect(await done).toMatchObject({ status: 'rejected', fault: 'busy' });
    expect(frames).toHaveLength(3);
  });
});
