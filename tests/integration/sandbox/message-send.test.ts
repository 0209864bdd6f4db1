import { describe, expect, test } from 'vitest';
import { isSpent, windowsOf } from '../../../src/sandbox/world/limits.ts';
import { cardTo, textNotice, textTo } from './a-message.ts';
import { aCorp, AGENT_ID, aSandbox, HOUR, MINUTE, PNG, upload } from './a-sandbox.ts';
import type { Json } from './a-sandbox.ts';

const app = (msgtype: string, payload: unknown, more: Json = {}): Json => ({
  touser: 'lisi',
  agentid: AGENT_ID,
  msgtype,
  [msgtype]: payload,
  ...more,
});

const article = { title: '第九周专报', url: 'https://h5.example.cn/w9' };
const list = (count: number, entry: string): string =>
  Array.from({ length: count }, (_, index) => entry + index).join('|');

describe('message/send 拒绝什么', () => {
  test.each<[string, unknown, number]>([
    ['不是 JSON', '{"touser":', 40058],
    ['JSON 不是对象', '[1]', 40058],
    ['没有 agentid', { ...textTo('lisi', '在吗'), agentid: undefined }, 41011],
    ['agentid 是文字', textTo('lisi', '在吗', { agentid: String(AGENT_ID) }), 40056],
    ['agentid 是别的应用', textTo('lisi', '在吗', { agentid: 1000009 }), 301002],
    ['没有收件人', { ...textTo('', '在吗') }, 82001],
    ['收件人是数组', textTo('lisi', '在吗', { touser: ['lisi'] }), 40031],
    ['1001 人', textTo(list(1001, 'u'), '在吗'), 40032],
    ['101 个部门', textTo('', '在吗', { toparty: list(101, '') }), 82002],
    ['101 个标签', textTo('', '在吗', { totag: list(101, '') }), 82003],
    ['全都不认识', textTo('nobody', '在吗', { toparty: '99', totag: '5' }), 81013],
    ['没有这种消息', app('taskcard', {}), 40008],
    ['消息类型取自对象原型', app('constructor', {}), 40008],
    ['没有内容对象', textTo('lisi', '', { text: undefined }), 40058],
    ['内容为空', textTo('lisi', ''), 44004],
    ['markdown 为空', app('markdown', { content: '' }), 44004],
    ['markdown 2049 字节', app('markdown', { content: 'a'.repeat(2049) }), 45002],
    ['markdown 683 个汉字是 2049 字节', app('markdown', { content: '整'.repeat(683) }), 45002],
    ['图片没有 media_id', app('image', {}), 41006],
    ['media_id 不存在', app('file', { media_id: 'x' }), 40007],
    ['文本卡片没有标题', app('textcard', { description: 'd', url: 'https://a.cn' }), 41016],
    ['文本卡片没有描述', app('textcard', { title: 't', url: 'https://a.cn' }), 41033],
    ['文本卡片没有链接', app('textcard', { title: 't', description: 'd' }), 41010],
    ['链接没有协议', app('textcard', { title: 't', description: 'd', url: 'a.cn/x' }), 45034],
    [
      '链接 2049 字节',
      app('textcard', { title: 't', description: 'd', url: `https:${'a'.repeat(2043)}` }),
      40058,
    ],
    ['图文没有文章', app('news', { articles: [] }), 45008],
    ['图文九篇', app('news', { articles: Array.from({ length: 9 }, () => article) }), 45008],
    ['文章没有链接', app('news', { articles: [{ title: 't' }] }), 41010],
    ['图文不能保密', app('news', { articles: [article] }, { safe: 1 }), 40074],
    ['safe 是 3', textTo('lisi', '在吗', { safe: 3 }), 40058],
    ['查重间隔超过四小时', textTo('lisi', '在吗', { duplicate_check_interval: 14_401 }), 40058],
  ])('%s → %i', async (_case, body, errcode) => {
    const { api, chat } = await aSandbox();
    expect((await api('message/send', body)).errcode).toBe(errcode);
    expect(await chat('people/lisi')).toEqual([]);
  });
});

