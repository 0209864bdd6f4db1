import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { buttonCard, newsNotice, textNotice, textTo, voteCard } from './a-message.ts';
import { aSandbox, MINUTE, PNG, WEBHOOK_KEY } from './a-sandbox.ts';
import type { Json, TestSandbox } from './a-sandbox.ts';

const chatid = 'db18x001';
const group = (changes: Json = {}): Json => ({
  name: '整改工作群',
  owner: 'lisi',
  userlist: ['lisi', 'zhangsan'],
  chatid,
  ...changes,
});
const say = (changes: Json = {}): Json => ({
  chatid,
  msgtype: 'text',
  text: { content: '本周专报' },
  ...changes,
});

describe('appchat', () => {
  test('建群、查群、改群、发消息', async () => {
    const { api, chat, control } = await aSandbox();
    expect(await api('appchat/create', group())).toEqual({ errcode: 0, errmsg: 'ok', chatid });
    expect(await api('appchat/get', undefined, { chatid })).toMatchObject({
      chat_info: { chatid, name: '整改工作群', owner: 'lisi', userlist: ['lisi', 'ZhangSan'], chat_type: 0 },
    });
    const change = {
      chatid,
      name: '整改群',
      owner: 'wangwu',
      add_user_list: ['wangwu'],
      del_user_list: ['lisi'],
    };
    expect((await api('appchat/update', change)).errcode).toBe(0);
    expect(
      await api('appchat/send', say({ text: { content: '本周专报', mentioned_list: ['@all'] } })),
    ).toEqual({
      errcode: 0,
      errmsg: 'ok',
    });
    expect(await chat(`groups/${chatid}`)).toMatchObject([
      {
        direction: 'out',
        sender: { name: '督办助手' },
        payload: { content: '本周专报' },
        api: '/cgi-bin/appchat/send',
      },
    ]);
    expect((await control('GET', '/groups')).body).toMatchObject([
      { id: 'lingdao', kind: 'webhook', last: 0 },
      {
        id: chatid,
        kind: 'appchat',
        name: '整改群',
        last: 1,
        members: [{ name: '张三' }, { userid: 'wangwu' }],
      },
    ]);
  });

  test('不给 chatid 就生成一个，群名截到 50 字，不给群主就用第一个人', async () => {
    const { api } = await aSandbox();
    const created = await api('appchat/create', { name: '整'.repeat(60), userlist: ['wangwu', 'lisi'] });
    expect(created.chatid).toMatch(/^[0-9a-zA-Z]{1,32}$/);
    const { chat_info: info } = await api('appchat/get', undefined, { chatid: created.chatid });
    expect(info).toMatchObject({ name: '整'.repeat(50), owner: 'wangwu' });
  });

  test.each<[string, Json, number]>([
    ['chatid 有连字符', { chatid: 'db-18' }, 86001],
    ['chatid 33 字', { chatid: 'a'.repeat(33) }, 86205],
    ['chatid 已存在', { chatid: 'taken' }, 86215],
    ['chatid 是别人的群', { chatid: 'lingdao' }, 86215],
    ['只有一个人', { userlist: ['lisi'] }, 86006],
    ['同一个人写两遍', { userlist: ['lisi', 'LISI'] }, 86006],
    ['有不认识的人', { userlist: ['lisi', 'wangwu', 'nobody'] }, 86216],
    ['群主不存在', { owner: 'nobody' }, 86005],
    ['群主不在群里', { owner: 'wangwu' }, 86207],
  ])('建群：%s → %i', async (_case, changes, errcode) => {
    const { api } = await aSandbox();
    await api('appchat/create', group({ chatid: 'taken' }));
    expect((await api('appchat/create', group(changes))).errcode).toBe(errcode);
  });

  test.each<[string, Json, number]>([
    ['群主被移出又没换', { del_user_list: ['lisi'], add_user_list: ['wangwu'] }, 86207],
    ['只剩一个人', { del_user_list: ['zhangsan'] }, 86006],
    ['加不认识的人', { add_user_list: ['nobody'] }, 86216],
    ['没有这个群', { chatid: 'gone' }, 40050],
  ])('改群：%s → %i，群没变', async (_case, changes, errcode) => {
    const { api } = await aSandbox();
    await api('appchat/create', group());
    expect((await api('appchat/update', { chatid, ...changes })).errcode).toBe(errcode);
    const { chat_info: info } = await api('appchat/get', undefined, { chatid });
    expect(info.userlist).toEqual(['lisi', 'ZhangSan']);
  });

  test.each<[string, Json, number]>([
    ['没有 chatid', { chatid: undefined }, 86003],
    ['没有这个群', { chatid: 'gone' }, 40050],
    ['不是应用建的群', { chatid: 'lingdao' }, 86008],
    ['模板卡片', { msgtype: 'template_card', template_card: textNotice() }, 40008],
    ['内容为空', { text: { content: '' } }, 44004],
    ['markdown 2049 字节', { msgtype: 'markdown', markdown: { content: 'a'.repeat(2049) } }, 45002],
    ['提醒名单不是列表', { text: { content: '好', mentioned_list: 'lisi' } }, 40058],
  ])('发到群：%s → %i', async (_case, changes, errcode) => {
    const { api, chat } = await aSandbox();
    await api('appchat/create', group());
    expect((await api('appchat/send', say(changes))).errcode).toBe(errcode);
    expect(await chat(`groups/${chatid}`)).toEqual([]);
  });

  test('群文本截到 2048 字节，文本卡片标题按字节截到 128', async () => {
    const { api, chat } = await aSandbox();
    await api('appchat/create', group());
    await api('appchat/send', say({ text: { content: 'a'.repeat(3000) } }));
    const textcard = { title: '整'.repeat(60), description: 'd', url: 'https://a.cn' };
    await api('appchat/send', say({ msgtype: 'textcard', textcard }));
    const shown = (await chat(`groups/${chatid}`)).map((message) => message.payload);
    expect(shown).toMatchObject([{ content: 'a'.repeat(2048) }, { title: '整'.repeat(42) }]);
  });
});

