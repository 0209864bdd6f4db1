import { describe, expect, test } from 'vitest';
import { buttonCard, cardTo, multipleCard, newsNotice, textNotice, textTo, voteCard } from './a-message.ts';
import { AGENT_ID, aSandbox, HOUR, PNG, upload } from './a-sandbox.ts';
import type { Json, TestSandbox } from './a-sandbox.ts';

const repeat = (count: number, item: (index: number) => Json): Json[] =>
  Array.from({ length: count }, (_, index) => item(index));
const option = (index: number): Json => ({ id: `o${index}`, text: `选项${index}` });
const jump = { type: 1, title: '台账', url: 'https://h5.example.cn/' };
const menu = (...keys: string[]): Json => ({
  action_menu: { desc: '更多', action_list: keys.map((key) => ({ text: key, key })) },
  task_id: 'menu_1',
});
const horizontal = (item: Json): Json => ({ horizontal_content_list: [item] });
const voteOptions = (option_list: unknown, more: Json = {}): Json =>
  voteCard({ checkbox: { question_key: 'q', option_list, ...more } });
const select = (item: Json): Json => ({ question_key: 'q', option_list: [option(1)], ...item });

describe('能发的卡片；要回应的才有 response_code', () => {
  test.each<[string, Json, boolean]>([
    ['文本通知', textNotice(), false],
    ['文本通知只有 sub_title_text', textNotice({ main_title: undefined, sub_title_text: '三项' }), false],
    ['文本通知带菜单', textNotice(menu('mute', 'hide', 'help')), true],
    ['图文展示', newsNotice(), false],
    [
      '图文展示只有 image_text_area',
      newsNotice({ card_image: undefined, image_text_area: { image_url: 'https://a.cn/1.png' } }),
      false,
    ],
    ['按钮', buttonCard(), true],
    [
      '按钮带六行、下拉和不动的 card_action',
      buttonCard({
        horizontal_content_list: repeat(6, (index) => ({ keyname: `行${index}` })),
        button_selection: { question_key: 'q', option_list: repeat(10, option) },
        card_action: { type: 0 },
      }),
      true,
    ],
    ['六个按钮', buttonCard({ button_list: repeat(6, (index) => ({ text: '好', key: `k${index}` })) }), true],
    ['投票二十项', voteOptions(repeat(20, option)), true],
    [
      '多选三问',
      multipleCard({ select_list: repeat(3, (index) => select({ question_key: `q${index}` })) }),
      true,
    ],
    ['超过建议字数的标题', buttonCard({ main_title: { title: '整'.repeat(60) } }), true],
    ['成员行', textNotice(horizontal({ keyname: '牵头', type: 3, userid: 'ZHANGSAN' })), false],
  ])('%s', async (_case, card, hasCode) => {
    const { api, chat } = await aSandbox();
    const answer = await api('message/send', cardTo('lisi', card));
    expect(answer).toMatchObject({ errcode: 0 });
    expect('response_code' in answer).toBe(hasCode);
    expect((await chat('people/lisi'))[0]).toMatchObject({
      msgtype: 'template_card',
      card: { taskId: card.task_id ?? '', buttonText: null, replaceText: null, clicked: null },
    });
  });

  test('附件行要有活着的 media_id', async () => {
    const sandbox = await aSandbox();
    const { media_id } = await upload(sandbox, 'image', PNG, '现场.png');
    const card = textNotice(horizontal({ keyname: '附件', type: 2, value: '现场.png', media_id }));
    expect((await sandbox.api('message/send', cardTo('lisi', card))).errcode).toBe(0);
  });
});

