import { loadImage } from '@napi-rs/canvas';
import { afterEach, describe, expect, test } from 'vitest';
import { setDigestPicture, setDigestTarget } from '../../../src/app/office/set-up-office.ts';
import { openHouse, type House } from '../../support/house.ts';

const MONDAY = '2026-06-08';
const FRIDAY = '2026-06-12';
const LEADERS = 'dubanLeadingGroup';

let house: House;
afterEach(() => house.close());

/** A house on Friday afternoon with its week frozen. */
async function onFriday(): Promise<House> {
  house = await openHouse({ date: MONDAY, time: '08:30' });
  await house.at(FRIDAY, '14:00');
  await house.group(LEADERS);
  return house;
}

async function pictureRow() {
  const rows = await house.deps.store.outbound.list({ since: new Date(0), limit: 500 });
  const { state, reason, via } = rows.find(({ kind }) => kind === 'digest_picture') ?? {};
  return { state, reason, via };
}

/** It waits for the digest, and goes out a moment after that has arrived. */
const becomes = (state: string) =>
  expect.poll(async () => (await pictureRow()).state, { timeout: 20_000 }).toBe(state);

const isPhonePicture = async (png: Buffer | undefined) => {
  const { width, height } = await loadImage(png ?? Buffer.alloc(0));
  expect(width).toBe(1080);
  expect(height).toBeGreaterThan(2000);
  expect(png?.length).toBeLessThan(300_000);
};

describe('周报的图', () => {
  test('周五 16:10 周报之后到群里，再跑多少遍也只有一张', async () => {
    await onFriday();
    await house.at(FRIDAY, '16:10');
    await becomes('sent');
    expect((await house.group(LEADERS)).join()).toContain('第4期');
    const [png, ...more] = await house.pictures(LEADERS);
    expect(more).toEqual([]);
    await isPhonePicture(png);
    expect(await pictureRow()).toEqual({ state: 'sent', reason: '', via: 'appchat' });
    const types = (await house.calls('/cgi-bin/appchat/send')).map(
      (call) => /"msgtype\\?":\\?"(\w+)/.exec(JSON.stringify(call))?.[1],
    );
    expect(types.at(-1)).toBe('image');
    await house.at(FRIDAY, '16:40');
    expect(await house.pictures(LEADERS)).toHaveLength(1);
  });

  test('留下的那一份里没有任务、问题和人名', async () => {
    await onFriday();
    await house.at(FRIDAY, '16:10');
    await becomes('sent');
    const { rows } = await house.service.app.database.pool.query<{ notice: string }>(
      `select notice::text from "OutboundMessage" where kind = 'digest_picture'`,
    );
    for (const { title, problem, owner, leader, measures } of await house.deps.store.tasks.list({})) {
      const words = [title, problem.name, owner?.name, leader?.name, ...measures.map(({ text }) => text)];
      for (const text of words) if (text) expect(rows[0]?.notice).not.toContain(text);
    }
    expect(rows[0]?.notice).toContain('城建办');
  });

  test('发到群机器人：图就在消息里', async () => {
    await onFriday();
    await setDigestTarget(house.deps, null, 'A', { webhook: 'g-work' });
    await house.at(FRIDAY, '16:10');
    await becomes('sent');
    await isPhonePicture((await house.pictures('g-work'))[0]);
    expect(await pictureRow()).toEqual({ state: 'sent', reason: '', via: 'webhook' });
  });

  test('本轮不要图：只有周报', async () => {
    await onFriday();
    await setDigestPicture(house.deps, 'A', false);
    await house.at(FRIDAY, '16:10');
    expect((await house.group(LEADERS)).join()).toContain('第4期');
    expect(await house.pictures(LEADERS)).toEqual([]);
    expect(await pictureRow()).toEqual({});
  });

  test('画不成：周报照发', async () => {
    await onFriday();
    Object.assign(house.deps, { drawWallChart: () => Promise.reject(new Error('no canvas here')) });
    await house.at(FRIDAY, '16:10');
    await becomes('rejected');
    expect((await house.group(LEADERS)).join()).toContain('第4期');
    expect(await house.pictures(LEADERS)).toEqual([]);
    expect(await pictureRow()).toMatchObject({ state: 'rejected', reason: 'picture_not_drawn' });
  });
});
