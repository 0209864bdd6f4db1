import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FetchedMedia, InboundContent, MediaSource } from '../../../src/app/channel.ts';
import { addTask, inShort, openMailroom, type Mailroom, type Said } from './a-mailroom.ts';

let room: Mailroom;
beforeEach(async () => {
  room = await openMailroom();
});
afterEach(() => room.close());

const source = (mediaId: string): MediaSource => ({ from: 'app', mediaId });
const aFile = (fileName: string, data = '内容'): FetchedMedia => ({
  fileName,
  mediaType: 'application/octet-stream',
  data: Buffer.from(data),
});
const media = (kind: 'image' | 'voice' | 'video' | 'file', id: string): InboundContent => ({
  type: 'media',
  media: kind,
  source: source(id),
});

const notices = (said: readonly Said[]) => said.map(({ notice }) => notice);
const kept = () => room.rows(`select no, media, "fileName", bytes, sha256 from "InboundMedia" order by no`);

describe('图片、语音、视频、文件', () => {
  test.each([
    ['图片', 'image', { kind: 'media_kept', media: 'image', count: 1 }],
    ['视频', 'video', { kind: 'media_kept', media: 'video', count: 1 }],
    ['文件', 'file', { kind: 'media_kept', media: 'file', count: 1 }],
    ['没有转写的语音：留下，并说明听不懂', 'voice', { kind: 'cannot_read', what: 'voice' }],
  ] as const)('%s当即取回留存', async (_, kind, notice) => {
    room.wecom.media.set('m-1', aFile('现场.dat', '12345'));
    expect(notices(await room.write('luhaiping', media(kind, 'm-1')))).toEqual([notice]);
    expect(await kept()).toMatchObject([{ no: 1, media: kind, fileName: '现场.dat', bytes: 5 }]);
  });

  test('留下的就是收到的', async () => {
    room.wecom.media.set('m-1', aFile('验收单.pdf', '验收合格'));
    await room.write('luhaiping', media('file', 'm-1'));
    const [{ sha256 }] = (await kept()) as [{ sha256: string }];
    const file = path.join(room.mediaDir, sha256.slice(0, 2), sha256);
    expect(await readFile(file, 'utf8')).toBe('验收合格');
  });

  test.each(['gone', 'too_large'] as const)('取不到（%s）：说明白', async (failed) => {
    room.wecom.media.set('m-1', { failed });
    expect(notices(await room.write('luhaiping', media('image', 'm-1')))).toEqual([
      { kind: 'media_not_kept', why: failed },
    ]);
  });

  test('一时取不到：再试两次；还不行才说', async () => {
    room.wecom.media.set('m-1', { failed: 'not_now' });
    await expect(room.write('luhaiping', media('image', 'm-1'))).rejects.toMatchObject({
      code: 'wecom_unreachable',
    });
    await expect(room.again()).rejects.toMatchObject({ code: 'wecom_unreachable' });
    expect(notices(await room.again())).toEqual([{ kind: 'media_not_kept', why: 'not_now' }]);
    expect(await room.again()).toEqual([]);
  });

  test('一时取不到，后来取到了', async () => {
    room.wecom.media.set('m-1', { failed: 'not_now' });
    await expect(room.write('luhaiping', media('image', 'm-1'))).rejects.toThrow('fetched now');
    room.wecom.media.set('m-1', aFile('现场.jpg'));
    expect(notices(await room.again())).toEqual([{ kind: 'media_kept', media: 'image', count: 1 }]);
  });

  test('图文混排：文字照常办理，图片留作佐证；已取回的不再取', async () => {
    room.wecom.media.set('m-1', aFile('一.jpg'));
    room.wecom.media.set('m-2', { failed: 'not_now' });
    const mixed: InboundContent = {
      type: 'text',
      text: '1正在推进，已核对两处排口',
      pictures: [source('m-1'), source('m-2')],
    };
    await expect(room.write('luhaiping', mixed)).rejects.toThrow('fetched now');
    room.wecom.media.set('m-2', aFile('二.jpg', '另一处'));
    expect(notices(await room.again())).toMatchObject([
      {
        kind: 'receipt',
        recorded: [{ code: '1' }],
        evidence: [
          { code: '1', fileName: '一.jpg' },
          { code: '1', fileName: '二.jpg' },
        ],
      },
    ]);
    expect(room.wecom.fetched).toEqual(['m-1', 'm-2', 'm-2']);
  });

  test('只有图片没有字', async () => {
    room.wecom.media.set('m-1', aFile('一.jpg'));
    const mixed: InboundContent = { type: 'text', text: ' ', pictures: [source('m-1')] };
    expect(notices(await room.write('luhaiping', mixed))).toEqual([
      { kind: 'media_kept', media: 'image', count: 1 },
    ]);
  });

  test('文件名带密级：不留存', async () => {
    room.wecom.media.set('m-1', aFile('【机密】线索清单.docx'));
    expect(notices(await room.write('luhaiping', media('file', 'm-1')))).toEqual([
      { kind: 'secret_refused' },
    ]);
    expect(await kept()).toEqual([]);
  });

  test('生人发来的不取', async () => {
    room.wecom.media.set('m-1', aFile('一.jpg'));
    expect(inShort(await room.write('wo-x', media('image', 'm-1')))).toEqual([
      'robot person wo-x ← binding_asked (robot)',
    ]);
    expect(room.wecom.fetched).toEqual([]);
  });
});

