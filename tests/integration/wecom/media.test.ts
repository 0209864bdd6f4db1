import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startDouble, type Double, type Reaction, type SeenCall } from './double.ts';
import { rig, type Rig } from './rig.ts';

const GET = '/cgi-bin/media/get';
const UPLOAD = '/cgi-bin/media/upload';
const MIB = 1024 * 1024;

let double: Double;
let bot: Rig;

beforeEach(async () => {
  double = await startDouble();
  bot = rig(double.url);
});
afterEach(() => double.close());

const file = (bytes: Buffer, headers: Record<string, string> = {}): Reaction => ({
  bytes,
  headers: { 'content-type': 'image/jpeg', ...headers },
});
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');
const refused = (errcode: number): Reaction => ({ json: { errcode, errmsg: 'no' } });

/** A header as WeCom writes it: UTF-8, byte by byte. */
const named = (name: string): Record<string, string> => ({
  'content-disposition': Buffer.from(`attachment; filename="${name}"`).toString('latin1'),
});

describe('fetching', () => {
  test.each<[string, Reaction, object]>([
    [
      '有名字的图片',
      file(JPEG, named('现场照片.jpg')),
      { fileName: '现场照片.jpg', mediaType: 'image/jpeg' },
    ],
    ['没有名字的图片', file(JPEG), { fileName: 'media.jpg' }],
    [
      '名字和类型都没有说清',
      file(Buffer.from('x'), { 'content-type': 'application/octet-stream' }),
      { fileName: 'media.bin', mediaType: 'application/octet-stream' },
    ],
    ['类型带参数', file(JPEG, { 'content-type': 'IMAGE/JPEG; charset=binary' }), { mediaType: 'IMAGE/JPEG' }],
    [
      '本身就是 JSON 的文件',
      file(Buffer.from('{"errcode":40007}'), { 'content-type': 'application/json', ...named('台账.json') }),
      { fileName: '台账.json', data: Buffer.from('{"errcode":40007}') },
    ],
    ['编号不对', refused(40007), { failed: 'gone' }],
    ['超过三天', refused(40145), { failed: 'gone' }],
    ['没见过的码', refused(987654), { failed: 'gone' }],
    ['繁忙', refused(-1), { failed: 'not_now' }],
    ['太频繁', refused(45033), { failed: 'not_now' }],
    ['IP 不可信', refused(60020), { failed: 'not_now' }],
    ['切断', 'cut', { failed: 'not_now' }],
    ['下到一半切断', 'cut_in_answer', { failed: 'not_now' }],
    ['网关 502', { html: '<h1>Bad Gateway</h1>', status: 502 }, { failed: 'not_now' }],
    ['要登录上网', { html: '<p>请登录</p>', status: 200 }, { failed: 'not_now' }],
    [
      '错误写成纯文本',
      file(Buffer.from('{"errcode":40007}'), { 'content-type': 'text/plain' }),
      { failed: 'gone' },
    ],
  ])('%s', async (_name, reaction, outcome) => {
    double.next(GET, reaction);
    expect(await bot.media.fetch('m-1')).toMatchObject(outcome);
    expect(double.callsOf(GET)).toMatchObject([{ query: { media_id: 'm-1' }, range: '' }]);
  });

  test('an expired token is renewed, and the file is there', async () => {
    double.next(GET, refused(42001), file(JPEG));
    expect(await bot.media.fetch('m-1')).toMatchObject({ data: JPEG });
  });
});

describe('larger than 20 MB', () => {
  const whole = Buffer.alloc(40 * MIB, 'duban');

  /** As WeCom serves it: only part by part. */
  const parts = ({ range }: SeenCall): Reaction => {
    const [, from = 0, to = 0] = (/^bytes=(\d+)-(\d+)$/.exec(range) ?? []).map(Number);
    if (range === '') return refused(830002);
    const last = Math.min(to, whole.length - 1);
    return {
      status: 206,
      bytes: whole.subarray(from, last + 1),
      headers: {
        'content-type': 'video/mp4',
        'content-range': `bytes ${from}-${last}/${whole.length}`,
        ...named('现场.mp4'),
      },
    };
  };

  test('in parts of less than 20 MB that begin at multiples of 16', async () => {
    double.next(GET, parts, parts, parts, parts);
    const fetched = await bot.media.fetch('m-1');
    expect(fetched).toMatchObject({ fileName: '现场.mp4', mediaType: 'video/mp4' });
    expect('data' in fetched && fetched.data.equals(whole)).toBe(true);
    expect(double.callsOf(GET).map(({ range }) => range)).toEqual([
      '',
      'bytes=0-16777215',
      'bytes=16777216-33554431',
      'bytes=33554432-50331647',
    ]);
  });

  test('a part that fails', async () => {
    double.next(GET, parts, parts, refused(40007));
    expect(await bot.media.fetch('m-1')).toEqual({ failed: 'gone' });
  });

  test('a server that knows no parts gives all of it', async () => {
    double.next(GET, refused(830002), file(JPEG));
    expect(await bot.media.fetch('m-1')).toMatchObject({ data: JPEG });
    expect(double.callsOf(GET)).toHaveLength(2);
  });

  test('over 100 MB is left alone', async () => {
    double.next(GET, refused(830002), {
      status: 206,
      bytes: JPEG,
      headers: { 'content-type': 'video/mp4', 'content-range': `bytes 0-16777215/${101 * MIB}` },
    });
    expect(await bot.media.fetch('m-1')).toEqual({ failed: 'too_large' });
    expect(double.callsOf(GET)).toHaveLength(2);
  });

  test('over 100 MB although nobody said so: stopped on the way', async () => {
    double.next(GET, file(Buffer.alloc(101 * MIB)));
    expect(await bot.media.fetch('m-1')).toEqual({ failed: 'too_large' });
  });
});

describe('uploading', () => {
  const report = { fileName: '整改"报告"\r\n.docx', data: Buffer.from('PK\u0003\u0004 bytes') };

  test('with its length, and its name in plain UTF-8', async () => {
    double.next(UPLOAD, { json: { errcode: 0, media_id: 'm-9', created_at: '1773968400' } });
    expect(await bot.media.upload('file', report)).toEqual({ status: 'uploaded', mediaId: 'm-9' });
    const [call] = double.callsOf(UPLOAD);
    expect(call?.query).toMatchObject({ type: 'file' });
    expect(call?.contentType).toMatch(/^multipart\/form-data; boundary=\S+$/);
    expect(call?.body).toContain('name="media"; filename="整改”报告”.docx"; filelength=10\r\n');
    expect(call?.body).toContain('PK\u0003\u0004 bytes\r\n--');
  });

  test.each<[string, Reaction, object]>([
    ['太大', refused(45001), { status: 'rejected', code: 45001, fault: 'message' }],
    ['没有给编号', { json: { errcode: 0 } }, { status: 'ambiguous' }],
    ['切断', 'cut', { status: 'ambiguous' }],
  ])('%s', async (_name, reaction, outcome) => {
    double.next(UPLOAD, reaction);
    expect(await bot.media.upload('file', report)).toMatchObject(outcome);
  });
});
