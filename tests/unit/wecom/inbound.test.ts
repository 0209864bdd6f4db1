import { describe, expect, test } from 'vitest';
import type { InboundContent } from '../../../src/app/channel.ts';
import { readInbound } from '../../../src/wecom/inbound.ts';
import { readXml } from '../../../src/wecom/xml.ts';

const cdata = (name: string, value: string): string => `<${name}><![CDATA[${value}]]></${name}>`;

const HEAD = `${cdata('ToUserName', 'ww1234567890abcdef')}${cdata('FromUserName', 'wangjianguo')}<CreateTime>1773968400</CreateTime>`;

const message = (type: string, rest: string): string =>
  `<xml>${HEAD}${cdata('MsgType', type)}${rest}<AgentID>1000002</AgentID></xml>`;

const event = (name: string, rest = ''): string =>
  message('event', `${cdata('Event', name)}${cdata('EventKey', '')}${rest}`);

function read(xml: string): ReturnType<typeof readInbound> {
  const result = readXml(xml);
  return result.ok ? readInbound(result.element) : null;
}

const CLICK = `${cdata('Event', 'template_card_event')}${cdata('EventKey', 'done')}${cdata('TaskId', 'weekly_7_1')}${cdata('CardType', 'button_interaction')}${cdata('ResponseCode', 'rc-1')}`;
const pick = (question: string, ...options: string[]): string =>
  `<SelectedItem>${cdata('QuestionKey', question)}<OptionIds>${options.map((id) => cdata('OptionId', id)).join('')}</OptionIds></SelectedItem>`;

const press = (picks: Record<string, string[]>): InboundContent => ({
  type: 'card',
  key: 'done',
  cardId: 'weekly_7_1',
  updateToken: 'rc-1',
  picks,
});

test.each<[string, string, InboundContent]>([
  [
    '文字',
    message('text', `${cdata('Content', '3 已完成，材料已报')}<MsgId>1</MsgId>`),
    { type: 'text', text: '3 已完成，材料已报' },
  ],
  [
    '只有数字的文字',
    message('text', `${cdata('Content', '003')}<MsgId>1</MsgId>`),
    { type: 'text', text: '003' },
  ],
  [
    '前后空格保留',
    message('text', cdata('Content', ' 12 已完成\n第二行 ')),
    { type: 'text', text: ' 12 已完成\n第二行 ' },
  ],
  [
    '像标签的文字',
    message('text', cdata('Content', '<!DOCTYPE a>&lt;b&gt;&amp;')),
    { type: 'text', text: '<!DOCTYPE a>&lt;b&gt;&amp;' },
  ],
  [
    '含 ]]> 的文字',
    message('text', '<Content><![CDATA[a]]]]><![CDATA[>b]]></Content>'),
    { type: 'text', text: 'a]]>b' },
  ],
  ['不解实体', message('text', '<Content>a&amp;b</Content>'), { type: 'text', text: 'a&amp;b' }],
  ['空文字', message('text', cdata('Content', '')), { type: 'text', text: '' }],
  [
    '图片',
    message('image', `${cdata('PicUrl', 'http://example.cn/p')}${cdata('MediaId', 'm1')}`),
    { type: 'media', media: 'image', source: { from: 'app', mediaId: 'm1' } },
  ],
  [
    '语音',
    message('voice', `${cdata('MediaId', 'm2')}${cdata('Format', 'amr')}`),
    { type: 'media', media: 'voice', source: { from: 'app', mediaId: 'm2' } },
  ],
  [
    '视频',
    message('video', `${cdata('MediaId', 'm3')}${cdata('ThumbMediaId', 't')}`),
    { type: 'media', media: 'video', source: { from: 'app', mediaId: 'm3' } },
  ],
  [
    '位置',
    message('location', '<Location_X>30.1</Location_X><Location_Y>120.2</Location_Y>'),
    { type: 'location' },
  ],
  ['链接', message('link', cdata('Url', 'http://example.cn')), { type: 'link' }],
  ['点按钮，没有选项', message('event', CLICK), press({})],
  [
    '点按钮，选一项',
    message('event', `${CLICK}<SelectedItems>${pick('task', 'p80')}</SelectedItems>`),
    press({ task: ['p80'] }),
  ],
  [
    '选项像数字',
    message('event', `${CLICK}<SelectedItems>${pick('task', '007')}</SelectedItems>`),
    press({ task: ['007'] }),
  ],
  [
    '两题，多选',
    message('event', `${CLICK}<SelectedItems>${pick('a', '1', '2')}${pick('b', '3')}</SelectedItems>`),
    press({ a: ['1', '2'], b: ['3'] }),
  ],
  ['一题没有选', message('event', `${CLICK}<SelectedItems>${pick('a')}</SelectedItems>`), press({ a: [] })],
  ['卡片右上角菜单', message('event', CLICK.replace('card_event', 'card_menu_event')), press({})],
  [
    '点菜单',
    message('event', `${cdata('Event', 'click')}${cdata('EventKey', 'my_tasks')}`),
    { type: 'menu', key: 'my_tasks' },
  ],
  ['进入应用', event('enter_agent'), { type: 'enter' }],
  ['加入可见范围', event('subscribe'), { type: 'subscribe' }],
  ['离开可见范围', event('unsubscribe'), { type: 'unsubscribe' }],
  ['没见过的消息', message('hologram', ''), { type: 'other', name: 'hologram' }],
  ['名字像对象方法', message('constructor', ''), { type: 'other', name: 'constructor' }],
])('%s', (_name, xml, content) => expect(read(xml)?.content).toEqual(content));