describe('卡片的拒绝', () => {
  test.each<[string, unknown, number]>([
    ['没有卡片', undefined, 40058],
    ['类型不对', { card_type: 'taskcard' }, 42031],
    ['类型取自对象原型', { card_type: 'toString' }, 42031],
    // task_id
    ['按钮卡没有 task_id', buttonCard({ task_id: undefined }), 42014],
    ['投票卡没有 task_id', voteCard({ task_id: undefined }), 42014],
    ['多选卡没有 task_id', multipleCard({ task_id: undefined }), 42014],
    ['带菜单的通知没有 task_id', textNotice({ ...menu('a'), task_id: undefined }), 42014],
    ['task_id 有汉字', buttonCard({ task_id: '第12项' }), 42014],
    ['task_id 有冒号', buttonCard({ task_id: 't:12' }), 42014],
    ['task_id 129 字节', buttonCard({ task_id: 't'.repeat(129) }), 42014],
    // titles
    ['文本通知没有标题也没有副标题', textNotice({ main_title: { desc: '说明' } }), 42033],
    ['图文展示没有标题', newsNotice({ main_title: undefined }), 42033],
    ['按钮卡没有标题', buttonCard({ main_title: {} }), 42033],
    ['投票卡没有标题', voteCard({ main_title: undefined }), 42033],
    ['多选卡没有标题', multipleCard({ main_title: { title: '' } }), 42033],
    // card_action
    ['文本通知没有 card_action', textNotice({ card_action: undefined }), 42045],
    ['card_action 类型 0', textNotice({ card_action: { type: 0 } }), 42045],
    ['card_action 没有链接', newsNotice({ card_action: { type: 1 } }), 42028],
    ['card_action 没有小程序', textNotice({ card_action: { type: 2, url: 'https://a.cn' } }), 42030],
    ['按钮卡 card_action 类型 3', buttonCard({ card_action: { type: 3 } }), 42045],
    // rows and jumps
    ['七行', textNotice({ horizontal_content_list: repeat(7, () => ({ keyname: '行' })) }), 42035],
    ['行没有 keyname', textNotice(horizontal({ value: '张三' })), 42027],
    ['链接行没有链接', buttonCard(horizontal({ keyname: '台账', type: 1 })), 42028],
    ['附件行没有 media_id', buttonCard(horizontal({ keyname: '附件', type: 2 })), 42029],
    ['附件行 media_id 不存在', buttonCard(horizontal({ keyname: '附件', type: 2, media_id: 'x' })), 40007],
    ['成员行没有 userid', buttonCard(horizontal({ keyname: '牵头', type: 3 })), 42050],
    ['成员行查无此人', buttonCard(horizontal({ keyname: '牵头', type: 3, userid: 'nobody' })), 42050],
    ['四个跳转', textNotice({ jump_list: repeat(4, () => jump) }), 42042],
    ['跳转没有标题', textNotice({ jump_list: [{ ...jump, title: '' }] }), 42033],
    ['跳转没有链接', newsNotice({ jump_list: [{ ...jump, url: undefined }] }), 42028],
    ['跳转没有小程序', newsNotice({ jump_list: [{ type: 2, title: '台账' }] }), 42030],
    ['引用没有链接', textNotice({ quote_area: { type: 1 } }), 42028],
    // picture
    ['没有图', newsNotice({ card_image: undefined }), 42044],
    ['图没有地址', newsNotice({ card_image: {} }), 42044],
    ['图太扁', newsNotice({ card_image: { url: 'https://a.cn/1.png', aspect_ratio: 2.26 } }), 40058],
    ['图文区没有图', newsNotice({ image_text_area: { title: 't' } }), 42044],
    ['五段竖排', newsNotice({ vertical_content_list: repeat(5, () => ({ title: '段' })) }), 42036],
    ['竖排没有标题', newsNotice({ vertical_content_list: [{ desc: '段' }] }), 42033],
    // menu
    ['菜单四项', textNotice(menu('a', 'b', 'c', 'd')), 40058],
    ['菜单为空', textNotice(menu()), 40058],
    ['菜单 key 重复', buttonCard({ ...menu('a', 'a'), task_id: 't1' }), 42051],
    // buttons
    ['没有按钮', buttonCard({ button_list: undefined }), 40058],
    [
      '七个按钮',
      buttonCard({ button_list: repeat(7, (index) => ({ text: '好', key: `k${index}` })) }),
      40058,
    ],
    ['按钮没有文字', buttonCard({ button_list: [{ key: 'a' }] }), 42038],
    ['按钮没有 key', buttonCard({ button_list: [{ text: '好' }] }), 42039],
    ['按钮 key 1025 字节', buttonCard({ button_list: [{ text: '好', key: 'k'.repeat(1025) }] }), 42039],
    [
      '按钮 key 重复',
      buttonCard({
        button_list: [
          { text: '好', key: 'a' },
          { text: '不', key: 'a' },
        ],
      }),
      42039,
    ],
    ['网页按钮没有链接', buttonCard({ button_list: [{ type: 1, text: '填报' }] }), 42028],
    ['下拉没有 question_key', buttonCard({ button_selection: { option_list: [option(1)] } }), 42043],
    ['下拉 11 项', buttonCard({ button_selection: select({ option_list: repeat(11, option) }) }), 42037],
    // vote
    ['没有投票', voteCard({ checkbox: undefined }), 42043],
    ['投票没有选项', voteOptions([]), 42037],
    ['投票 21 项', voteOptions(repeat(21, option)), 42037],
    ['选项没有 id', voteOptions([{ text: '甲' }]), 42040],
    ['选项 id 129 字节', voteOptions([{ id: 'i'.repeat(129), text: '甲' }]), 42040],
    ['选项 id 重复', voteOptions([option(1), option(1)]), 42040],
    ['选项没有文字', voteOptions([{ id: 'a' }]), 42041],
    ['投票模式 2', voteOptions([option(1)], { mode: 2 }), 40058],
    ['没有提交按钮', voteCard({ submit_button: undefined }), 42046],
    ['提交按钮没有 key', voteCard({ submit_button: { text: '提交' } }), 42046],
    ['提交按钮文字为空', multipleCard({ submit_button: { text: '', key: 'a' } }), 42049],
    // selects
    ['没有下拉', multipleCard({ select_list: undefined }), 42047],
    [
      '四个下拉',
      multipleCard({ select_list: repeat(4, (index) => select({ question_key: `q${index}` })) }),
      42047,
    ],
    ['下拉 question_key 重复', multipleCard({ select_list: [select({}), select({})] }), 42043],
    [
      '下拉 question_key 1025 字节',
      multipleCard({ select_list: [select({ question_key: 'q'.repeat(1025) })] }),
      42043,
    ],
    ['下拉没有选项', multipleCard({ select_list: [select({ option_list: [] })] }), 42037],
  ])('%s → %i', async (_case, card, errcode) => {
    const { api, chat } = await aSandbox();
    expect((await api('message/send', cardTo('lisi', card as Json))).errcode).toBe(errcode);
    expect(await chat('people/lisi')).toEqual([]);
  });

  test('task_id 用过就不能再用，发给别人也不行', async () => {
    const { api } = await aSandbox();
    await api('message/send', cardTo('lisi', buttonCard()));
    const again = await api(
      'message/send',
      cardTo('wangwu', buttonCard({ main_title: { title: '另一项' } })),
    );
    expect(again.errcode).toBe(42014);
  });

  test('没有回调地址：要回应的卡片 43012，通知照发', async () => {
    const { api } = await aSandbox({ callback: null });
    expect((await api('message/send', cardTo('lisi', buttonCard()))).errcode).toBe(43012);
    expect((await api('message/send', cardTo('lisi', textNotice()))).errcode).toBe(0);
  });
});

