import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchRobotMedia } from '../../../src/wecom/robot/media.ts';
import { recordedLog } from '../../unit/wecom/robot/a-log.ts';
import { MEDIA_KEY, sealMedia } from '../../unit/wecom/robot/seal-media.ts';

const KEY = MEDIA_KEY.toString('base64');
const PICTURE = Buffer.concat([Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'), Buffer.from('现场照片')]);

let server: Server;
let answer: RequestListener;
let log = recordedLog();

beforeEach(async () => {
  log = recordedLog();
  server = createServer((request, response) => answer(request, response));
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const PATH = '/media?sign=secret-of-the-address';

const fetched = (options: { timeoutMs?: number; maxBytes?: number; aesKey?: string; url?: string } = {}) =>
  fetchRobotMedia(
    { from: 'robot', url: options.url ?? address() + PATH, aesKey: options.aesKey ?? KEY },
    { log, ...options },
  );

const sends =
  (data: Buffer, disposition?: string): RequestListener =>
  (_request, response) => {
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      ...(disposition && { 'content-disposition': Buffer.from(disposition).toString('latin1') }),
    });
    response.end(data);
  };

test.each<[string, Buffer, string | undefined, object]>([
  ['没有名字的图片', PICTURE, undefined, { fileName: 'media.png', mediaType: 'image/png' }],
  [
    '中文文件名',
    Buffer.from('%PDF-1.7'),
    'attachment; filename="整改 报告.pdf"',
    { fileName: '整改 报告.pdf', mediaType: 'application/pdf' },
  ],
  [
    '编码的文件名',
    Buffer.from('一'),
    "attachment; filename*=UTF-8''%E5%8F%B0%E8%B4%A6.xlsx",
    { fileName: '台账.xlsx', mediaType: 'application/octet-stream' },
  ],
  ['带路径的文件名', Buffer.from('一'), 'attachment; filename="../../etc/passwd"', { fileName: 'passwd' }],
])('%s', async (_name, data, disposition, expected) => {
  answer = sends(sealMedia(data, MEDIA_KEY), disposition);
  expect(await fetched()).toMatchObject({ ...expected, data });
});

test('the address is asked for as it is, once', async () => {
  const asked: string[] = [];
  answer = (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    sends(sealMedia(PICTURE, MEDIA_KEY))(request, response);
  };
  await fetched();
  expect(asked).toEqual([`GET ${PATH}`]);
});

const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(code, headers).end('no');

describe('what cannot be had', () => {
  test.each<[string, RequestListener, string]>([
    ['已过五分钟', status(403), 'gone'],
    ['不存在', status(404), 'gone'],
    ['服务器故障', status(502), 'not_now'],
    ['转去别处', status(302, { location: 'http://127.0.0.1:1/' }), 'gone'],
    ['连接被断', (request) => void request.socket.destroy(), 'not_now'],
    ['密文不完整', sends(sealMedia(PICTURE, MEDIA_KEY).subarray(0, -16)), 'gone'],
    ['根本不是密文', sends(Buffer.from('{"errcode":40007}')), 'gone'],
    [
      '传了一半就断',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '64' });
        response.write(Buffer.alloc(32), () => response.socket?.destroy());
      },
      'not_now',
    ],
  ])('%s', async (_name, listener, failed) => {
    answer = listener;
    expect(await fetched()).toEqual({ failed });
    expect(log.text()).not.toContain('secret-of-the-address');
    expect(log.text()).not.toContain(KEY);
  });

  test('no key that fits', async () => {
    answer = sends(sealMedia(PICTURE, MEDIA_KEY));
    expect(await fetched({ aesKey: '密钥' })).toEqual({ failed: 'gone' });
  });

  test('no address of the web', async () => {
    expect(await fetched({ url: 'file:///etc/passwd' })).toEqual({ failed: 'gone' });
    expect(await fetched({ url: 'data:text/plain,x' })).toEqual({ failed: 'gone' });
    expect(await fetched({ url: 'http://' })).toEqual({ failed: 'not_now' });
  });

  test('too large: the download ends there', async () => {
    let isCut = false;
    answer = (_request, response) => {
      response.on('close', () => void (isCut = !response.writableFinished));
      const more = (): void =>
        void response.write(Buffer.alloc(64 * 1024), () => isCut || setImmediate(more));
      more();
    };
    expect(await fetched({ maxBytes: 1024 * 1024 })).toEqual({ failed: 'too_large' });
    await expect.poll(() => isCut).toBe(true);
  });

  test('silence', async () => {
    answer = () => {};
    expect(await fetched({ timeoutMs: 50 })).toEqual({ failed: 'not_now' });
  });
});
