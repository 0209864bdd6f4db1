import { describe, expect, test } from 'vitest';
import { aRobot, aRobotSandbox, card, pushTo } from './a-robot.ts';
import type { RobotClient } from './a-robot.ts';
import { multipleCard, voteCard } from './a-message.ts';
import type { Json, TestSandbox } from './a-sandbox.ts';

const SECOND = 1000;
const cardOf = (template_card: Json): Json => ({ msgtype: 'template_card', template_card });

async function withCard(
  body: Json = card(),
): Promise<{ sandbox: TestSandbox; robot: RobotClient; errcode: number }> {
  const sandbox = await aRobotSandbox();
  const robot = await aRobot(sandbox);
  await sandbox.control('POST', '/robot/lisi/text', { content: '在吗' });
  await robot.told();
  const { errcode } = await robot.ask('aibot_send_msg', pushTo('lisi', body));
  return { sandbox, robot, errcode };
}

const press = (sandbox: TestSandbox, body: Json = {}): ReturnType<TestSandbox['control']> =>
  sandbox.control('POST', '/robot/lisi/click', { taskId: 't12_r1', key: 'done', ...body });

const notice = (changes: Json = {}): Json =>
  cardOf({
    card_type: 'text_notice',
    main_title: { title: '本周督办' },
    card_action: { type: 1, url: 'https://example.cn' },
    ...changes,
  });

const buttons = (count: number): Json[] =>
  Array.from({ length: count }, (_, n) => ({ text: `按钮 ${n}`, key: `k${n}` }));

describe('五种卡片', () => {
  test.each<[string, Json, number]>([
    ['文本通知', notice(), 0],
    ['图文展示', notice({ card_type: 'news_notice', card_image: { url: 'https://example.cn/a.png' } }), 0],
    ['按钮交互', card(), 0],
    ['投票选择', cardOf(voteCard()), 0],
    ['多项选择', cardOf(multipleCard()), 0],
    ['文本通知没有 card_action', notice({ card_action: undefined }), 42045],
    [
      '图文展示没有图',
      notice({ card_type: 'news_notice', image_text_area: { image_url: 'https://a.cn' } }),
      42044,
    ],
    ['没有这种', card({ card_type: 'poster' }), 42031],
    ['要回应的卡片没有 task_id', card({ task_id: undefined }), 42014],
    ['task_id 里有汉字', card({ task_id: '任务12' }), 42014],
    [
      '有菜单，没有 task_id',
      notice({ action_menu: { action_list: [{ text: '不再提醒', key: 'mute' }] } }),
      42014,
    ],
    ['7 个按钮', card({ button_list: buttons(7) }), 40058],
    [
      '按钮没有 key，只有网址',
      card({ button_list: [{ type: 1, text: '打开', url: 'https://a.cn' }] }),
      42039,
    ],
    ['键值对带附件', card({ horizontal_content_list: [{ type: 2, keyname: '附件', media_id: 'm' }] }), 40058],
    ['键值对带成员', card({ horizontal_content_list: [{ type: 3, keyname: '牵头', userid: 'lisi' }] }), 0],
    ['跳转是一句话', notice({ jump_list: [{ type: 3, title: '我的待办', question: '待办' }] }), 0],
    ['那句话太长', notice({ jump_list: [{ type: 3, title: '待办', question: 'a'.repeat(201) }] }), 40058],
    ['来源超过 13 字：只是显示不下', card({ source: { desc: '字'.repeat(40) } }), 0],
  ])('%s → %s', async (_, body, expected) => {
    expect((await withCard(body)).errcode).toBe(expected);
  });

  test('task_id 用过 → 42014；应用用同一个不相干', async () => {
    const { robot } = await withCard();
    expect((await robot.ask('aibot_send_msg', pushTo('lisi', card()))).errcode).toBe(42014);
    expect((await robot.ask('aibot_send_msg', pushTo('lisi', card({ task_id: 't12_r2' })))).errcode).toBe(0);
  });
});

