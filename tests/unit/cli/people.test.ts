import { expect, test } from 'vitest';
import { aPerson, aRound } from '../app/import/import-store.ts';
import { aMachine, run } from './a-cli.ts';
import { aChat } from './a-channel-memory.ts';

const lin = aPerson('linxiaolan', '林晓岚');
const he = aPerson('hezhi', '何志');

test('a person without an account, his unit and his code', async () => {
  const machine = aMachine();
  const { out } = await run(machine, 'person', 'add', '何志', '--unit', '财务科');
  expect(out).toEqual(['何志 is person:1: see "duban binding-code person:1"']);
  expect(machine.memory.people).toMatchObject([
    { userid: 'person:1', name: '何志', unit: { name: '财务科' } },
  ]);
  await run(machine, 'person', 'add', '林晓岚', '--userid', 'linxiaolan');
  expect((await run(machine, 'person', 'add', '李娜')).out[0]).toContain('person:2');
  expect(await run(machine, 'person', 'add', '林某', '--userid', 'LinXiaolan')).toMatchObject({
    code: 2,
    err: ['error: somebody has the userid LinXiaolan already'],
  });
});

test('binding codes are printed once, with how long they are good', async () => {
  const machine = aMachine({ people: [lin, he] });
  const { out } = await run(machine, 'binding-code', 'linxiaolan', 'HEZHI');
  expect(out).toEqual([
    expect.stringMatching(/^林晓岚 \(linxiaolan\): BD-[0-9A-Z]{6}, until 2026-06-24 10:00$/),
    expect.stringMatching(/^何志 \(hezhi\): BD-/),
  ]);
  expect([...machine.channels.codes.keys()]).toEqual([lin.id, he.id]);
  expect(await run(machine, 'binding-code', 'nobody')).toMatchObject({ code: 1 });
});

test('--all: whoever has no conversation with the robot yet and has not left', async () => {
  const machine = aMachine({ people: [lin, he, aPerson('gone', '戴明', { active: false })] });
  machine.channels.robotId = 'aib-1';
  machine.channels.chats.push(aChat());
  const { json } = await run(machine, 'binding-code', '--all', '--json');
  expect(json).toMatchObject([{ userid: 'hezhi', name: '何志', validUntil: '2026-06-24T02:00:00.000Z' }]);
  machine.channels.chats.push(aChat({ chatId: 'wo-he', personId: he.id }));
  expect((await run(machine, 'binding-code', '--all')).out).toEqual([
    'everybody has a conversation with the robot',
  ]);
});

test('contacts: what changed, by userid', async () => {
  const machine = aMachine({ people: [lin] });
  machine.directory = [
    { userid: 'linxiaolan', name: '林小岚' },
    { userid: 'hezhi', name: '何志' },
  ];
  expect((await run(machine, 'contacts')).out).toEqual(['added   1: hezhi', 'renamed 1: linxiaolan']);
  expect((await run(machine, 'contacts')).out).toEqual(['everything is as WeCom has it']);
  expect((await run(machine, 'contacts', '--json')).json).toMatchObject({ kind: 'done', added: [] });
});

test('contacts: a directory that lists nobody changes nothing', async () => {
  const machine = aMachine({ people: [lin] });
  expect(await run(machine, 'contacts')).toMatchObject({
    code: 1,
    out: [expect.stringContaining('visible scope')],
    err: ['error: nothing was changed'],
  });
  expect(machine.memory.people).toEqual([lin]);
});

test.each([
  ['contacts', ['contacts'], 0],
  ['grant to somebody unknown', ['grant', 'hezhi', 'manager'], 1],
  ['a group of the app', ['digest-to', 'A', '--group'], 1],
])('without a self-built app: %s says so', async (_, args, code) => {
  const machine = aMachine({ rounds: [aRound()] });
  machine.directory = null;
  const outcome = await run(machine, ...args);
  expect([outcome.code, [...outcome.out, ...outcome.err].join()]).toEqual([
    code,
    expect.stringContaining('without a self-built app'),
  ]);
});

test('without a self-built app whoever we have is still given roles', async () => {
  const machine = aMachine({ people: [lin] });
  machine.directory = null;
  expect((await run(machine, 'grant', 'linxiaolan', 'manager')).out).toEqual(['linxiaolan: manager']);
});

test('sign-out: by userid, ignoring case; nobody is an error', async () => {
  const machine = aMachine({ people: [lin] });
  expect((await run(machine, 'sign-out', 'LinXiaolan')).out).toEqual(['LinXiaolan: every session is ended']);
  expect(machine.memory.audit).toMatchObject([
    { event: 'signed_out', actor: 'operator', subject: 'linxiaolan' },
  ]);
  expect(await run(machine, 'sign-out', 'nobody')).toMatchObject({
    code: 1,
    err: ['error: nobody has the userid nobody'],
  });
});
