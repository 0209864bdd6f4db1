import { describe, expect, test } from 'vitest';
import { aListener, field, passiveReply } from './a-listener.ts';
import { buttonCard, cardTo, multipleCard, textNotice, voteCard } from './a-message.ts';
import { apiUrl, aCorp, aSandbox, HOUR, PNG } from './a-sandbox.ts';
import type { Json } from './a-sandbox.ts';

const corp = aCorp();

describe('回调送达', () => {
  test('一句话：信封、签名、明文，以及自己这边的聊天记录', async () => {
    const bot = await aListener(corp);
    const { control, chat, clock } = await aSandbox({ callback: { url: `${bot.url}?from=wecom` } });
    const answer = await control('POST', '/people/zhangsan/text', { content: '12 已完成 ]]> & <b>' });
    expect(answer.body).toEqual({ callback: { status: 200, body: '', attempts: 1, error: null } });

    const [heard] = bot.heard;
    expect(heard?.query.get('from')).toBe('wecom');
    expect(heard?.envelope).toMatch(
      /^<xml><ToUserName><!\[CDATA\[ww5a1e0c7d92b84f36\]\]><\/ToUserName><AgentID><!\[CDATA\[1000002\]\]><\/AgentID><Encrypt>/,
    );
    expect(heard?.xml).toMatch(
      new RegExp(
        '^<xml><ToUserName><!\\[CDATA\\[ww5a1e0c7d92b84f36\\]\\]></ToUserName>' +
          '<FromUserName><!\\[CDATA\\[ZhangSan\\]\\]></FromUserName><CreateTime>1772413800</CreateTime>' +
          '<MsgType><!\\[CDATA\\[text\\]\\]></MsgType>' +
          '<Content><!\\[CDATA\\[12 已完成 \\]\\]\\]\\]><!\\[CDATA\\[> & <b>\\]\\]></Content>' +
          '<MsgId>\\d{19}</MsgId><AgentID>1000002</AgentID></xml>$',
      ),
    );
    expect(await chat('people/ZhangSan')).toMatchObject([
      {
        direction: 'in',
        at: clock.now().toISOString(),
        sender: { id: 'ZhangSan', name: '张三' },
        payload: { content: '12 已完成 ]]> & <b>' },
        callSeq: null,
        api: null,
      },
    ]);
  });

  test('MsgId 各不相同，当数字读会读错', async () => {
    const bot = await aListener(corp);
    const { control } = await aSandbox({ callback: bot });
    for (let n = 0; n < 5; n += 1) await control('POST', '/people/lisi/text', { content: '在办' });
    const ids = bot.heard.map(({ xml }) => BigInt(field(xml, 'MsgId')));
    expect(new Set(ids).size).toBe(5);
    expect(ids.every((id) => id > 2n ** 53n && id < 2n ** 63n)).toBe(true);
  });

  test.each([
    ['自带的小图', {}, 'png'],
    ['给定的图', { base64: PNG.toString('base64') }, 'png'],
    ['JPEG', { base64: Buffer.from('ffd8ffe000104a46', 'hex').toString('base64') }, 'jpeg'],
  ])('图片：%s，可按 MediaId 和 PicUrl 取', async (_case, body, kind) => {
    const bot = await aListener(corp);
    const sandbox = await aSandbox({ callback: bot });
    await sandbox.control('POST', '/people/lisi/image', body);
    const xml = bot.heard[0]?.xml ?? '';
    expect(field(xml, 'MsgType')).toBe('image');
    const query = {
      access_token: await sandbox.token(),
      media_id: field(xml, 'MediaId'),
    };
    for (const url of [apiUrl(sandbox.url, 'media/get', query), field(xml, 'PicUrl')]) {
      expect((await fetch(url)).headers.get('content-type')).toBe(`image/${kind}`);
    }
    expect(await sandbox.chat('people/lisi')).toMatchObject([
      { direction: 'in', msgtype: 'image', payload: { media_id: field(xml, 'MediaId') } },
    ]);
  });

  test.each([
    ['enter', 'enter_agent'],
    ['subscribe', 'subscribe'],
  ])('事件 %s，聊天里不多一条', async (act, event) => {
    const bot = await aListener(corp);
    const { control, chat } = await aSandbox({ callback: bot });
    await control('POST', `/people/lisi/${act}`, {});
    const xml = bot.heard[0]?.xml ?? '';
    expect([field(xml, 'MsgType'), field(xml, 'Event'), field(xml, 'EventKey')]).toEqual([
      'event',
      event,
      '',
    ]);
    expect(xml).not.toContain('MsgId');
    expect(await chat('people/lisi')).toEqual([]);
  });

  test.each([
    ['没有这个人', '/people/nobody/text', { content: '在' }, 404],
    ['空话', '/people/lisi/text', { content: '' }, 400],
    ['不是图片', '/people/lisi/image', { base64: Buffer.from('hello!').toString('base64') }, 400],
  ])('%s → %s %o → %i', async (_case, path, body, status) => {
    const { control } = await aSandbox();
    const answer = await control('POST', path, body);
    expect(answer).toMatchObject({ status, body: { error: expect.stringMatching(/[一-鿿]/) } });
  });
});