async function robot({ url }: TestSandbox, body: unknown, key = WEBHOOK_KEY): Promise<Json> {
  const answer = await fetch(`${url}/cgi-bin/webhook/send?key=${key}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return (await answer.json()) as Json;
}

const message = (msgtype: string, payload: Json): Json => ({ msgtype, [msgtype]: payload });
const picture = (bytes: Buffer, md5 = createHash('md5').update(bytes).digest('hex')): Json =>
  message('image', { base64: bytes.toString('base64'), md5 });

describe('群机器人', () => {
  test.each<[string, Json]>([
    [
      '文本带提醒',
      message('text', { content: '请看专报', mentioned_list: ['lisi', '@all'], mentioned_mobile_list: [] }),
    ],
    ['markdown 正好 4096 字节', message('markdown', { content: 'a'.repeat(4096) })],
    ['markdown_v2', message('markdown_v2', { content: '| 单位 | 逾期 |\n|---|---|\n| 城建办 | 1 |' })],
    ['图文', message('news', { articles: [{ title: '专报', url: 'https://a.cn' }] })],
    ['图片', picture(PNG)],
    ['文本通知卡片', message('template_card', textNotice())],
    ['图文展示卡片', message('template_card', newsNotice())],
  ])('%s', async (_case, body) => {
    const sandbox = await aSandbox();
    expect(await robot(sandbox, body)).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(await sandbox.chat('groups/lingdao')).toMatchObject([
      {
        direction: 'out',
        sender: { name: '群机器人' },
        api: '/cgi-bin/webhook/send',
        msgtype: body.msgtype,
      },
    ]);
  });

  test.each<[string, unknown, number]>([
    ['不是 JSON', '{', 40058],
    ['没有这种消息', message('video', { media_id: 'x' }), 40008],
    ['文本为空', message('text', { content: '' }), 44004],
    ['文本 2049 字节', message('text', { content: 'a'.repeat(2049) }), 45002],
    ['markdown 4097 字节', message('markdown', { content: 'a'.repeat(4097) }), 40058],
    ['markdown_v2 4097 字节', message('markdown_v2', { content: 'a'.repeat(4097) }), 40058],
    [
      '九篇图文',
      message('news', { articles: Array.from({ length: 9 }, () => ({ title: 't', url: 'https://a' })) }),
      45008,
    ],
    ['图片 md5 不对', picture(PNG, '0'), 301019],
    ['图片不是图片', picture(Buffer.from('hello!')), 40123],
    ['图片超过 2 MB', picture(Buffer.concat([PNG, Buffer.alloc(2 * 1024 * 1024)])), 40009],
    [
      '图片带 data: 前缀',
      message('image', { base64: `data:image/png;base64,${PNG.toString('base64')}`, md5: '' }),
      40058,
    ],
    ['按钮卡片', message('template_card', buttonCard()), 42031],
    ['投票卡片', message('template_card', voteCard()), 42031],
    ['卡片没有 card_action', message('template_card', textNotice({ card_action: undefined })), 42045],
    ['文件 media_id 不存在', message('file', { media_id: 'x' }), 40007],
  ])('%s → %i', async (_case, body, errcode) => {
    const sandbox = await aSandbox();
    expect((await robot(sandbox, body)).errcode).toBe(errcode);
    expect(await sandbox.chat('groups/lingdao')).toEqual([]);
  });

  test.each([
    ['不认识的 key', 'no-such-key'],
    [
      '把整个地址当 key',
      encodeURIComponent(`https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${WEBHOOK_KEY}`),
    ],
  ])('%s → 93000', async (_case, key) => {
    expect((await robot(await aSandbox(), message('text', { content: '好' }), key)).errcode).toBe(93000);
  });

  test('一分钟第 21 条 → 45009；满一分钟又能发', async () => {
    const sandbox = await aSandbox();
    for (let n = 1; n <= 20; n += 1) await robot(sandbox, message('text', { content: `第 ${n} 条` }));
    const next = message('text', { content: '第 21 条' });
    expect((await robot(sandbox, next)).errcode).toBe(45009);
    sandbox.clock.pass(MINUTE - 1);
    expect((await robot(sandbox, next)).errcode).toBe(45009);
    sandbox.clock.pass(1);
    expect((await robot(sandbox, next)).errcode).toBe(0);
    expect(await sandbox.chat('groups/lingdao')).toHaveLength(21);
  });

  test('机器人上传的文件只有它自己能发', async () => {
    const sandbox = await aSandbox();
    const form = new FormData();
    form.append('media', new Blob(['台账内容']), '台账.xlsx');
    const upload = `${sandbox.url}/cgi-bin/webhook/upload_media?key=${WEBHOOK_KEY}&type=file`;
    const { media_id } = (await (await fetch(upload, { method: 'POST', body: form })).json()) as Json;
    expect((await robot(sandbox, message('file', { media_id }))).errcode).toBe(0);
    const app = { ...textTo('lisi', ''), msgtype: 'file', file: { media_id } };
    expect((await sandbox.api('message/send', app)).errcode).toBe(40007);
  });
});
