import { once } from 'node:events';
import type { EventEmitter } from 'node:events';
import { WSClient } from '@wecom/aibot-node-sdk';
import type { TemplateCard } from '@wecom/aibot-node-sdk';
import { expect, onTestFinished, test } from 'vitest';
import { aRobotSandbox, card, ROBOT } from './a-robot.ts';
import type { Told } from './a-robot.ts';
import { PNG } from './a-sandbox.ts';
import type { Json, TestSandbox } from './a-sandbox.ts';

/* The vendor's own client works with the sandbox: what the sandbox takes for the protocol is the protocol. */

const quiet = (): void => {};

function aClient({ url }: TestSandbox, secret = ROBOT.secret): WSClient {
  const client = new WSClient({
    botId: ROBOT.id,
    secret,
    wsUrl: `${url.replace('http', 'ws')}/robot`,
    maxAuthFailureAttempts: 0,
    reconnectInterval: 1,
    logger: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  onTestFinished(() => client.disconnect());
  return client;
}

/** Its emitter is not Node's, but has the same methods. */
async function next<T>(client: WSClient, event: string): Promise<T> {
  const [value] = (await once(client as unknown as EventEmitter, event)) as [T];
  return value;
}

async function connected(sandbox: TestSandbox): Promise<WSClient> {
  const client = aClient(sandbox);
  const authenticated = next(client, 'authenticated');
  client.connect();
  await authenticated;
  return client;
}

/** Lets a person act, and gives what the client hears of it. */
async function heard(
  { control }: TestSandbox,
  client: WSClient,
  event: string,
  [path, body]: readonly [string, Json],
): Promise<Told> {
  const told = next<Told>(client, event);
  await control('POST', path, body);
  return told;
}

const TEXT = ['/robot/lisi/text', { content: '我的待办' }] as const;
const templateCard = (changes: Json = {}): TemplateCard => card(changes).template_card as TemplateCard;

test('连接；收文字、语音、图文、进入；回流式、markdown、欢迎语', async () => {
  const sandbox = await aRobotSandbox();
  const client = await connected(sandbox);
  const text = await heard(sandbox, client, 'message.text', TEXT);
  expect(text.body).toMatchObject({ text: { content: '我的待办' }, from: { userid: 'lisi' } });
  await client.replyStream(text, 's1', '在查', false);
  await client.replyStream(text, 's1', '共 **3** 项', true);
  await client.reply(text, { msgtype: 'markdown', markdown: { content: '- 12 河道排污口' } });
  const voice = await heard(sandbox, client, 'message.voice', ['/robot/lisi/voice', { content: '办完了' }]);
  expect(voice.body).toMatchObject({ voice: { content: '办完了' } });
  const items = [{ content: '整改前后' }, {}];
  const mixed = await heard(sandbox, client, 'message.mixed', ['/robot/lisi/mixed', { items }]);
  expect(mixed.body).toMatchObject({ mixed: { msg_item: [{ msgtype: 'text' }, { msgtype: 'image' }] } });
  const entered = await heard(sandbox, client, 'event.enter_chat', ['/robot/lisi/enter', {}]);
  await client.replyWelcome(entered, { msgtype: 'text', text: { content: '您好' } });
  const shown = (await sandbox.chat('robot/lisi')).filter(({ direction }) => direction === 'out');
  expect(shown.map(({ payload }) => payload.content)).toEqual(['共 **3** 项', '- 12 河道排污口', '您好']);
});

test('推送 markdown 和卡片；按了以后更新卡片', async () => {
  const sandbox = await aRobotSandbox();
  const client = await connected(sandbox);
  await expect(
    client.sendMessage('lisi', { msgtype: 'markdown', markdown: { content: '在' } }),
  ).rejects.toMatchObject({ errcode: 93006 });
  await heard(sandbox, client, 'message', TEXT);
  await client.sendMessage('lisi', { msgtype: 'markdown', markdown: { content: '在' } });
  await client.sendMessage('lisi', { msgtype: 'template_card', template_card: templateCard() });
  const click = { taskId: 't12_r1', key: 'done' };
  const pressed = await heard(sandbox, client, 'event.template_card_event', ['/robot/lisi/click', click]);
  expect(pressed.body.event).toMatchObject({ template_card_event: { event_key: 'done', task_id: 't12_r1' } });
  await client.updateTemplateCard(pressed, templateCard({ main_title: { title: '12 已销号' } }));
  expect((await sandbox.chat('robot/lisi')).at(-1)?.card?.current).toMatchObject({
    main_title: { title: '12 已销号' },
  });
});

test('群里 @ 它：收到 chatid，回到群里', async () => {
  const sandbox = await aRobotSandbox();
  const client = await connected(sandbox);
  const said = { userid: 'lisi', content: '本周情况', mention: true, separator: 'u2005' };
  const told = await heard(sandbox, client, 'message.text', ['/groups/lingdao/text', said]);
  expect(told.body).toMatchObject({ chatid: 'lingdao', chattype: 'group' });
  await client.replyTemplateCard(told, templateCard());
  await client.sendMessage('lingdao', { msgtype: 'markdown', markdown: { content: '周报' } });
  expect((await sandbox.chat('groups/lingdao')).map(({ msgtype }) => msgtype)).toEqual([
    'text',
    'template_card',
    'markdown',
  ]);
});

test('下载图片和文件，原样解开', async () => {
  const sandbox = await aRobotSandbox();
  const client = await connected(sandbox);
  const picture = ['/robot/lisi/image', { base64: PNG.toString('base64'), aeskey: 'unpadded' }] as const;
  const { image } = (await heard(sandbox, client, 'message.image', picture))
    .body as unknown as Sealed<'image'>;
  expect((await client.downloadFile(image.url, image.aeskey)).buffer).toEqual(PNG);
  const ledger = Buffer.from('整改台账'.repeat(1000));
  const sent = ['/robot/lisi/file', { filename: '台账.xlsx', base64: ledger.toString('base64') }] as const;
  const { file } = (await heard(sandbox, client, 'message.file', sent)).body as unknown as Sealed<'file'>;
  expect(await client.downloadFile(file.url, file.aeskey)).toEqual({ buffer: ledger, filename: '台账.xlsx' });
});

type Sealed<Name extends string> = Readonly<Record<Name, { readonly url: string; readonly aeskey: string }>>;

test('上传文件：分片，回给人，也推给人', async () => {
  const sandbox = await aRobotSandbox();
  const client = await connected(sandbox);
  const told = await heard(sandbox, client, 'message', TEXT);
  const ledger = Buffer.alloc(1_300_000, '台账');
  const { media_id: mediaId, type } = await client.uploadMedia(ledger, {
    type: 'file',
    filename: '台账.xlsx',
  });
  expect(type).toBe('file');
  await client.replyMedia(told, 'file', mediaId);
  await client.sendMediaMessage('lisi', 'file', mediaId);
  const files = (await sandbox.chat('robot/lisi')).filter(({ msgtype }) => msgtype === 'file');
  expect(files.map(({ payload }) => payload.media_id)).toEqual([mediaId, mediaId]);
});

test('被第二个客户端踢掉：知道，也不再连', async () => {
  const sandbox = await aRobotSandbox();
  const first = await connected(sandbox);
  const kicked = next(first, 'event.disconnected_event');
  const second = await connected(sandbox);
  await kicked;
  expect(first.isConnected).toBe(false);
  expect((await heard(sandbox, second, 'message', TEXT)).body).toMatchObject({
    text: { content: '我的待办' },
  });
});

test('线断了：它自己重连，再收得到', async () => {
  const sandbox = await aRobotSandbox();
  const client = await connected(sandbox);
  const again = next(client, 'authenticated');
  await sandbox.control('POST', '/robot/drop');
  await again;
  expect((await heard(sandbox, client, 'message', TEXT)).body).toMatchObject({
    text: { content: '我的待办' },
  });
});

test('密钥不对：认证失败', async () => {
  const client = aClient(await aRobotSandbox(), 'wrong');
  const failed = next<never>(client, 'authenticated').catch((error: Error) => error.message);
  client.connect();
  expect(await failed).toContain('853000');
});
