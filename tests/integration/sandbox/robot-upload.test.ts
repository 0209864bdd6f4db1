import { createHash } from 'node:crypto';
import { expect, describe, test } from 'vitest';
import { aRobot, aRobotSandbox, pushTo } from './a-robot.ts';
import type { Ack, RobotClient } from './a-robot.ts';
import { MINUTE, PNG } from './a-sandbox.ts';
import type { Json, TestSandbox } from './a-sandbox.ts';

const CHUNK = 512 * 1024;
const DAY = 24 * 60 * MINUTE;
const md5 = (bytes: Buffer): string => createHash('md5').update(bytes).digest('hex');

const init = (bytes: Buffer, changes: Json = {}): Json => ({
  type: 'file',
  filename: '台账.xlsx',
  total_size: bytes.length,
  total_chunks: Math.ceil(bytes.length / CHUNK),
  md5: md5(bytes),
  ...changes,
});

const chunk = (upload_id: unknown, index: number, bytes: Buffer): Json => ({
  upload_id,
  chunk_index: index,
  base64_data: bytes.subarray(index * CHUNK, (index + 1) * CHUNK).toString('base64'),
});

async function upload(robot: RobotClient, bytes: Buffer, changes: Json = {}, order?: number[]): Promise<Ack> {
  const begun = await robot.ask('aibot_upload_media_init', init(bytes, changes));
  const upload_id = begun.body?.upload_id;
  const indexes = order ?? [...Array(Math.ceil(bytes.length / CHUNK)).keys()];
  for (const index of indexes) await robot.ask('aibot_upload_media_chunk', chunk(upload_id, index, bytes));
  return robot.ask('aibot_upload_media_finish', { upload_id });
}

async function ready(): Promise<{ sandbox: TestSandbox; robot: RobotClient }> {
  const sandbox = await aRobotSandbox();
  const robot = await aRobot(sandbox);
  await sandbox.control('POST', '/robot/lisi/text', { content: '发我台账' });
  return { sandbox, robot };
}

const send = (robot: RobotClient, msgtype: string, media_id: unknown): Promise<Ack> =>
  robot.ask('aibot_send_msg', pushTo('lisi', { msgtype, [msgtype]: { media_id } }));

describe('上传', () => {
  test('三片，乱序，有一片传两遍；对方下载到原样的文件', async () => {
    const { sandbox, robot } = await ready();
    const bytes = Buffer.alloc(2 * CHUNK + 100, 'abc');
    const finished = await upload(robot, bytes, {}, [2, 0, 0, 1]);
    expect(finished).toMatchObject({ errcode: 0, body: { type: 'file', media_id: expect.any(String) } });
    expect((await send(robot, 'file', finished.body?.media_id)).errcode).toBe(0);
    const shown = (await sandbox.chat('robot/lisi')).at(-1)?.payload.media_id;
    const file = await fetch(`${sandbox.url}/sandbox/api/media/${String(shown)}`);
    expect(md5(Buffer.from(await file.arrayBuffer()))).toBe(md5(bytes));
    sandbox.clock.pass(3 * DAY);
    expect((await send(robot, 'file', finished.body?.media_id)).errcode).toBe(40007);
  });

  const small = Buffer.from('整改台账');
  test.each<[string, Json, number]>([
    ['没有这种', { type: 'sticker' }, 40004],
    ['没有名字', { filename: '' }, 40058],
    ['0 片', { total_chunks: 0 }, 40058],
    ['101 片', { total_chunks: 101 }, 40058],
    ['图片超过 10 MB', { type: 'image', total_size: 10 * 1024 * 1024 + 1 }, 45001],
    ['文件超过 20 MB', { total_size: 20 * 1024 * 1024 + 1 }, 45001],
  ])('开始：%s → %s', async (_, changes, errcode) => {
    const { robot } = await ready();
    expect((await robot.ask('aibot_upload_media_init', init(small, changes))).errcode).toBe(errcode);
  });

  test.each<[string, Json, number]>([
    ['md5 不对', { md5: md5(PNG) }, 40058],
    ['大小不对', { total_size: 5 }, 40058],
    ['少一片', { total_chunks: 2 }, 40058],
    ['说是图片，其实不是', { type: 'image' }, 40004],
    ['说是语音，其实不是', { type: 'voice' }, 301017],
    ['没有 md5 也行', { md5: undefined }, 0],
  ])('完成：%s → %s', async (_, changes, errcode) => {
    const { robot } = await ready();
    expect((await upload(robot, small, changes)).errcode).toBe(errcode);
  });

  test('片号从 0 数，一片不超过 512 KB；丢了一片的回执，重传就好', async () => {
    const { robot } = await ready();
    const bytes = Buffer.alloc(CHUNK + 1, 'a');
    const { body } = await robot.ask('aibot_upload_media_init', init(bytes));
    const codes: number[] = [];
    for (const piece of [
      chunk('none', 0, bytes),
      chunk(body?.upload_id, 2, bytes),
      { ...chunk(body?.upload_id, 0, bytes), base64_data: bytes.toString('base64') },
      { ...chunk(body?.upload_id, 0, bytes), base64_data: '' },
      chunk(body?.upload_id, 0, bytes),
    ]) {
      codes.push((await robot.ask('aibot_upload_media_chunk', piece)).errcode);
    }
    expect(codes).toEqual([40058, 40058, 40058, 40058, 0]);
  });

  test('重连可以接着传，30 分钟后不行', async () => {
    const { sandbox, robot } = await ready();
    const { body } = await robot.ask('aibot_upload_media_init', init(small));
    robot.socket.terminate();
    const again = await aRobot(sandbox);
    expect((await again.ask('aibot_upload_media_chunk', chunk(body?.upload_id, 0, small))).errcode).toBe(0);
    sandbox.clock.pass(30 * MINUTE);
    expect((await again.ask('aibot_upload_media_finish', { upload_id: body?.upload_id })).errcode).toBe(
      40058,
    );
  });

  test('一分钟 30 次；应用上传的素材，机器人不能用', async () => {
    const { robot } = await ready();
    const codes: number[] = [];
    for (let n = 0; n < 31; n += 1)
      codes.push((await robot.ask('aibot_upload_media_init', init(small))).errcode);
    expect(codes.slice(29)).toEqual([0, 45009]);
  });
});

test('素材各归各：图片当文件发 → 40007', async () => {
  const { robot } = await ready();
  const { body } = await upload(robot, PNG, { type: 'image', filename: '现场.png' });
  expect((await send(robot, 'file', body?.media_id)).errcode).toBe(40007);
  expect((await send(robot, 'image', body?.media_id)).errcode).toBe(0);
});
