import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Member } from '../../../src/app/channel.ts';
import { openUserid } from '../../../src/sandbox/open-userid.ts';
import { createProbes } from '../../../src/wecom/probe.ts';
import { createWebhooks } from '../../../src/wecom/webhook.ts';
import { AGENT_ID, CORP_ID, recorder, rig, SECRET } from './rig.ts';
import { CORP, openSandbox, WEBHOOK_KEY, type SandboxRig } from './sandbox-rig.ts';

/* What the app does besides sending: the directory, its menu and tile, files, and the looks of the doctor. */

let house: SandboxRig;

beforeEach(async () => {
  house = await openSandbox();
});
afterEach(() => house.close());

const LI: Member = {
  userid: '001',
  name: '李秀兰',
  departments: ['莲花镇', '城建办'],
  position: '',
  directLeader: null,
  headOf: [],
  active: false,
};
const WANG: Member = {
  userid: 'WangJianguo',
  name: '王建国',
  departments: ['城建办'],
  position: '主任',
  directLeader: '001',
  headOf: ['城建办'],
  active: true,
};

describe('the directory', () => {
  test('with positions, leaders and who is disabled', async () =>
    expect(await house.bot.directory.people()).toEqual([LI, WANG]));

  test('without the right to details: the names', async () => {
    await house.fail({ path: '/cgi-bin/user/list', errcode: 48002, times: 2 });
    expect(await house.bot.directory.people()).toEqual([
      { ...LI, active: true },
      { ...WANG, position: '', directLeader: null },
    ]);
  });

  test('encrypted ids, plain ones and ids of nobody', async () => {
    const wang = openUserid(CORP, 'WangJianguo');
    const found = await house.bot.directory.useridsOf([wang, '001', 'woNobody', wang]);
    expect([...found]).toEqual([[wang, 'WangJianguo']]);
  });
});

const desk = () => house.control<Record<string, unknown>>('/people/WangJianguo/desk');

describe('the desk', () => {
  const items = [
    { label: '待报', value: '3' },
    { label: '临期', value: '1' },
    { label: '逾期', value: '2' },
  ];

  test('a menu, and an entry that is tapped', async () => {
    await house.bot.desk.setMenu([
      { key: 'my_tasks', label: '我的任务' },
      { key: 'help', label: '怎么填' },
    ]);
    expect(JSON.stringify(await desk())).toContain('我的任务');
    await house.control('/people/WangJianguo/menu', { key: 'my_tasks' });
    expect(house.received).toMatchObject([{ content: { type: 'menu', key: 'my_tasks' } }]);
  });

  test('a tile: first for everybody, then a person’s own figures', async () => {
    expect(await house.bot.desk.enableTile([{ label: '待报', value: '—' }])).toBe(true);
    await house.bot.desk.showTile(['WangJianguo'], items);
    expect(JSON.stringify(await desk())).toContain('逾期');
  });

  test('texts of a tile are cut to 64 bytes', async () => {
    const long = '整改'.repeat(40);
    expect(await house.bot.desk.enableTile([{ label: long, value: long }])).toBe(true);
  });

  test('tiles that are off in the console are no failure', async () => {
    await house.close();
    house = await openSandbox({ ...CORP, agent: { ...CORP.agent, workbench: false } });
    expect(await house.bot.desk.enableTile(items)).toBe(false);
    expect(house.bot.log).toEqual([]);
  });
});

const FILE = { fileName: '整改“周报”.docx', data: Buffer.from('PK\u0003\u0004 a document') };

