import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readCorp } from '../../../src/main/corp.ts';
import { openHouse, type House } from '../../support/house.ts';
import { silentLog } from '../../support/silent-log.ts';
import { aText, aWecom, envelope, type Delivery, type Wecom } from './a-wecom.ts';

const SECOND = Date.parse('2026-06-08T09:00:00+08:00') / 1000;
const FINDING = '苇塘河两处直排口没有登记';

let house: House;
let wecom: Wecom;
const logged: unknown[] = [];

beforeAll(async () => {
  house = await openHouse({ date: '2026-06-08', time: '09:00' });
  wecom = aWecom(house.service.url ?? '', readCorp(null), SECOND);
});
afterAll(() => house.close());

beforeEach(() => {
  logged.length = 0;
  for (const level of ['debug', 'info', 'warn', 'error'] as const) {
    vi.spyOn(silentLog, level).mockImplementation((...line) => void logged.push(line));
  }
});
afterEach(() => vi.restoreAllMocks());

const query = async (sql: string) => (await house.service.app.database.pool.query(sql)).rows;
const inbound = () => query('select "dedupeKey", "senderId", content from "InboundMessage" order by seq');

const message = (content: string, msgId = '7100000000000000001') => aText(content, { msgId, second: SECOND });

const verify = (signed: URLSearchParams, echostr: string) =>
  fetch(`${house.service.url}/wecom/callback?${signed.toString()}&echostr=${echostr}`);

/** Sealing is random: some sealing of the text has a plus in it. */
function sealedWithPlus(text: string): string {
  const sealed = wecom.seal(text);
  return sealed.includes('+') ? sealed : sealedWithPlus(text);
}

describe('保存回调地址时的验证', () => {
  test.each([
    ['编码成 %2B', '%2B'],
    ['没有编码', '+'],
  ])('echostr 里的 + %s', async (_, plus) => {
    const sealed = sealedWithPlus('3141592653589793');
    const echostr = encodeURIComponent(sealed).replaceAll('%2B', plus);
    const response = await verify(wecom.sign(sealed), echostr);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toBe('3141592653589793');
  });

  test.each<[string, number, { receiveId?: string; signature?: string }]>([
    ['签名不对', 401, { signature: '0'.repeat(40) }],
    ['没有签名', 401, { signature: '' }],
    ['给别家企业的', 403, { receiveId: 'ww_other_corp' }],
  ])('%s：拒绝，不回显', async (_, status, { receiveId, ...signature }) => {
    const sealed = wecom.seal('3141592653589793', receiveId);
    const response = await verify(wecom.sign(sealed, signature), encodeURIComponent(sealed));
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('3141592653589793');
  });
});

test('收下一条消息：200，空的应答，库里一行', async () => {
  const response = await wecom.post(message('我的任务'));
  expect([response.status, await response.text()]).toEqual([200, '']);
  await house.settle();
  expect(await inbound()).toEqual([
    { dedupeKey: '7100000000000000001', senderId: 'luhaiping', content: { type: 'text', text: '我的任务' } },
  ]);
  expect(await house.heard('luhaiping')).toHaveLength(1);
});

/** How many rows each of our tables has. */
async function rowCounts(): Promise<Record<string, number>> {
  const tables = await query(
    `select relname as name from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and relname ~ '^[A-Z]' order by relname`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables as { name: string }[]) {
    const [row] = await query(`select count(*)::int as count from "${name}"`);
    counts[name] = (row as { count: number }).count;
  }
  return counts;
}

const altered = (sealed: string) => (sealed.startsWith('A') ? 'B' : 'A') + sealed.slice(1);
const resealed = (sealed: string): Partial<Delivery> => ({
  query: wecom.sign(sealed),
  body: envelope(sealed),
});

