import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cli } from '../../../src/cli/cli.ts';
import { runCommand } from '../../../src/cli/program.ts';
import { papers } from '../../../src/documents/word/papers.ts';
import { openHouse, type House } from '../../support/house.ts';
import { partsOf } from '../../unit/documents/word/parts-of.ts';

/* Every official document from a round that lives, by the commands that write them. */

let house: House;
let dir: string;
beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'duban-papers-'));
  house = await openHouse({ date: '2026-06-08', time: '08:30' });
  await house.at('2026-06-08', '09:10');
  await house.say('luhaiping', '14已完成；26推进中，一是疏通管网320米；二是签订管护协议');
  await house.at('2026-06-12', '14:00');
});
afterAll(async () => {
  await house.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Runs the command; the text of what it wrote, what it printed. */
async function duban(...args: string[]) {
  const out: string[] = [];
  const file = path.join(dir, 'paper.docx');
  const cli = {
    openApp: async () => ({ deps: house.deps, groups: null, close: async () => {} }),
    documents: { papers },
    writeFile: async (target: string, data: Buffer) => writeFileSync(target, data),
    print: (line: string) => void out.push(line),
    printError: (line: string) => void out.push(line),
  } as unknown as Cli;
  const code = await runCommand(cli, args.includes('--out') ? [...args, file] : args);
  const texts = code === 0 && args.includes('--out') ? partsOf(readFileSync(file)).texts() : [];
  return { code, out, text: texts.join('\n') };
}

test('报告：本周认可的答复在内，待审核的“已完成”不在内', async () => {
  const { out, text } = await duban('report', '--for', 'superior', '--number', '4', '--out');
  expect(out[0]).toContain('32 problems, 0 withheld, as of 2026-06-12');
  expect(text).toContain('疏通管网320米');
  expect(text).toContain('反馈问题共32项');
  expect(text).toContain('上述问题分解为整改任务39项');
});

test('不公开的不列，计数仍是32', async () => {
  await duban('withhold', '1', '--from', 'society', '--reason', '涉及个人隐私');
  const { out, text } = await duban('report', '--for', 'society', '--out');
  expect(out[0]).toContain('31 problems, 1 withheld');
  expect(text).toContain('反馈问题共32项');
  expect(text).toContain('按规定不向社会公开的问题1项，已计入以上总数；本通报列出31项。');
});

test('通报的期号连续，再发一次还是那一期', async () => {
  expect((await duban('bulletin', '--week', '2026-06-12', '--out')).out[0]).toContain('bulletin 1 (weekly)');
  expect((await duban('bulletin', '--month', '2026-06', '--out')).out[0]).toContain('bulletin 2 (monthly)');
  const again = await duban('bulletin', '--week', '2026-06-10', '--out');
  expect(again.out[0]).toContain('bulletin 1 (weekly)');
  expect(again.text).toBe((await duban('bulletin', '--issue', '1', '--out')).text);
  expect((await duban('bulletins')).out).toHaveLength(2);
  const issued = (await house.deps.store.audit.list({})).filter(({ event }) => event === 'bulletin_issued');
  expect(issued).toHaveLength(2);
});

test('催办通知、销号单、档案、调度会材料', async () => {
  expect((await duban('urge', '14', '--out')).code).toBe(0);
  expect((await duban('closure-form', '14', '--out')).text).toContain('整改任务销号单');
  const archive = await duban('archive', '14', '--out');
  expect(archive.text).toContain('填报进展');
  const pack = await duban('pack', '--out');
  expect(pack.text).toContain('销号审核');
});

test('没有拟过督办函的任务没有督办函', async () => {
  const { code, out } = await duban('letter', '1', '--out');
  expect([code, out]).toEqual([1, ['error: no letter was drafted for task 1']]);
});

test('每次导出都记入审计，链条完整', async () => {
  const exports = (await house.deps.store.audit.list({})).filter(({ event }) => event === 'paper_exported');
  expect(exports.length).toBeGreaterThanOrEqual(8);
  expect(await house.deps.store.audit.verify()).toBeNull();
});