describe('五秒与重试', () => {
  test('前三次失败，第四次成功：四次明文相同，密文各异', async () => {
    const bot = await aListener(corp, (_heard, count) =>
      count === 1 ? { silent: true } : { status: count < 4 ? 500 : 200 },
    );
    const { control } = await aSandbox({ callback: bot, callbackTimeoutMs: 100, retryDelaysMs: [1, 1, 1] });
    const { body } = await control('POST', '/people/lisi/text', { content: '12 已完成' });
    expect(body.callback).toEqual({ status: 200, body: '', attempts: 4, error: null });
    expect(new Set(bot.heard.map(({ xml }) => xml)).size).toBe(1);
    expect(new Set(bot.heard.map(({ envelope }) => envelope)).size).toBe(4);
  });

  test.each([
    ['一直不应答', { silent: true } as const, null, '秒内没有应答'],
    ['一直 500', { status: 500 }, 500, '500'],
    ['201 也不算', { status: 201 }, 201, '201'],
  ])('%s：四次后放弃', async (_case, reply, status, error) => {
    const bot = await aListener(corp, () => reply);
    const { control } = await aSandbox({ callback: bot, callbackTimeoutMs: 50, retryDelaysMs: [1, 1, 1] });
    const { body } = await control('POST', '/people/lisi/text', { content: '12 已完成' });
    expect(body.callback).toMatchObject({ status, attempts: 4, error: expect.stringContaining(error) });
    expect(bot.heard).toHaveLength(4);
  });

  test('连不上', async () => {
    const { control } = await aSandbox({ retryDelaysMs: [1] });
    const { body } = await control('POST', '/people/lisi/text', { content: '在办' });
    expect(body.callback).toMatchObject({ status: null, attempts: 2, error: '连接失败：ECONNREFUSED' });
  });

  test('没有回调地址，后来才设', async () => {
    const bot = await aListener(corp);
    const { control, setCallback } = await aSandbox({ callback: null });
    const say = async (): Promise<unknown> =>
      (await control('POST', '/people/lisi/text', { content: '在办' })).body.callback;
    expect(await say()).toMatchObject({ status: null, attempts: 0, error: '没有设置回调地址' });
    setCallback(bot.url);
    expect(await say()).toMatchObject({ status: 200, attempts: 1 });
  });

  test('同一人的话按序送达，前一句重试完才送下一句；别人不必等', async () => {
    const bot = await aListener(corp, ({ xml }) => {
      const isFirstTry = bot.heard.filter((heard) => heard.xml === xml).length === 1;
      return { status: field(xml, 'Content') === '第一句' && isFirstTry ? 500 : 200 };
    });
    const { control } = await aSandbox({ callback: bot, retryDelaysMs: [60] });
    await Promise.all([
      control('POST', '/people/lisi/text', { content: '第一句' }),
      control('POST', '/people/wangwu/text', { content: '别人的话' }),
      new Promise((resolve) => setTimeout(resolve, 20)).then(() =>
        control('POST', '/people/lisi/text', { content: '第二句' }),
      ),
    ]);
    const said = bot.heard.map(({ xml }) => field(xml, 'Content'));
    expect(said.filter((content) => content !== '别人的话')).toEqual(['第一句', '第一句', '第二句']);
    expect(said.indexOf('别人的话')).toBeLessThan(2);
  });

  test('关沙箱时不等剩下的重试', async () => {
    const bot = await aListener(corp, () => ({ status: 500 }));
    const sandbox = await aSandbox({ callback: bot, retryDelaysMs: [60_000] });
    const cut = sandbox.control('POST', '/people/lisi/text', { content: '在办' }).catch(() => 'cut');
    await expect.poll(() => bot.heard.length).toBe(1);
    await sandbox.close();
    expect(await cut).toBe('cut');
    expect(bot.heard).toHaveLength(1);
  });
});