describe('files', () => {
  test('a picture somebody sent', async () => {
    await house.control('/people/WangJianguo/image', {});
    const [message] = house.received;
    const content = message?.content.type === 'media' ? message.content : null;
    const id = content?.source.from === 'app' ? content.source.mediaId : '';
    expect(await house.bot.media.fetch(id)).toMatchObject({
      fileName: expect.stringMatching(/^photo-\w+\.png$/) as string,
      mediaType: 'image/png',
    });
  });

  test('one of our own, there and back', async () => {
    const uploaded = await house.bot.media.upload('file', FILE);
    const id = uploaded.status === 'uploaded' ? uploaded.mediaId : '';
    expect(await house.bot.media.fetch(id)).toMatchObject(FILE);
  });

  test('an id that is over, or of nothing', async () => {
    const uploaded = await house.bot.media.upload('file', FILE);
    house.setNow(new Date('2026-03-23T01:00:00Z'));
    const id = uploaded.status === 'uploaded' ? uploaded.mediaId : '';
    expect(await house.bot.media.fetch(id)).toEqual({ failed: 'gone' });
    expect(await house.bot.media.fetch('nothing')).toEqual({ failed: 'gone' });
  });

  test('a file that is no picture', async () =>
    expect(await house.bot.media.upload('image', FILE)).toMatchObject({ code: 40004, fault: 'message' }));

  test('for a webhook', async () => {
    const webhooks = createWebhooks({
      baseUrl: house.url,
      keys: { 领导小组: WEBHOOK_KEY, 已解散: 'dead0000-1111' },
      log: recorder([]),
    });
    expect(await webhooks.upload('领导小组', FILE)).toMatchObject({ status: 'uploaded' });
    expect(await webhooks.upload('已解散', FILE)).toMatchObject({ code: 93000, fault: 'operator' });
    expect(await webhooks.upload('没有配置', FILE)).toMatchObject({ code: 93000 });
  });
});

describe('looking whether WeCom lets us in', () => {
  const app = { corpId: CORP_ID, agentId: AGENT_ID, secret: SECRET };
  const probes = (given: Partial<Parameters<typeof createProbes>[0]> = {}) =>
    createProbes({ baseUrl: house.url, app, webhooks: {}, ...given });

  test('all is well', async () =>
    expect(await probes().app()).toMatchObject({
      agentId: AGENT_ID,
      token: { kind: 'answered', errcode: 0 },
      agent: { kind: 'answered', errcode: 0, body: { name: '督办', allow_partys: { partyid: [1] } } },
    }));

  test('the token itself is not told', async () => {
    const sight = JSON.stringify(await probes().app());
    const { calls } = await house.control<{ calls: { path: string }[] }>('/calls');
    expect(calls.map(({ path }) => path)).toEqual(['/cgi-bin/gettoken', '/cgi-bin/agent/get']);
    expect(sight).not.toContain('access_token');
  });

  test('without an app there is nothing to see', async () =>
    expect(await probes({ app: null }).app()).toBeNull());

  test('a wrong secret, also while a token of the right one is kept', async () => {
    await house.bot.directory.people();
    expect(await probes({ app: { ...app, secret: 'wrong' } }).app()).toMatchObject({
      token: { errcode: 40001, advice: expect.stringContaining('WECOM_SECRET') as string },
      agent: null,
    });
  });

  test('an agent that is not the secret’s', async () =>
    expect(await probes({ app: { ...app, agentId: 1000009 } }).app()).toMatchObject({
      agent: { errcode: 301002, advice: expect.stringContaining('AgentId') as string },
    }));

  test('nobody there', async () =>
    expect(await probes({ baseUrl: 'http://127.0.0.1:9' }).app()).toMatchObject({
      token: { kind: 'unanswered' },
      agent: null,
    }));

  test('webhooks: looked at without a message', async () => {
    const webhooks = { 领导小组: WEBHOOK_KEY, 已解散: 'dead0000-1111' };
    expect(await probes({ webhooks }).webhooks()).toMatchObject([
      { name: '领导小组', verdict: 'valid' },
      { name: '已解散', verdict: 'invalid', why: expect.stringContaining('93000') as string },
    ]);
    expect(await house.chat('groups/g1')).toEqual([]);
  });
});

test('a wrong secret: hundreds of messages ask for a token once', async () => {
  const wrong = rig(house.url, { secret: 'wrong' });
  const to = { channel: 'app', kind: 'person', id: 'WangJianguo' } as const;
  for (let message = 0; message < 200; message += 1) {
    expect(await wrong.app.send(to, `{"n":${message}}`)).toMatchObject({ code: 40001, fault: 'operator' });
  }
  const { calls } = await house.control<{ calls: unknown[] }>('/calls?path=/cgi-bin/gettoken');
  expect(calls).toHaveLength(1);
});