describe('message/send 送到谁', () => {
  test.each([
    ['userid 不分大小写', { touser: 'zhangsan|LISI' }, ['ZhangSan', 'lisi'], {}],
    ['重复的只发一次', { touser: 'lisi|lisi' }, ['lisi'], {}],
    ['所有人', { touser: '@all', toparty: '99' }, ['ZhangSan', 'lisi', 'wangwu'], { invalidparty: '' }],
    ['部门连同下级', { toparty: '2' }, ['ZhangSan', 'lisi'], {}],
    [
      '坏的小写列出，好的照发',
      { touser: 'NoBody|lisi|Gone', toparty: '3|99', totag: '7' },
      ['ZhangSan', 'lisi'],
      { invaliduser: 'nobody|gone', invalidparty: '99', invalidtag: '7' },
    ],
  ])('%s', async (_case, to, reached, invalid) => {
    const { api, chat } = await aSandbox();
    const answer = await api('message/send', { ...textTo('', '请今日反馈'), ...to });
    expect(answer).toMatchObject({ errcode: 0, msgid: expect.stringMatching(/.{20}/), ...invalid });
    const counts = await Promise.all(
      aCorp().people.map(async ({ userid }) => ((await chat(`people/${userid}`)).length > 0 ? [userid] : [])),
    );
    expect(counts.flat()).toEqual(reached);
  });
});

describe('message/send 显示成什么', () => {
  test('照原样，连同来处', async () => {
    const { api, chat, clock, calls } = await aSandbox();
    await api('message/send', textTo('lisi', '第 12 项请今日反馈'));
    const [call] = await calls('path=/cgi-bin/message/*');
    expect(await chat('people/lisi')).toEqual([
      {
        seq: 1,
        at: clock.now().toISOString(),
        direction: 'out',
        sender: { id: String(AGENT_ID), name: '督办助手' },
        msgtype: 'text',
        payload: { content: '第 12 项请今日反馈' },
        callSeq: call?.seq,
        api: '/cgi-bin/message/send',
        recalled: false,
        card: null,
      },
    ]);
  });

  test.each([
    ['正好 2048 字节', 'a'.repeat(2048), 'a'.repeat(2048)],
    ['2049 字节截成 2048', 'a'.repeat(2049), 'a'.repeat(2048)],
    ['683 个汉字截成 682 个，不切半个字', '整'.repeat(683), '整'.repeat(682)],
  ])('文本%s', async (_case, content, shown) => {
    const { api, chat } = await aSandbox();
    await api('message/send', textTo('lisi', content));
    expect((await chat('people/lisi'))[0]?.['payload'].content).toBe(shown);
  });

  test('文本卡片的标题按字截到 128', async () => {
    const { api, chat } = await aSandbox();
    const body = app('textcard', { title: '整'.repeat(200), description: 'd', url: 'https://a.cn' });
    await api('message/send', body);
    expect((await chat('people/lisi'))[0]?.['payload'].title).toBe('整'.repeat(128));
  });

  test.each([
    ['image', PNG],
    ['file', Buffer.from('台账内容')],
    ['voice', Buffer.from('#!AMR\nabc')],
    ['video', Buffer.from('0000ftypisom')],
  ])('上传后发送 %s；拿去当别的类型 → 40007；三天后 → 40007', async (type, bytes) => {
    const sandbox = await aSandbox();
    const { media_id } = await upload(sandbox, type, bytes);
    const other = type === 'file' ? 'image' : 'file';
    expect((await sandbox.api('message/send', app(type, { media_id }))).errcode).toBe(0);
    expect((await sandbox.api('message/send', app(other, { media_id }))).errcode).toBe(40007);
    sandbox.clock.pass(72 * HOUR);
    expect((await sandbox.api('message/send', app(type, { media_id }))).errcode).toBe(40007);
  });
});

