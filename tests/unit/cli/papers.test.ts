import { describe, expect, test } from 'vitest';
import { partsOf } from '../documents/word/parts-of.ts';
import { aTask } from '../../support/a-task.ts';
import { aPerson, aRound } from '../app/import/import-store.ts';
import { aMachine, run } from './a-cli.ts';

const lin = aPerson('linxiaolan', '林晓岚');
const gu = aPerson('gu', '顾南');

const machine = () =>
  aMachine({
    rounds: [aRound()],
    people: [lin, gu],
    tasks: [
      aTask({ no: 1, owner: lin, completion: 'done', closure: 'closed', closedOn: '2026-05-01' }),
      aTask({ no: 2, owner: lin, dueOn: '2026-06-01' }),
      aTask({ no: 3, owner: gu, horizon: 'long', dueOn: null }),
    ],
  });

const textsOf = (file: Buffer | undefined): string[] => partsOf(file ?? Buffer.from('')).texts();

describe('report', () => {
  test('writes the report, says what is in it and what is to be filled in, and remembers the export', async () => {
    const house = machine();
    const { code, out } = await run(house, 'report', '--for', 'superior', '--out', '/papers/report.docx');
    expect(code).toBe(0);
    expect(out).toEqual([
      '/papers/report.docx: 3 problems, 0 withheld, as of 2026-06-10',
      '8 places to fill in, marked yellow',
    ]);
    expect(textsOf(house.files.get('/papers/report.docx'))).toContain(
      '关于八届区委第七轮巡察整改进展情况的报告',
    );
    expect(house.memory.audit).toMatchObject([
      { event: 'paper_exported', detail: { paper: 'report', which: 'superior', tasks: 3, as: null } },
    ]);
  });

  test('leaves out what is withheld from those it is for, and counts it', async () => {
    const house = machine();
    await run(house, 'withhold', '2', '--from', 'society', '--reason', '涉及未公开的审计事项');
    const { out } = await run(house, 'report', '--for', 'society', '--out', 'a.docx');
    expect(out[0]).toBe('a.docx: 2 problems, 1 withheld, as of 2026-06-10');
    const party = await run(house, 'report', '--for', 'party', '--out', 'b.docx');
    expect(party.out[0]).toBe('b.docx: 3 problems, 0 withheld, as of 2026-06-10');
  });

  test('for somebody it holds what he may see', async () => {
    const house = machine();
    const { out } = await run(house, 'report', '--for', 'superior', '--as', 'gu', '--out', 'a.docx');
    expect(out[0]).toBe('a.docx: 1 problems, 0 withheld, as of 2026-06-10');
    expect(house.memory.audit.at(-1)?.detail).toMatchObject({ as: 'gu', tasks: 1 });
  });

  test.each([
    [['report', '--out', 'a.docx'], "required option '--for <audience>' not specified"],
    [['report', '--for', 'everybody', '--out', 'a.docx'], "argument 'everybody' is invalid"],
    [['report', '--for', 'party', '--line-pitch', '30', '--out', 'a.docx'], 'expected points from 20 to 29'],
    [['withhold', '2', '--from', 'party'], 'say --from party or society, and --reason TEXT or --publish'],
    [['withhold', '2', '--from', 'superior', '--reason', 'x'], "argument 'superior' is invalid"],
  ])('%j is refused', async (args, said) => {
    const house = machine();
    const { code, err } = await run(house, ...args);
    expect(code).toBe(2);
    expect(err.join('\n')).toContain(said);
    expect(house.files.size).toBe(0);
  });
});

describe('withhold', () => {
  test('twice, each with its reason, listed, published again; the log says who and why', async () => {
    const house = machine();
    expect((await run(house, 'withhold')).out).toEqual(['round A withholds nothing']);
    await run(house, 'withhold', '2', '--from', 'party', '--reason', '正在核查');
    await run(house, 'withhold', '2', '--from', 'society', '--reason', '涉及个人隐私');
    await run(house, 'withhold', '3', '--from', 'society', '--reason', '涉及个人隐私');
    await run(house, 'withhold', '3', '--from', 'society', '--publish');
    expect((await run(house, 'withhold')).out).toEqual([
      '2  公务接待把关不严  withheld inside the party: 正在核查; withheld from society: 涉及个人隐私',
    ]);
    expect(house.memory.audit.map(({ event }) => event)).toEqual([
      'problem_withheld',
      'problem_withheld',
      'problem_withheld',
      'problem_published',
    ]);
  });

  test('said twice it is written down once', async () => {
    const house = machine();
    for (const _ of [1, 2]) await run(house, 'withhold', '2', '--from', 'party', '--reason', '正在核查');
    expect(house.memory.audit).toHaveLength(1);
  });

  test('a problem that is not there', async () => {
    const { code, err } = await run(machine(), 'withhold', '9', '--from', 'party', '--reason', '正在核查');
    expect([code, err]).toEqual([1, ['error: round A has no problem 9']]);
  });
});

test('papers: how they are made out is kept and used', async () => {
  const house = machine();
  expect((await run(house, 'papers')).out).toEqual([
    'office: (to be filled in)',
    'addressee: (to be filled in)',
    'line pitch: 28 pt',
    'long term: a state',
  ]);
  const settings = ['--office', '云栖街道党工委', '--line-pitch', '28.95', '--long-term', 'beside'];
  expect((await run(house, 'papers', ...settings)).out).toEqual([
    'office: 云栖街道党工委',
    'addressee: (to be filled in)',
    'line pitch: 28.95 pt',
    'long term: beside the completion',
  ]);
  await run(house, 'report', '--for', 'superior', '--date', '2026-06-12', '--out', 'a.docx');
  const parts = partsOf(house.files.get('a.docx') ?? Buffer.from(''));
  expect(parts.tag('word/document.xml', 'w:docGrid')['w:linePitch']).toBe('579');
  expect(parts.texts()).toEqual(
    expect.arrayContaining(['云栖街道党工委', '2026年6月12日', '整改状态：未完成，长期坚持']),
  );
});
