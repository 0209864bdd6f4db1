import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Message } from '../../../src/sandbox/world/state.ts';
import { aListener, field } from './a-listener.ts';
import { buttonCard, cardTo, textTo } from './a-message.ts';
import {
  answerOf,
  CREDENTIALS,
  aCorp,
  AGENT_ID,
  aSandbox,
  MINUTE,
  PNG,
  upload,
  WEBHOOK_KEY,
} from './a-sandbox.ts';
import type { ApiAnswer, Json, TestSandbox } from './a-sandbox.ts';

function aJournal(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'sub', 'journal.jsonl');
}

test('重启后一切都在：会话、卡片、code、查重、task_id、token、群、素材、频率、调用记录', async () => {
  const journalFile = aJournal();
  const bot = await aListener(aCorp());
  const before = await aSandbox({ journalFile, callback: bot });
  const token = await before.token();
  const onlyOnce = textTo('lisi', '请今日反馈', { enable_duplicate_check: 1 });
  const first = await before.api('message/send', onlyOnce);
  const card = await before.api('message/send', cardTo('lisi', buttonCard()));
  const old = await before.api('message/send', cardTo('lisi', buttonCard({ task_id: 'old' })));
  const update = { agentid: AGENT_ID, userids: ['lisi'], button: { replace_name: '已收到' } };
  await before.api('message/update_template_card', { ...update, response_code: old.response_code });
  await before.control('POST', '/people/lisi/click', { taskId: 't12_r1', key: 'ack' });
  await before.api('appchat/create', { chatid: 'db1', owner: 'lisi', userlist: ['lisi', 'wangwu'] });
  await before.api('appchat/send', { chatid: 'db1', msgtype: 'text', text: { content: '专报' } });
  const { media_id } = await upload(before, 'image', PNG);
  const robot = { method: 'POST', body: JSON.stringify({ msgtype: 'text', text: { content: '专报' } }) };
  for (let n = 0; n < 20; n += 1) await fetch(`${before.url}/cgi-bin/webhook/send?key=${WEBHOOK_KEY}`, robot);
  const seen = await everything(before);
  const robotSaid = (await before.chat('groups/lingdao')).at(-1);
  await before.close();

  const after = await aSandbox({ journalFile, callback: bot });
  expect(await everything(after)).toEqual(seen);
  expect(await after.token()).toBe(token);
  expect(await after.api('message/send', onlyOnce)).toEqual(first);
  expect((await after.api('message/send', cardTo('lisi', buttonCard()))).errcode).toBe(42014);
  const codes = [old.response_code, card.response_code, field(bot.heard[0]?.xml ?? '', 'ResponseCode')];
  const updates: number[] = [];
  for (const response_code of codes) {
    updates.push((await after.api('message/update_template_card', { ...update, response_code })).errcode);
  }
  expect(updates).toEqual([60140, 0, 0]);
  expect((await after.api('appchat/get', undefined, { chatid: 'db1' })).chat_info.owner).toBe('lisi');
  const image = { touser: 'lisi', agentid: AGENT_ID, msgtype: 'image', image: { media_id } };
  expect((await after.api('message/send', image)).errcode).toBe(0);
  const spent = await fetch(`${after.url}/cgi-bin/webhook/send?key=${WEBHOOK_KEY}`, robot);
  expect(await spent.json()).toMatchObject({ errcode: 45009 });
  const last = (await after.chat('people/lisi')).at(-1);
  expect(last?.seq).toBeGreaterThan(robotSaid?.seq ?? Infinity);
});