describe('查重', () => {
  const once = textTo('lisi', '第 12 项请今日反馈', { enable_duplicate_check: 1 });

  test.each([
    ['默认半小时内', once, 30 * MINUTE - 1, 1],
    ['默认半小时整', once, 30 * MINUTE, 2],
    ['自定十秒内', { ...once, duplicate_check_interval: 10 }, 9_999, 1],
    ['自定十秒整', { ...once, duplicate_check_interval: 10 }, 10_000, 2],
    ['没有开查重', textTo('lisi', '第 12 项请今日反馈'), 0, 2],
  ])('同样的字节，%s', async (_case, body, passed, shown) => {
    const { api, chat, clock } = await aSandbox();
    const first = await api('message/send', body);
    clock.pass(passed);
    const second = await api('message/send', body);
    expect(second.errcode).toBe(0);
    expect(second.msgid === first.msgid).toBe(shown === 1);
    expect(await chat('people/lisi')).toHaveLength(shown);
  });

  test('只差一个空格就是另一条', async () => {
    const { api, chat } = await aSandbox();
    await api('message/send', JSON.stringify(once));
    await api('message/send', `${JSON.stringify(once)} `);
    expect(await chat('people/lisi')).toHaveLength(2);
  });

  test('重发卡片得到同样的应答，而不是 task_id 重复', async () => {
    const { api, chat } = await aSandbox();
    const body = cardTo('lisi', textNotice({ task_id: 'w9' }), { enable_duplicate_check: 1 });
    const first = await api('message/send', body);
    expect(await api('message/send', body)).toEqual(first);
    expect(await chat('people/lisi')).toHaveLength(1);
  });
});

describe('每人的频率', () => {
  test('一分钟第 31 条无声丢弃，只有调用记录知道；过一分钟又能收到', async () => {
    const { api, chat, clock, calls } = await aSandbox();
    for (let n = 1; n <= 30; n += 1) await api('message/send', textTo('lisi', `第 ${n} 条`));
    const answer = await api('message/send', textTo('lisi|wangwu', '第 31 条'));
    expect(answer).toMatchObject({ errcode: 0, invaliduser: '' });
    expect(await chat('people/lisi')).toHaveLength(30);
    expect(await chat('people/wangwu')).toHaveLength(1);
    const seen = await calls('path=/cgi-bin/message/send');
    expect(seen.slice(-2).map((call) => call.dropped)).toEqual([[], ['lisi']]);
    clock.pass(MINUTE);
    await api('message/send', textTo('lisi', '下一分钟'));
    expect(await chat('people/lisi')).toHaveLength(31);
  });

  test.each([
    ['一小时内已有 999 条', 999, HOUR - 1, false],
    ['一小时内已有 1000 条', 1000, HOUR - 1, true],
    ['1000 条里最早的刚满一小时', 1000, HOUR, false],
  ])('%s', (_case, count, nowMs, spent) => {
    const everyFewSeconds = Array.from({ length: count }, (_, index) => index * 3500);
    expect(isSpent(everyFewSeconds, windowsOf('member', aCorp(), new Map()), nowMs)).toBe(spent);
  });
});

describe('message/recall', () => {
  test.each([
    ['24 小时内', 24 * HOUR - 1, 0, true],
    ['满 24 小时', 24 * HOUR, 42052, false],
  ])('%s', async (_case, passed, errcode, recalled) => {
    const { api, chat, clock, control } = await aSandbox();
    const { msgid } = await api('message/send', textTo('lisi|wangwu', '发错了'));
    clock.pass(passed);
    expect((await api('message/recall', { msgid })).errcode).toBe(errcode);
    expect((await chat('people/lisi'))[0]?.['recalled']).toBe(recalled);
    const { body } = await control('GET', '/people/wangwu/messages');
    expect(body).toMatchObject({ changed: recalled ? 1 : 0, messages: [{ recalled }] });
  });

  test('不是自己发的 → 40058', async () => {
    const { api } = await aSandbox();
    expect((await api('message/recall', { msgid: 'x' })).errcode).toBe(40058);
  });
});