describe('点卡片', () => {
  test.each<[string, Json, Json, Json, string[]]>([
    ['按钮', buttonCard(), { key: 'ack' }, { EventKey: 'ack', CardType: 'button_interaction' }, []],
    [
      '按钮带下拉，没动就是第一项',
      buttonCard({ button_selection: { question_key: 'q', option_list: [{ id: 'a', text: '甲' }] } }),
      { key: 'ack' },
      { EventKey: 'ack' },
      [
        '<SelectedItem><QuestionKey><![CDATA[q]]></QuestionKey><OptionIds><OptionId><![CDATA[a]]></OptionId></OptionIds>',
      ],
    ],
    [
      '投票选两项',
      voteCard(),
      { key: 'submit', selected: { items: ['12', '13'] } },
      { EventKey: 'submit', CardType: 'vote_interaction' },
      ['<OptionIds><OptionId><![CDATA[12]]></OptionId><OptionId><![CDATA[13]]></OptionId></OptionIds>'],
    ],
    [
      '下拉选第二项',
      multipleCard(),
      { key: 'submit', selected: { state: ['done'] } },
      { CardType: 'multiple_interaction' },
      ['<OptionId><![CDATA[done]]></OptionId>'],
    ],
  ])('%s', async (_case, card, click, fields, parts) => {
    const bot = await aListener(corp);
    const { api, control, chat } = await aSandbox({ callback: bot });
    const sent = await api('message/send', cardTo('lisi', card));
    const { body } = await control('POST', '/people/lisi/click', { taskId: card.task_id, ...click });
    expect(body.callback).toMatchObject({ status: 200, attempts: 1 });
    const xml = bot.heard[0]?.xml ?? '';
    const expected = { MsgType: 'event', Event: 'template_card_event', TaskId: card.task_id, ...fields };
    for (const [name, value] of Object.entries(expected)) expect(field(xml, name)).toBe(value);
    for (const part of parts) expect(xml).toContain(part);
    expect(xml.includes('<SelectedItems>')).toBe(parts.length > 0);
    expect(field(xml, 'ResponseCode')).not.toBe(sent.response_code);
    expect(await chat('people/lisi')).toMatchObject([{ card: { clicked: { key: click.key } } }]);
  });

  test('菜单项是 template_card_menu_event', async () => {
    const bot = await aListener(corp);
    const { api, control } = await aSandbox({ callback: bot });
    const action_menu = { action_list: [{ text: '本周不再提醒', key: 'mute' }] };
    await api('message/send', cardTo('lisi', textNotice({ action_menu, task_id: 'm1' })));
    await control('POST', '/people/lisi/click', { taskId: 'm1', key: 'mute' });
    const xml = bot.heard[0]?.xml ?? '';
    expect(field(xml, 'Event')).toBe('template_card_menu_event');
    expect(field(xml, 'CardType')).toBe('text_notice');
  });

  test('每点一次一个新的 response_code，各用一次，72 小时', async () => {
    const bot = await aListener(corp);
    const { api, control, clock } = await aSandbox({ callback: bot });
    await api('message/send', cardTo('lisi', buttonCard()));
    for (let n = 0; n < 2; n += 1)
      await control('POST', '/people/lisi/click', { taskId: 't12_r1', key: 'ack' });
    const [first = '', second = ''] = bot.heard.map(({ xml }) => field(xml, 'ResponseCode'));
    expect(first).not.toBe(second);
    const update = async (response_code: string): Promise<number> =>
      (
        await api('message/update_template_card', {
          agentid: corp.agent.id,
          userids: ['lisi'],
          response_code,
          template_card: buttonCard(),
        })
      ).errcode;
    expect([await update(first), await update(first)]).toEqual([0, 60140]);
    clock.pass(72 * HOUR);
    expect(await update(second)).toBe(60140);
  });

  test.each<[string, Json, number]>([
    ['卡片不在这个人的会话里', { taskId: 'other', key: 'ack' }, 404],
    ['没有这个按钮', { taskId: 't12_r1', key: 'nope' }, 400],
    ['网页按钮不回调', { taskId: 't12_r1', key: '' }, 400],
    ['卡片上没有这个问题', { taskId: 't12_r1', key: 'ack', selected: { q: ['a'] } }, 400],
    ['投票一项没选', { taskId: 'vote_w9', key: 'submit' }, 400],
    ['投票选了没有的项', { taskId: 'vote_w9', key: 'submit', selected: { items: ['99'] } }, 400],
    ['下拉选了两项', { taskId: 'multi_w9', key: 'submit', selected: { state: ['doing', 'done'] } }, 400],
  ])('点不了：%s → %o', async (_case, click, status) => {
    const bot = await aListener(corp);
    const { api, control } = await aSandbox({ callback: bot });
    for (const card of [buttonCard(), voteCard(), multipleCard()])
      await api('message/send', cardTo('lisi', card));
    const answer = await control('POST', '/people/lisi/click', click);
    expect(answer).toMatchObject({ status, body: { error: expect.stringMatching(/[一-鿿]/) } });
    expect(bot.heard).toEqual([]);
  });

  test('变灰和撤回之后点不了', async () => {
    const bot = await aListener(corp);
    const { api, control } = await aSandbox({ callback: bot });
    const click = async (taskId: string): Promise<number> =>
      (await control('POST', '/people/lisi/click', { taskId, key: 'ack' })).status;
    const { response_code } = await api('message/send', cardTo('lisi', buttonCard()));
    const { msgid } = await api('message/send', cardTo('lisi', buttonCard({ task_id: 't13' })));
    await api('message/update_template_card', {
      agentid: corp.agent.id,
      userids: ['lisi'],
      response_code,
      button: { replace_name: '已收到' },
    });
    await api('message/recall', { msgid });
    expect([await click('t12_r1'), await click('t13')]).toEqual([409, 409]);
  });
});

