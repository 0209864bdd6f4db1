import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refreshTiles } from '../../../src/app/office/refresh-tiles.ts';
import { openHouse, type House } from '../../support/house.ts';

/* The whole bot against the sandbox: what comes in by the robot's connection and by the app's callback. */

let house: House;
beforeAll(async () => {
  house = await openHouse({ date: '2026-06-08', time: '10:00' });
  await until(async () => (await house.deps.store.robotStates.get(house.deps.robotId ?? ''))?.state === 'up');
});
afterAll(() => house.close());

async function until(holds: () => Promise<boolean>): Promise<void> {
  const patience = AbortSignal.timeout(20_000);
  while (!(await holds())) {
    patience.throwIfAborted();
    await pause(25);
  }
}

const post = async (path: string, body: object = {}, method: 'POST' | 'DELETE' = 'POST'): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${house.sandbox}${path}`, { headers, body: JSON.stringify(body), method });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
};

interface Shown {
  readonly direction: 'in' | 'out';
  readonly payload: object;
}

/** What the bot has said in a chat so far, as JSON. */
const saidIn = async (chat: string): Promise<string[]> => {
  const response = await fetch(`${house.sandbox}${chat}/messages?after=0`);
  const { messages } = (await response.json()) as { messages: Shown[] };
  return messages
    .filter(({ direction }) => direction === 'out')
    .map(({ payload }) => JSON.stringify(payload));
};

/** Does something and waits for what the bot then says in that chat. */
async function heardIn(chat: string, act: () => Promise<void>): Promise<string> {
  const before = (await saidIn(chat)).length;
  await act();
  await until(async () => (await saidIn(chat)).length > before);
  return (await saidIn(chat)).slice(before).join('\n');
}

const rows = async (sql: string) => (await house.service.app.database.pool.query(sql)).rows as object[];

describe('机器人', () => {
  const alone = '/robot/luhaiping';
  const toRobot = (verb: string, body: object) => heardIn(alone, () => post(`${alone}/${verb}`, body));

  test('单聊里答复，答在单聊里', async () => {
    const receipt = await toRobot('text', { content: '14正在推进，结算资料已送审计' });
    expect(receipt).toContain('结算资料已送审计');
    expect(await rows(`select "boundBy" from "RobotChat" where "chatId" = 'luhaiping'`)).toEqual([
      { boundBy: 'plain' },
    ]);
  });

  test('群里@它：群里没有一个字的内容，本人那里有回执', async () => {
    const before = (await saidIn(alone)).length;
    const inGroup = await heardIn('/groups/g-work', () =>
      post('/groups/g-work/text', {
        userid: 'luhaiping',
        content: '14正在推进，已约谈施工单位',
        mention: true,
        separator: 'none',
      }),
    );
    expect(inGroup).not.toMatch(/14|约谈|推进/);
    await until(async () => (await saidIn(alone)).length > before);
    expect((await saidIn(alone)).at(-1)).toContain('已约谈施工单位');
  });

  test('发来的图片当即取回、解密、留存', async () => {
    await toRobot('image', {});
    expect(await rows(`select media, "mediaType" from "InboundMedia"`)).toMatchObject([{ media: 'image' }]);
  });
});

const toApp = (verb: string, body: object) =>
  heardIn('/people/tangqiming', () => post(`/people/tangqiming/${verb}`, body));

describe('应用', () => {
  test('发来的图片留存', async () => {
    await toApp('image', {});
    expect(
      await rows(`select media from "InboundMedia" m join "InboundMessage" i on i.id = m."inboundId"
        where i."senderId" = 'tangqiming'`),
    ).toEqual([{ media: 'image' }]);
  });

  test('菜单和工作台随启动设好，点菜单就有答复', async () => {
    expect(await refreshTiles(house.deps)).toBeGreaterThan(0);
    expect(await toApp('menu', { key: 'my_tasks' })).toContain('4');
    const response = await fetch(`${house.sandbox}/people/tangqiming/desk`);
    expect(JSON.stringify(await response.json())).toContain('待报');
    expect(await refreshTiles(house.deps)).toBe(0);
  });
});

test('有人离开企业，随即停用，名下任务告诉整改办', async () => {
  await heardIn('/people/shenjingyi', () => post('/people/tangqiming', {}, 'DELETE'));
  expect((await house.deps.store.people.byUserid('tangqiming'))?.active).toBe(false);
  expect((await saidIn('/people/shenjingyi')).at(-1)).toContain('唐启明');
});