describe('按卡片', () => {
  test('按钮：事件里有 key 和 task_id；更新整张替换', async () => {
    const { sandbox, robot } = await withCard();
    expect((await press(sandbox)).body.delivery).toBe('sent');
    const told = await robot.told();
    expect(told).toMatchObject({
      cmd: 'aibot_event_callback',
      body: {
        msgtype: 'event',
        chattype: 'single',
        from: { userid: 'lisi' },
        create_time: sandbox.clock.now().getTime() / SECOND,
        event: {
          eventtype: 'template_card_event',
          template_card_event: { card_type: 'button_interaction', event_key: 'done', task_id: 't12_r1' },
        },
      },
    });
    const face = { ...(card().template_card as Json), main_title: { title: '12 已销号' } };
    const update = { response_type: 'update_template_card', template_card: face };
    expect((await robot.ask('aibot_respond_update_msg', update, told.headers.req_id)).errcode).toBe(0);
    expect((await sandbox.chat('robot/lisi')).at(-1)?.card).toMatchObject({
      current: { main_title: { title: '12 已销号' } },
      clicked: null,
    });
    const again = await robot.ask('aibot_respond_update_msg', update, told.headers.req_id);
    expect(again.errcode).toBe(846605);
  });

  test.each<[string, Json, number]>([
    ['换了 task_id', card({ task_id: 't13' }), 42014],
    ['按钮卡片没写 task_id', card({ task_id: undefined }), 42014],
    ['换成文本通知，没有 card_action', notice({ card_action: undefined }), 42045],
    ['换成文本通知', notice(), 0],
  ])('更新：%s → %s', async (_, body, errcode) => {
    const { sandbox, robot } = await withCard();
    await press(sandbox);
    const { req_id: reqId } = (await robot.told()).headers;
    const update = { response_type: 'update_template_card', template_card: body.template_card };
    expect((await robot.ask('aibot_respond_update_msg', update, reqId)).errcode).toBe(errcode);
  });

  test('5 秒以后 → 846605；消息的 req_id 也不行', async () => {
    const { sandbox, robot } = await withCard();
    const update = { response_type: 'update_template_card', ...card() };
    await press(sandbox);
    const pressed = (await robot.told()).headers.req_id;
    await sandbox.control('POST', '/robot/lisi/text', { content: '好了吗' });
    const written = (await robot.told()).headers.req_id;
    expect((await robot.ask('aibot_respond_update_msg', update, written)).errcode).toBe(846605);
    sandbox.clock.pass(5 * SECOND);
    expect((await robot.ask('aibot_respond_update_msg', update, pressed)).errcode).toBe(846605);
  });

  test('投票：选了什么', async () => {
    const { sandbox, robot } = await withCard(cardOf(voteCard()));
    await press(sandbox, { taskId: 'vote_w9', key: 'submit', selected: { items: ['12', '13'] } });
    expect((await robot.told()).body.event).toMatchObject({
      template_card_event: {
        selected_items: {
          selected_item: [{ question_key: 'items', option_ids: { option_id: ['12', '13'] } }],
        },
      },
    });
  });

  test('群里的卡片：群成员都能按；单聊里按不到', async () => {
    const sandbox = await aRobotSandbox();
    const robot = await aRobot(sandbox);
    await sandbox.control('POST', '/groups/lingdao/text', { userid: 'lisi', content: '在吗', mention: true });
    await robot.told();
    await robot.ask('aibot_send_msg', pushTo('lingdao', card(), 2));
    const click = { userid: 'wangwu', taskId: 't12_r1', key: 'done' };
    expect((await sandbox.control('POST', '/groups/lingdao/click', click)).status).toBe(200);
    expect((await robot.told()).body).toMatchObject({ chatid: 'lingdao', from: { userid: 'wangwu' } });
    expect((await press(sandbox)).status).toBe(404);
  });

  test('没有连接时按：丢失，卡片上留着按过的样子', async () => {
    const { sandbox, robot } = await withCard();
    await sandbox.control('POST', '/robot/drop');
    await robot.closed;
    expect((await press(sandbox)).body.delivery).toBe('lost');
    expect((await sandbox.chat('robot/lisi')).at(-1)?.card?.clicked?.key).toBe('done');
  });

  test('没有这个按钮 → 400', async () => {
    const { sandbox } = await withCard();
    expect((await press(sandbox, { key: 'nothing' })).status).toBe(400);
  });
});
