import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Address } from '../../../src/app/channel.ts';
import { GROUP_SAFE } from '../../../src/domain/message/group-safe.ts';
import { openHouse, type House } from '../../support/house.ts';
import { NOTICES } from '../../unit/zh/notices.ts';

const MONDAY = '2026-06-08';

let house: House;
beforeAll(async () => {
  house = await openHouse({ date: MONDAY, time: '09:00' });
});
afterAll(() => house.close());

const WORK_GROUP: Address = { kind: 'webhook', name: 'g-work' };

/** Sends a notice to a group as a mistake of ours might, and answers with what became of it. */
async function sendToGroup(
  address: Address,
  name: string,
  notice: (typeof NOTICES)[string],
): Promise<string> {
  const now = house.deps.clock.now();
  const ids = await house.deps.store.outbound.add([
    {
      personId: null,
      roundId: null,
      kind: 'notice',
      period: `${address.kind}:${name}`,
      address,
      notice: notice ?? null,
      urgent: true,
      notBefore: now,
      createdAt: now,
    },
  ]);
  await house.deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
  await house.settle();
  const message = await house.deps.store.outbound.byId(ids[0] ?? '');
  return `${message?.state} ${message?.reason}`.trim();
}

describe('发到群里的', () => {
  test('允许的只有这几种', () => {
    expect([...GROUP_SAFE].toSorted()).toEqual([
      'answered_privately',
      'digest',
      'failed',
      'mention',
      'wall_chart',
    ]);
  });

  test('别的消息误投到群：不发，记一笔', async () => {
    const others = Object.entries(NOTICES).filter(
      ([, { kind }]) => !GROUP_SAFE.has(kind) && kind !== 'card_update',
    );
    const results = [];
    for (const [name, notice] of others) results.push(await sendToGroup(WORK_GROUP, name, notice));
    expect(new Set(results)).toEqual(new Set(['rejected not_for_groups']));
    expect(await house.group('g-work')).toEqual([]);
    const refused = await house.deps.store.audit.list({});
    expect(refused.filter(({ event }) => event === 'group_message_refused')).toHaveLength(others.length);
  });

  test('误投到应用建的群，也一样', async () => {
    const group: Address = { kind: 'appchat', chatid: 'dubanLeadingGroup' };
    expect(await sendToGroup(group, 'task-detail', NOTICES['task-detail'] ?? { kind: 'cancelled' })).toBe(
      'rejected not_for_groups',
    );
  });

  test('一周下来，群里没有一句问题、任务、填报内容，也没有责任人姓名', async () => {
    await house.say('luhaiping', '14 推进中，砚池三标段结算资料已送审');
    await house.say('luhaiping', '26 已完成，四处淤堵管段全部疏通');
    for (const time of ['12:00', '14:00', '16:10'] as const) await house.at('2026-06-12', time);
    const said = (await house.group('dubanLeadingGroup')).join('\n');
    expect(said).toContain('任务39项');
    const tasks = await house.deps.store.tasks.list({});
    const findings = await house.service.app.database.pool.query<{ text: string }>(
      'select unnest(array[title, finding, cause]) as text from "Problem"',
    );
    const entries = await house.deps.store.entries.ofTasks(tasks.map(({ id }) => id));
    const forbidden = [
      ...findings.rows.map(({ text }) => text),
      ...tasks.flatMap(({ title, problem, measures }) => [
        title,
        problem.name,
        ...measures.map(({ text }) => text),
      ]),
      ...tasks.flatMap(({ owner, leader, contact }) =>
        [owner, leader, contact].map((who) => who?.name ?? ''),
      ),
      ...entries.flatMap(({ text, nextPlan }) => [text, nextPlan]),
    ].filter((text) => text.trim().length > 1);
    expect(forbidden.length).toBeGreaterThan(150);
    expect(forbidden.filter((text) => said.includes(text))).toEqual([]);
  });
});