describe('被动回复', () => {
  const text = (content: string): string =>
    `<xml><ToUserName><![CDATA[lisi]]></ToUserName><FromUserName><![CDATA[${corp.corpId}]]></FromUserName>` +
    `<CreateTime>1772413800</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content></xml>`;

  test.each<[string, string, string[], string | null]>([
    ['加密的文本，显示出来', passiveReply(corp, text('已收到 <b>')), ['已收到 <b>'], null],
    ['长文本截到 2048 字节', passiveReply(corp, text('a'.repeat(3000))), ['a'.repeat(2048)], null],
    [
      '别的类型，不显示',
      passiveReply(corp, '<xml><MsgType><![CDATA[update_button]]></MsgType></xml>'),
      [],
      null,
    ],
    ['success，等于空', 'success', [], null],
    ['没加密', '收到', [], '被动回复不是加密的 XML'],
    ['签名不对', passiveReply(corp, text('好'), { signature: 'x' }), [], '被动回复的签名不对'],
    [
      '别家企业',
      passiveReply(corp, text('好'), { corpId: 'wwother' }),
      [],
      '被动回复的 receiveid 是 wwother，应为 ww5a1e0c7d92b84f36',
    ],
  ])('%s', async (_case, body, shown, error) => {
    const bot = await aListener(corp, () => ({ body }));
    const { control, chat } = await aSandbox({ callback: bot });
    const answer = await control('POST', '/people/lisi/text', { content: '在吗' });
    expect(answer.body.callback).toMatchObject({
      status: 200,
      attempts: 1,
      body,
      error,
    });
    const replies = (await chat('people/lisi')).filter((message) => message.direction === 'out');
    expect(replies.map((message) => message.payload.content)).toEqual(shown);
  });
});

describe('验证回调地址', () => {
  test.each([
    ['原样解出', {}, true, null],
    ['多了引号', { body: '"1"' }, false, '应答不是解密后的 echostr 原文'],
    ['状态 403', { status: 403 }, false, '应答状态 403'],
  ])('%s', async (_case, reply, verified, error) => {
    const bot = await aListener(corp, () => reply);
    const { control } = await aSandbox({ callback: bot });
    expect((await control('POST', '/verify')).body).toMatchObject({ verified, error });
    expect(bot.heard.map(({ method }) => method)).toEqual(['GET']);
  });

  test('没人应答', async () => {
    const { control } = await aSandbox();
    expect((await control('POST', '/verify')).body).toEqual({
      verified: false,
      status: null,
      error: '连接失败：ECONNREFUSED',
    });
  });
});