describe('拒绝的消息哪张表都不写，内容也不进日志', () => {
  test.each<[string, number, (sealed: string) => Partial<Delivery>]>([
    ['签名改了', 401, (sealed) => ({ query: wecom.sign(sealed, { signature: 'f'.repeat(40) }) })],
    ['没有签名', 401, () => ({ query: new URLSearchParams() })],
    ['签名是另一条消息的', 401, () => ({ query: wecom.sign(wecom.seal('别的')) })],
    ['密文改了一个字符', 401, (sealed) => ({ body: envelope(altered(sealed)) })],
    ['密文截短了，签名照样算', 400, (sealed) => resealed(sealed.slice(0, -8))],
    ['给别家企业的', 403, () => resealed(wecom.seal(message(FINDING), 'ww_other_corp'))],
    ['一小时以前的', 401, (sealed) => ({ query: wecom.sign(sealed, { timestamp: SECOND - 3601 }) })],
    ['十分钟以后的', 401, (sealed) => ({ query: wecom.sign(sealed, { timestamp: SECOND + 600 }) })],
    ['时间不是数字', 401, (sealed) => ({ query: wecom.sign(sealed, { timestamp: '今天' }) })],
    ['外层带 DOCTYPE', 400, (sealed) => ({ body: `<!DOCTYPE xml [<!ENTITY a "b">]>${envelope(sealed)}` })],
    ['里层带 DOCTYPE', 400, () => resealed(wecom.seal(`<!DOCTYPE xml>${message(FINDING)}`))],
    ['外层不是 XML', 400, () => ({ body: FINDING })],
    ['外层是 JSON', 400, (sealed) => ({ body: JSON.stringify({ encrypt: sealed }) })],
    ['里层不是 XML', 400, () => resealed(wecom.seal(FINDING))],
    ['里层没有发信人', 400, () => resealed(wecom.seal(message(FINDING).replaceAll('FromUserName', 'From')))],
    ['空的', 400, () => ({ body: '<xml></xml>' })],
    ['什么也没有', 400, () => ({ body: '' })],
    ['不认识的字符集', 415, () => ({ contentType: 'text/xml; charset=martian' })],
    ['压缩过的', 415, () => ({ encoding: 'gzip' })],
    ['许多标记，没有签名', 400, () => ({ body: `<xml>${'<a/>'.repeat(60_000)}</xml>` })],
    ['深的嵌套', 400, () => ({ body: '<a>'.repeat(80_000) })],
    [
      '外部实体',
      400,
      () => ({ body: '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml>&e;</xml>' }),
    ],
    ['257 kB', 413, () => ({ body: envelope(`${FINDING}${'A'.repeat(257 * 1024)}`) })],
  ])('%s：%i', async (_, status, change) => {
    await house.settle();
    const before = await rowCounts();
    let sent = '';
    const response = await wecom.post(message(FINDING, '7100000000000000099'), (sealed) => {
      sent = sealed;
      return change(sealed);
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ status });
    expect(before).toHaveProperty('InboundMessage');
    expect(await rowCounts()).toEqual(before);
    const log = JSON.stringify(logged);
    expect(log).toContain('request_refused');
    expect(log).not.toContain(FINDING);
    expect(log).not.toContain(sent.slice(0, 40));
  });
});

test('企业微信重发五次，同时到：一条消息，一条填报，一条回执', async () => {
  const inner = message('6推进中，已核对两处点位', '7100000000000000002');
  const responses = await Promise.all(Array.from({ length: 5 }, () => wecom.post(inner)));
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  await house.settle();
  expect((await inbound()).filter(({ dedupeKey }) => dedupeKey === '7100000000000000002')).toHaveLength(1);
  expect(await query(`select 1 from "ProgressEntry" where text like '%两处点位%'`)).toHaveLength(1);
  expect(await house.heard('luhaiping')).toHaveLength(1);
});

test('同一个人连发二十条，按到达的先后处理，各有一条回执', async () => {
  const said = Array.from({ length: 20 }, (_, index) => `第${index + 1}次走访`);
  const sent = said.map((text, index) =>
    wecom.post(message(`6推进中，${text}`, String(7200000000000000000n + BigInt(index)))),
  );
  expect((await Promise.all(sent)).every(({ status }) => status === 200)).toBe(true);
  await house.settle();
  const handled = await query(
    `select inbound.seq::int, entry.version, entry.text from "ProgressEntry" entry
     join "InboundMessage" inbound on inbound.id = entry."inboundId"
     where entry.text like '%次走访%' order by entry.version`,
  );
  expect(handled).toHaveLength(20);
  expect(handled.map(({ seq }) => seq)).toEqual(handled.map(({ seq }) => seq).toSorted((a, b) => a - b));
  // Ten at once, ten when the bucket is full again: more than thirty a minute WeCom would drop without a word.
  await house.at('2026-06-08', '09:01');
  await house.at('2026-06-08', '09:02');
  const receipts = await house.heard('luhaiping');
  for (const text of said) expect(receipts.filter((receipt) => receipt.includes(text))).toHaveLength(1);
  expect(receipts).toHaveLength(20);
});

test('六十四位的 MsgId 只差末位，是两条消息', async () => {
  for (const msgId of ['9223372036854775806', '9223372036854775807'])
    await wecom.post(message('我的任务', msgId));
  const keys = (await inbound()).map(({ dedupeKey }) => dedupeKey);
  expect(keys).toEqual(expect.arrayContaining(['9223372036854775806', '9223372036854775807']));
});

test.each([
  ['一个 NUL', '6推进中，已核对\u0000点位'],
  ['表情与生僻字', '6推进中，已核对𠮷家桥点位👍'],
  ['像标记的文字', '6推进中，<b>已核对</b> &amp; <!DOCTYPE>'],
])('文字里有%s也收得下', async (_, content) => {
  const before = await inbound();
  const response = await wecom.post(message(content, `71${before.length}`));
  expect(response.status).toBe(200);
  expect(await inbound()).toHaveLength(before.length + 1);
});