test('进程被 kill -9：已经应答过的，一条不少', async () => {
  const journalFile = aJournal();
  const bot = await aListener(aCorp());
  const killed = await start(journalFile, bot.url);
  const { access_token } = await answerOf(killed.url, 'gettoken', CREDENTIALS);
  const send = (url: string, body: Json): Promise<ApiAnswer> =>
    answerOf(url, 'message/send', { access_token }, { method: 'POST', body: JSON.stringify(body) });
  const answered: string[] = [];
  const flood = (async () => {
    for (let n = 0; n < 25; n += 1) {
      const body = textTo('lisi', `第 ${n} 条`);
      if ((await send(killed.url, body)).errcode === 0) answered.push(`第 ${n} 条`);
      if (n === 9) killed.process.kill('SIGKILL');
    }
  })().catch(() => 'cut');
  expect(await flood).toBe('cut');
  expect(answered.length).toBeGreaterThanOrEqual(10);

  const again = await start(journalFile, bot.url);
  const answer = await fetch(`${again.url}/sandbox/api/people/lisi/messages`);
  const { messages } = (await answer.json()) as { messages: readonly Message[] };
  const shown = messages.map((message) => message.payload.content);
  expect(shown.slice(0, answered.length)).toEqual(answered);
  expect(await send(again.url, textTo('lisi', '还是那个 token'))).toMatchObject({ errcode: 0 });
}, 30_000);

test('最后一行写了一半：丢掉它，接着写', async () => {
  const journalFile = aJournal();
  const before = await aSandbox({ journalFile });
  await before.api('message/send', textTo('lisi', '第一条'));
  await before.close();
  appendFileSync(journalFile, '{"kind":"message_sent","msgid":"半');
  const torn = await aSandbox({ journalFile });
  expect(await torn.chat('people/lisi')).toHaveLength(1);
  await torn.api('message/send', textTo('lisi', '第二条'));
  await torn.close();
  const after = await aSandbox({ journalFile });
  expect((await after.chat('people/lisi')).map((message) => message.payload.content)).toEqual([
    '第一条',
    '第二条',
  ]);
});

test('中间一行坏了：说出是哪一行，不装作没事', async () => {
  const journalFile = aJournal();
  const before = await aSandbox({ journalFile });
  await before.api('message/send', textTo('lisi', '第一条'));
  await before.close();
  const lines = readFileSync(journalFile, 'utf8').split('\n');
  writeFileSync(journalFile, ['{"kind":', ...lines.slice(1)].join('\n'));
  await expect(aSandbox({ journalFile })).rejects.toThrow('第 1 行已损坏');
});

test('reset：会话和故障清空，token 还能用，序号不倒退；重启后仍是空的', async () => {
  const journalFile = aJournal();
  const before = await aSandbox({ journalFile });
  const token = await before.token();
  await before.api('message/send', cardTo('lisi', buttonCard()));
  await before.control('POST', '/faults', { path: '/cgi-bin/*', times: 9, errcode: -1 });
  await before.control('POST', '/reset');
  expect(await before.chat('people/lisi')).toEqual([]);
  expect((await before.control('GET', '/faults')).body).toEqual({ faults: [] });
  expect((await before.control('GET', '/calls')).body).toEqual({ calls: [] });
  await before.close();
  expect(readFileSync(journalFile, 'utf8').trim().split('\n')).toHaveLength(1);

  const after = await aSandbox({ journalFile });
  expect(await after.token()).toBe(token);
  expect((await after.api('message/send', cardTo('lisi', buttonCard()))).errcode).toBe(0);
  expect((await after.chat('people/lisi'))[0]?.['seq']).toBe(2);
});

test('时间按沙箱的钟：重启不让查重间隔重新开始', async () => {
  const journalFile = aJournal();
  const onlyOnce = textTo('lisi', '请今日反馈', { enable_duplicate_check: 1, duplicate_check_interval: 60 });
  const before = await aSandbox({ journalFile });
  await before.api('message/send', onlyOnce);
  await before.close();
  const after = await aSandbox({ journalFile });
  after.clock.pass(MINUTE);
  await after.api('message/send', onlyOnce);
  expect(await after.chat('people/lisi')).toHaveLength(2);
});

function everything({ control }: TestSandbox): Promise<unknown> {
  const chats = ['/people/lisi/messages', '/groups/db1/messages', '/groups/lingdao/messages'];
  return Promise.all(['/people', '/groups', '/calls', ...chats].map((path) => control('GET', path)));
}

async function start(journalFile: string, callback: string): Promise<{ process: ChildProcess; url: string }> {
  const script = fileURLToPath(new URL('./run-sandbox.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, journalFile, callback], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { process: child, url: line.toString().trim() };
}