describe('引用', () => {
  /** A second and a third task of the same owner: "已完成" alone does not say which. */
  beforeEach(async () => {
    for (const no of [2, 12]) await addTask(room, no);
  });

  test.each([
    ['我们的提醒里只有一项是他的', '本周整改任务待报：12号 临期，6月30日到期', ['12']],
    ['回执', '已记录：2 正在推进：已核对。', ['2']],
    ['两项都在：问哪一项', '1号 核对苇塘河排口；2号 修订办法', []],
    ['一项也没有：问哪一项', '您好，请问有什么可以帮您', []],
    ['日期和时间不算编号', '2026-06-12 10:02 收到', []],
  ])('%s', async (_, quoted, codes) => {
    const [said] = await room.write('luhaiping', { type: 'text', text: '正在推进，材料已收齐', quoted });
    const recorded = said?.notice.kind === 'receipt' ? said.notice.recorded.map(({ code }) => code) : [];
    expect(recorded).toEqual(codes);
  });

  test('自己写了编号，就以他写的为准', async () => {
    const [said] = await room.write('luhaiping', {
      type: 'text',
      text: '2正在推进，材料已收齐',
      quoted: '12号 临期',
    });
    expect(said?.notice).toMatchObject({ recorded: [{ code: '2' }] });
  });
});

const menu = (key: string): InboundContent => ({ type: 'menu', key });

describe('菜单', () => {
  test.each([
    ['我的任务', 'my_tasks', 'my_tasks'],
    ['帮助', 'help', 'help'],
    ['逾期，对责任人就是他自己的任务', 'overdue', 'my_tasks'],
    ['没有的菜单', 'nothing', 'cannot_read'],
  ])('%s', async (_, key, kind) => {
    const said = await room.write('luhaiping', menu(key), { channel: 'app', replyTo: null });
    expect(inShort(said)).toEqual([`person luhaiping ← ${kind} (app)`]);
  });

  test('逾期，对整改办是全部逾期', async () => {
    await room.rows(`update "Person" set roles = '{manager}'`);
    expect(notices(await room.write('luhaiping', menu('overdue')))).toMatchObject([{ kind: 'overdue' }]);
  });
});

describe('应用的事件', () => {
  const fromWecom = { channel: 'app', replyTo: null } as const;

  test.each(['subscribe', 'unsubscribe'] as const)('%s：通讯录随即同步，不论认不认得', async (type) => {
    await room.write('luhaiping', { type }, fromWecom);
    await room.write('newcomer', { type }, fromWecom);
    expect(room.jobs.filter(({ name }) => name === 'sync-contacts')).toHaveLength(2);
  });

  test.each(['inactive_alert', 'low_active_alert', 'close_inactive_agent'])(
    '%s：告诉管理员，一天一次',
    async (name) => {
      await room.rows(`update "Person" set roles = '{administrator}'`);
      const event: InboundContent = { type: 'event', name };
      expect(await room.write('sys', event, fromWecom)).toMatchObject([
        { kind: 'administrator', notice: { warning: { what: 'app_inactive', event: name } } },
      ]);
      expect(await room.write('sys', event, fromWecom)).toEqual([]);
    },
  );

  test('其他事件只留下记录', async () => {
    expect(await room.write('sys', { type: 'event', name: 'switch_workbench_mode' }, fromWecom)).toEqual([]);
  });
});

test('一次来信有几条答复：只有第一条答在原处', async () => {
  room.wecom.media.set('m-1', aFile('一.jpg'));
  const mixed: InboundContent = { type: 'text', text: '我的任务', pictures: [source('m-1')] };
  const said = await room.write('luhaiping', mixed);
  expect(said.map(({ replyTo, via }) => [replyTo, via])).toEqual([
    ['req-1', 'robot'],
    [null, 'robot'],
  ]);
});
