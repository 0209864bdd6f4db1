import { expect, test } from 'vitest';
import { aRound } from '../app/import/import-store.ts';
import { aMachine, run } from './a-cli.ts';

function aMachineWith(files: Readonly<Record<string, string>>) {
  const machine = aMachine({ rounds: [aRound()] });
  for (const [name, text] of Object.entries(files)) machine.files.set(name, Buffer.from(text));
  return machine;
}

const EXPORT = ['ledger', 'export', '--out', 'out.xlsx'];
const MAPPING = '{"sheet":"上报表"}';

test("the superior's workbook is filled in, what its headings were taken for is saved", async () => {
  const machine = aMachineWith({ 't.xlsx': 'their form' });
  machine.fill = (ledger, { file, mapping }) => {
    expect([ledger.meta.roundName, file.toString(), mapping]).toEqual([aRound().name, 'their form', null]);
    return { kind: 'filled', file: Buffer.from('filled'), mapping: MAPPING, unfilled: ['E 来文日期'] };
  };
  const { code, out } = await run(machine, ...EXPORT, '--template', 't.xlsx', '--save-mapping', 'm.json');
  expect(code).toBe(0);
  expect([machine.files.get('out.xlsx')?.toString(), machine.files.get('m.json')?.toString()]).toEqual([
    'filled',
    MAPPING,
  ]);
  expect(out).toContain('not filled in: E 来文日期');
  expect(machine.written).toEqual([]);
});

test('a mapping is given back', async () => {
  const machine = aMachineWith({ 't.xlsx': 'their form', 'm.json': MAPPING });
  let given: string | null = null;
  machine.fill = (_, { mapping }) => {
    given = mapping;
    return { kind: 'filled', file: Buffer.from('filled'), mapping, unfilled: [] };
  };
  await run(machine, ...EXPORT, '--template', 't.xlsx', '--mapping', 'm.json');
  expect(given).toBe(MAPPING);
});

test('what cannot be filled in is said line by line, and no file is written', async () => {
  const machine = aMachineWith({ 't.xlsx': 'their form' });
  machine.fill = () => ({
    kind: 'refused',
    reasons: ['sheet 表, cell B2: {{天气}} is unknown', 'sheet 表, cell C2: x'],
  });
  const { code, err } = await run(machine, ...EXPORT, '--template', 't.xlsx');
  expect(code).toBe(1);
  expect(err.join('\n')).toMatch(
    /t\.xlsx cannot be filled in:\n {2}sheet 表, cell B2.*\n {2}sheet 表, cell C2/,
  );
  expect(machine.files.has('out.xlsx')).toBe(false);
});

test.each([
  [['--mapping', 'm.json'], /--template/],
  [['--template', 't.xlsx', '--save-mapping', 'x.json'], /no mapping to save/],
])('misused: %j', async (options, message) => {
  const machine = aMachineWith({ 't.xlsx': 'their form', 'm.json': MAPPING });
  const { code, err } = await run(machine, ...EXPORT, ...options);
  expect(code).toBe(2);
  expect(err.join('\n')).toMatch(message);
  expect(machine.files.has('out.xlsx')).toBe(false);
});