const update = (response_code: string, more: Json): Json => ({
  userids: ['lisi'],
  agentid: AGENT_ID,
  response_code,
  ...more,
});
const grey = { button: { replace_name: '已收到' } };

async function sentCard(
  sandbox: TestSandbox,
  card = buttonCard(),
  touser = 'lisi|ZhangSan',
): Promise<string> {
  return (await sandbox.api('message/send', cardTo(touser, card))).response_code;
}

describe('update_template_card', () => {
  const path = 'message/update_template_card';

  test('形式 A：按钮变灰，只有指定的人', async () => {
    const sandbox = await aSandbox();
    const code = await sentCard(sandbox);
    expect(await sandbox.api(path, update(code, { ...grey, userids: ['LISI'] }))).toEqual({
      errcode: 0,
      errmsg: 'ok',
      invaliduser: [],
    });
    const { body } = await sandbox.control('GET', '/people/lisi/messages');
    expect(body).toMatchObject({ changed: 1, messages: [{ card: { buttonText: '已收到' } }] });
    expect((await sandbox.chat('people/ZhangSan'))[0]).toMatchObject({ card: { buttonText: null } });
  });

  test('形式 B：换成另一张卡片，原文仍在 payload', async () => {
    const sandbox = await aSandbox();
    const code = await sentCard(sandbox);
    const card = textNotice({ main_title: { title: '已记录：推进中' } });
    expect((await sandbox.api(path, update(code, { template_card: card, atall: 1 }))).errcode).toBe(0);
    for (const userid of ['lisi', 'ZhangSan']) {
      expect((await sandbox.chat(`people/${userid}`))[0]).toMatchObject({
        payload: { main_title: { title: '第 12 项：沿街招牌整治' } },
        card: { taskId: 't12_r1', current: card, replaceText: null },
      });
    }
  });

  test('形式 B 带 replace_text：按钮变灰', async () => {
    const sandbox = await aSandbox();
    const code = await sentCard(sandbox);
    const card = buttonCard({ task_id: undefined, replace_text: '已处理' });
    await sandbox.api(path, update(code, { template_card: card }));
    expect((await sandbox.chat('people/lisi'))[0]).toMatchObject({ card: { replaceText: '已处理' } });
  });

  test('形式 B 投票卡可以没有提交按钮，别的照样要', async () => {
    const sandbox = await aSandbox();
    const code = await sentCard(sandbox);
    const bare = voteCard({ task_id: undefined, submit_button: undefined });
    const broken = { ...bare, checkbox: undefined };
    expect((await sandbox.api(path, update(code, { template_card: broken }))).errcode).toBe(42043);
    expect((await sandbox.api(path, update(code, { template_card: bare }))).errcode).toBe(0);
  });

  test('按部门更新', async () => {
    const sandbox = await aSandbox();
    const code = await sentCard(sandbox);
    await sandbox.api(path, update(code, { ...grey, userids: [], partyids: [3] }));
    expect((await sandbox.chat('people/ZhangSan'))[0]).toMatchObject({ card: { buttonText: '已收到' } });
    expect((await sandbox.chat('people/lisi'))[0]).toMatchObject({ card: { buttonText: null } });
  });

  test('response_code 只能用一次', async () => {
    const sandbox = await aSandbox();
    const code = await sentCard(sandbox);
    expect((await sandbox.api(path, update(code, grey))).errcode).toBe(0);
    expect((await sandbox.api(path, update(code, grey))).errcode).toBe(60140);
  });

  test.each([
    ['差一毫秒满 72 小时', 72 * HOUR - 1, 0],
    ['满 72 小时', 72 * HOUR, 60140],
  ])('response_code %s → %i', async (_case, passed, errcode) => {
    const sandbox = await aSandbox();
    const code = await sentCard(sandbox);
    sandbox.clock.pass(passed);
    expect((await sandbox.api(path, update(code, grey))).errcode).toBe(errcode);
  });

  test.each<[string, Json, number]>([
    ['code 是编的', { ...grey, response_code: 'x' }, 60140],
    ['agentid 是别的应用', { ...grey, agentid: 1 }, 301002],
    ['没有 agentid', { ...grey, agentid: undefined }, 41011],
    ['没有指定谁', { ...grey, userids: undefined }, 82101],
    ['指定的人没收到过', { ...grey, userids: ['wangwu'] }, 82102],
    ['1001 人', { ...grey, userids: repeat(1001, () => ({})).map(() => 'lisi') }, 40032],
    ['两种形式都给', { ...grey, template_card: textNotice() }, 40058],
    ['两种形式都不给', {}, 40058],
    ['按钮没有文字', { button: {} }, 42020],
    ['新卡片不合规', { template_card: textNotice({ card_action: undefined }) }, 42045],
    ['新卡片换了 task_id', { template_card: buttonCard({ task_id: 'other' }) }, 42014],
  ])('%s → %i，不用掉 code', async (_case, changes, errcode) => {
    const sandbox = await aSandbox();
    const code = await sentCard(sandbox);
    expect((await sandbox.api(path, update(code, changes))).errcode).toBe(errcode);
    expect((await sandbox.api(path, update(code, grey))).errcode).toBe(0);
  });

  test('没有按钮的原卡片不能用形式 A', async () => {
    const sandbox = await aSandbox();
    const code = await sentCard(sandbox, textNotice(menu('mute')));
    expect((await sandbox.api(path, update(code, grey))).errcode).toBe(40058);
  });

  test('部分人没收到：更新其余的，小写列出', async () => {
    const sandbox = await aSandbox();
    const code = await sentCard(sandbox, buttonCard(), 'lisi');
    const answer = await sandbox.api(path, update(code, { ...grey, userids: ['lisi', 'WangWu'] }));
    expect(answer).toMatchObject({ errcode: 0, invaliduser: ['wangwu'] });
  });

  test('普通消息之后的卡片也只改自己那条', async () => {
    const sandbox = await aSandbox();
    await sandbox.api('message/send', textTo('lisi', '在吗'));
    const code = await sentCard(sandbox);
    await sandbox.api(path, update(code, grey));
    expect((await sandbox.chat('people/lisi')).map((message) => message.card?.buttonText)).toEqual([
      undefined,
      '已收到',
    ]);
  });
});
