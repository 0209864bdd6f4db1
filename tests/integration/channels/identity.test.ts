import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addPerson } from '../../../src/app/office/add-person.ts';
import { issueBindingCode } from '../../../src/app/conversation/binding-codes.ts';
import { AppError } from '../../../src/errors.ts';
import { away, inShort, openMailroom, ROBOT, type Mailroom } from './a-mailroom.ts';

let room: Mailroom;
beforeEach(async () => {
  room = await openMailroom();
});
afterEach(() => room.close());

const chat = async (chatId: string) =>
  (
    await room.rows(`select "boundBy", "wrongCodes", p.userid from "RobotChat" c
     left join "Person" p on p.id = c."personId" where "chatId" = '${chatId}'`)
  )[0];

const reports = () => room.rows(`select text from "ProgressEntry"`);

const random = (from: number) => (bytes: number) => Uint8Array.from({ length: bytes }, (_, at) => from + at);

describe('机器人认人', () => {
  test('明文账号：大小写不同也是他，当即办理', async () => {
    const said = await room.write('LuHaiPing', '正在推进，已核对两处排口');
    expect(inShort(said)).toEqual(['person luhaiping ← receipt (robot)']);
    expect(said[0]?.replyTo).toBe('req-1');
    expect(await chat('LuHaiPing')).toEqual({ boundBy: 'plain', wrongCodes: 0, userid: 'luhaiping' });
    expect(room.wecom.asked).toEqual([]);
  });

  test('密文账号：向企业微信换成明文，只问一次', async () => {
    room.wecom.userids.set('wo-lu', 'luhaiping');
    expect(inShort(await room.write('wo-lu', '正在推进，已核对两处排口'))).toEqual([
      'person luhaiping ← receipt (robot)',
    ]);
    await room.write('wo-lu', '我的任务');
    expect(await chat('wo-lu')).toMatchObject({ boundBy: 'converted', userid: 'luhaiping' });
    expect(room.wecom.asked).toEqual(['wo-lu']);
  });

  test('企业微信一时不通：等它，消息不丢', async () => {
    room.wecom.userids.set('wo-lu', 'luhaiping');
    room.wecom.fault = away;
    for (let tries = 0; tries < 6; tries += 1) {
      await expect(tries === 0 ? room.write('wo-lu', '正在推进，已核对两处排口') : room.again()).rejects.toBe(
        away,
      );
    }
    room.wecom.fault = null;
    expect(inShort(await room.again())).toEqual(['person luhaiping ← receipt (robot)']);
  });

  test.each([
    ['等了半小时还不通', away, 31],
    ['企业微信不让换（可信 IP 没有配）', new AppError('wecom_api', '60020'), 0],
  ])('%s：请他发绑定码', async (_, fault, minutes) => {
    room.wecom.fault = fault;
    const first = room.write('wo-lu', '1已完成').catch(() => null);
    await first;
    room.clock.set(new Date(room.clock.now().getTime() + minutes * 60_000));
    const said = [...((await first) ?? []), ...(await room.again())];
    expect(inShort(said)).toEqual(['robot person wo-lu ← binding_asked (robot)']);
    expect(await reports()).toEqual([]);
  });
});

describe('生人', () => {
  test('写的内容不办理，只请他发绑定码，一天一次', async () => {
    expect(inShort(await room.write('wo-x', '1已完成'))).toEqual([
      'robot person wo-x ← binding_asked (robot)',
    ]);
    expect(await room.write('wo-x', '在吗')).toEqual([]);
    room.clock.set(new Date('2026-06-09T02:00:00Z'));
    expect(await room.write('wo-x', '在吗')).toHaveLength(1);
    expect(await room.rows(`select outcome, content from "InboundMessage" order by seq limit 1`)).toEqual([
      { outcome: 'unknown_person', content: { type: 'text', text: '1已完成' } },
    ]);
    expect(await reports()).toEqual([]);
  });

  test('打开单聊就请他发绑定码', async () => {
    const enter = {
      content: { type: 'enter' },
      replyTo: { to: 'enter', reqId: 'e-1', at: new Date(0) },
    } as const;
    expect(await room.write('wo-x', '', enter)).toMatchObject([
      { to: 'robot person wo-x', replyTo: 'e-1', notice: { kind: 'binding_asked' } },
    ]);
  });

  test('已调离的人不再认，也不请他绑定', async () => {
    await room.rows(`update "Person" set active = false`);
    expect(inShort(await room.write('luhaiping', '1已完成'))).toEqual([
      'robot person luhaiping ← unknown_person (robot)',
    ]);
  });

  test('应用里的生人照旧', async () => {
    const said = await room.write('nobody', '1已完成', { channel: 'app', replyTo: null });
    expect(inShort(said)).toEqual(['person nobody ← unknown_person (app)']);
  });
});

