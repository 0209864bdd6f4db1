import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addPerson } from '../../../src/app/office/add-person.ts';
import type { Member } from '../../../src/app/channel.ts';
import { syncContacts } from '../../../src/app/office/sync-contacts.ts';
import { away, inShort, openMailroom, type Mailroom } from './a-mailroom.ts';

let room: Mailroom;
beforeEach(async () => {
  room = await openMailroom();
  room.wecom.members = [lu];
});
afterEach(() => room.close());

const aMember = (userid: string, name: string, given: Partial<Member> = {}): Member => ({
  userid,
  name,
  departments: [],
  position: '',
  directLeader: null,
  headOf: [],
  active: true,
  ...given,
});

/** As saveSmallRound has him. */
const lu = aMember('luhaiping', '陆海平', { departments: ['城建办'], position: '副主任' });

const person = async (userid: string) => (await room.store.people.byUserid(userid)) ?? null;

const NOTHING = { added: [], renamed: [], moved: [], back: [], left: [], headed: [] };

describe('随通讯录走', () => {
  test('新来的人、改名、换部门、部门负责人', async () => {
    const finance = await room.store.people.saveUnit({ name: '财务科', headId: null });
    room.wecom.members = [
      aMember('LUHAIPING', '陆海萍', { departments: ['区府办', '财务科'] }),
      aMember('hewanqing', '何婉清', { departments: ['财务科'], headOf: ['财务科', '没有的单位'] }),
    ];
    expect(await syncContacts(room.deps)).toEqual({
      ...NOTHING,
      kind: 'done',
      added: ['hewanqing'],
      renamed: ['LUHAIPING'],
      moved: ['LUHAIPING'],
      headed: ['财务科'],
    });
    expect(await person('luhaiping')).toMatchObject({
      name: '陆海萍',
      unit: { name: '财务科' },
      active: true,
    });
    const he = await person('hewanqing');
    expect((await room.store.people.units()).find(({ id }) => id === finance)?.headId).toBe(he?.id);
    expect(await syncContacts(room.deps)).toEqual({ kind: 'done', ...NOTHING });
    expect(await room.rows(`select detail from "AuditEvent" where event = 'contacts_synced'`)).toEqual([
      { detail: { added: 1, renamed: 1, moved: 1, back: 0, left: 0, headed: 1, who: [] } },
    ]);
  });

  test('角色是我们的，部门对不上的留在原单位，已有负责人的不换', async () => {
    await room.rows(`update "Person" set roles = '{manager}'`);
    await room.rows(`update "Unit" set "headId" = '${room.round.personId}'`);
    room.wecom.members = [
      aMember('luhaiping', '陆海平', { departments: ['驻外办'] }),
      aMember('hewanqing', '何婉清', { departments: ['城建办'], headOf: ['城建办'] }),
    ];
    await syncContacts(room.deps);
    expect(await person('luhaiping')).toMatchObject({ roles: ['manager'], unit: { name: '城建办' } });
    expect((await room.store.people.units())[0]?.headId).toBe(room.round.personId);
  });

  test('离开的人不再提醒；名下有未销号任务的，告诉整改办一次；回来了就恢复', async () => {
    const he = aMember('hewanqing', '何婉清');
    room.wecom.members = [lu, he];
    await syncContacts(room.deps);
    await room.rows(`update "Person" set roles = '{manager}' where userid = 'hewanqing'`);
    room.wecom.members = [{ ...lu, active: false }, he];
    expect(await syncContacts(room.deps)).toMatchObject({ left: ['luhaiping'] });
    expect(await person('luhaiping')).toMatchObject({
      active: false,
      name: '陆海平',
      unit: { name: '城建办' },
    });
    const said = await room.said();
    expect(inShort(said)).toEqual(['person hewanqing ← members_left']);
    expect(said[0]?.notice).toEqual({ kind: 'members_left', people: [{ name: '陆海平', codes: ['1'] }] });
    expect(room.jobs).toContainEqual({ name: 'deliver', outboundId: expect.any(String) });
    await syncContacts(room.deps);
    expect(await room.said()).toEqual([]);
    room.wecom.members = [lu, he];
    expect(await syncContacts(room.deps)).toMatchObject({ back: ['luhaiping'] });
    expect(await person('luhaiping')).toMatchObject({ active: true });
  });

  test('没有企业微信账号的人不受影响', async () => {
    const { userid } = await addPerson(room.deps, { name: '老周', unit: null, userid: null });
    expect(await syncContacts(room.deps)).toEqual({ kind: 'done', ...NOTHING });
    expect(await person(userid)).toMatchObject({ active: true });
  });
});

describe('宁可不动', () => {
  test('通讯录是空的：可见范围大概改错了', async () => {
    room.wecom.members = [];
    expect(await syncContacts(room.deps)).toEqual({ kind: 'refused', why: 'nobody_listed', left: 1 });
    expect(await person('luhaiping')).toMatchObject({ active: true });
  });

  test.each([
    ['二十人走了四人：照办', 20, 4, 'done'],
    ['八人走了四人：不到五人，照办', 8, 4, 'done'],
    ['二十六人走了五人：不到两成，照办', 26, 5, 'done'],
    ['二十四人走了五人：超过两成，不动', 24, 5, 'refused'],
  ])('%s', async (_, count, leaving, kind) => {
    const crew = Array.from({ length: count - 1 }, (__, no) => aMember(`crew${no}`, `成员${no}`));
    room.wecom.members = [lu, ...crew];
    await syncContacts(room.deps);
    room.wecom.members = [lu, ...crew.slice(leaving), aMember('late', '新人')];
    expect((await syncContacts(room.deps)).kind).toBe(kind);
    expect((await person('crew0'))?.active).toBe(kind === 'refused');
    expect((await person('late')) !== null).toBe(kind === 'done');
  });

  test('企业微信不通：什么也不动，作业自会再试', async () => {
    const directory = { people: () => Promise.reject(away), useridsOf: () => Promise.reject(away) };
    await expect(syncContacts({ ...room.deps, directory })).rejects.toBe(away);
    expect(await person('luhaiping')).toMatchObject({ active: true });
  });

  test('没有自建应用就没有通讯录', async () => {
    expect(await syncContacts({ ...room.deps, directory: null })).toEqual({ kind: 'skipped' });
  });
});