test.each(
  [
    'LOCATION view view_miniprogram scancode_push scancode_waitmsg pic_sysphoto pic_photo_or_album pic_weixin',
    'location_select batch_job_result open_approval_change sys_approval_change share_agent_change share_chain_change',
    'inactive_alert low_active_alert close_inactive_agent reopen_inactive_agent low_active active_restored',
    'switch_workbench_mode upload_media_job_finish respond_schedule smart_sheet_change change_contact',
  ].flatMap((line) => line.split(' ')),
)('event %s is passed on by name', (name) =>
  expect(read(event(name))?.content).toEqual({ type: 'event', name }),
);

test('sender and time', () =>
  expect(read(message('text', `${cdata('Content', '在')}<MsgId>1</MsgId>`))).toMatchObject({
    channel: 'app',
    senderId: 'wangjianguo',
    sentAt: new Date('2026-03-20T01:00:00Z'),
    groupId: null,
    replyTo: null,
  }));

test('a userid of digits stays a text', () =>
  expect(read(message('text', '').replace('wangjianguo', '001'))?.senderId).toBe('001'));

test('a MsgId of 64 bits is not rounded', () =>
  expect(read(message('text', '<MsgId>4561255354251345929</MsgId>'))?.dedupeKey).toBe('4561255354251345929'));

const key = (xml: string): string | undefined => read(xml)?.dedupeKey;

describe('events are told apart', () => {
  const base = message('event', CLICK);
  test('the same event twice has one key', () => expect(key(base)).toBe(key(base)));
  test('the key is a SHA-256', () => expect(key(base)).toMatch(/^[0-9a-f]{64}$/));
  test.each([
    ['sender', 'wangjianguo', 'lixiulan'],
    ['second', '1773968400', '1773968401'],
    ['event', 'template_card_event', 'template_card_menu_event'],
    ['button', '[done]', '[in_progress]'],
    ['card', 'weekly_7_1', 'weekly_7_2'],
    ['code', 'rc-1', 'rc-2'],
  ])('another %s', (_field, from, to) => expect(key(base.replace(from, to))).not.toBe(key(base)));
});

test.each([
  ['FromUserName', cdata('FromUserName', 'wangjianguo')],
  ['CreateTime', '<CreateTime>1773968400</CreateTime>'],
  ['MsgType', cdata('MsgType', 'text')],
])('without %s it is nobody’s message', (_name, part) =>
  expect(read(message('text', '').replace(part, ''))).toBeNull(),
);

test.each([
  ['1773968399177396', '没有这样的时候'],
  ['1e999', '无穷'],
  ['今天', '不是数'],
])('CreateTime 是 %s（%s）：不收，库里存不下', (second) =>
  expect(read(message('text', '').replace('1773968400', second))).toBeNull(),
);

test('半个字：换成 U+FFFD，库里存得下', () => {
  const half = message('text', cdata('Content', '3')).replace('wangjianguo', 'wang\ud800');
  expect(read(half)?.senderId).toBe('wang\uFFFD');
});