describe('绑定码', () => {
  test('发来就认得，问候他；码只能用一次', async () => {
    const { code } = await issueBindingCode(room.deps, { userid: 'luhaiping' }, random(1));
    expect(code).toMatch(/^BD-[0-9A-HJKMNP-TV-Z]{6}$/);
    expect(await room.write('wo-lu', code.toLowerCase())).toMatchObject([
      { to: 'person luhaiping', via: 'robot', notice: { kind: 'bound', name: '陆海平' } },
    ]);
    expect(inShort(await room.write('wo-lu', '1正在推进，已核对'))).toEqual([
      'person luhaiping ← receipt (robot)',
    ]);
    expect(await room.write('wo-y', code)).toMatchObject([
      { notice: { kind: 'binding_refused', why: 'wrong' } },
    ]);
    expect(await chat('wo-y')).toEqual({ boundBy: null, wrongCodes: 1, userid: null });
  });

  test('库里没有码，只有它的散列', async () => {
    const { code } = await issueBindingCode(room.deps, { userid: 'luhaiping' }, random(1));
    expect(JSON.stringify(await room.rows(`select * from "BindingCode"`))).not.toContain(code.slice(3));
    expect(JSON.stringify(await room.rows(`select * from "AuditEvent"`))).not.toContain(code.slice(3));
  });

  test('错五次之后，对的也不认', async () => {
    const { code } = await issueBindingCode(room.deps, { userid: 'luhaiping' }, random(1));
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await room.write('wo-x', 'BD-000000')).toMatchObject([{ notice: { why: 'wrong' } }]);
    }
    expect(await room.write('wo-x', code)).toMatchObject([
      { notice: { kind: 'binding_refused', why: 'too_many' } },
    ]);
    expect(await chat('wo-x')).toMatchObject({ userid: null });
    expect(inShort(await room.write('wo-lu', code))).toEqual(['person luhaiping ← bound (robot)']);
  });

  test('新码顶替旧码；过了十四天作废', async () => {
    const old = await issueBindingCode(room.deps, { userid: 'luhaiping' }, random(1));
    const { code, validUntil } = await issueBindingCode(room.deps, { userid: 'LUHAIPING' }, random(9));
    expect(validUntil).toEqual(new Date(room.clock.now().getTime() + 14 * 86_400_000));
    expect(await room.write('wo-lu', old.code)).toMatchObject([{ notice: { why: 'wrong' } }]);
    room.clock.set(validUntil);
    expect(await room.write('wo-lu', code)).toMatchObject([{ notice: { why: 'wrong' } }]);
  });

  test('没有账号的人也能绑定；换一个码，会话就换人', async () => {
    const { userid } = await addPerson(room.deps, { name: '何婉清', unit: '财务科', userid: null });
    const { code } = await issueBindingCode(room.deps, { userid }, random(1));
    await room.write('wo-x', code);
    expect(await chat('wo-x')).toMatchObject({ userid });
    const other = await issueBindingCode(room.deps, { userid: 'luhaiping' }, random(9));
    await room.write('wo-x', other.code);
    expect(await chat('wo-x')).toMatchObject({ userid: 'luhaiping' });
  });

  test.each([
    ['没有这个人', 'nobody'],
    ['已调离的人', 'luhaiping'],
  ])('%s不发', async (_, userid) => {
    await room.rows(`update "Person" set active = false`);
    await expect(issueBindingCode(room.deps, { userid }, random(1))).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('群里提到机器人', () => {
  const inGroup = { groupId: 'wr-1' };

  test('照样办理；答复发到本人那里，群里一个字的内容也没有', async () => {
    const said = await room.write('luhaiping', '1正在推进，已核对两处排口', inGroup);
    expect(inShort(said).toSorted()).toEqual([
      'person luhaiping ← receipt',
      'robot group wr-1 ← answered_privately (robot)',
    ]);
    const toGroup = said.find(({ to }) => to.includes('wr-1'));
    expect(toGroup).toMatchObject({
      replyTo: 'req-1',
      notice: { kind: 'answered_privately', reached: true },
    });
    expect(said.find(({ to }) => to.includes('luhaiping'))).toMatchObject({ replyTo: null });
    expect((await room.store.robotChats.groups(ROBOT)).map(({ chatId }) => chatId)).toEqual(['wr-1']);
  });

  test('群里说话不算开了单聊：没有应用时，说明还不能私下答复', async () => {
    const lone = await openMailroom({ channels: {}, directory: null });
    try {
      const reached = async () =>
        (await lone.write('luhaiping', '我的任务', inGroup)).find(({ to }) => to.includes('wr-1'))?.notice;
      expect(await reached()).toEqual({ kind: 'answered_privately', reached: false });
      await lone.write('luhaiping', '你好');
      expect(await reached()).toEqual({ kind: 'answered_privately', reached: true });
    } finally {
      await lone.close();
    }
  });

  test('生人在群里：不办理，也不在群里要绑定码', async () => {
    const { code } = await issueBindingCode(room.deps, { userid: 'luhaiping' }, random(1));
    for (const text of ['1已完成', code]) {
      expect((await room.write('wo-x', text, inGroup)).map(({ notice }) => notice)).toEqual([
        { kind: 'answered_privately', reached: false },
      ]);
    }
    expect(await reports()).toEqual([]);
    // The group has read it.
    expect(await room.write('wo-lu', code)).toMatchObject([{ notice: { kind: 'binding_refused' } }]);
  });
});
