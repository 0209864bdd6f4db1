import { describe, expect, test } from 'vitest';
import { composeReport } from '../../../../src/documents/word/report.ts';
import { gapsIn, textOf, type Block, type Paper } from '../../../../src/documents/word/paper.ts';
import { papers } from '../../../../src/documents/word/papers.ts';
import { DEFAULT_PAPER_SETTINGS, type PaperSettings } from '../../../../src/domain/ledger/paper-settings.ts';
import { readReport } from '../../../../src/documents/report-reader.ts';
import { readWord } from '../../../../src/documents/word-import.ts';
import { aLedgerRow } from '../a-ledger-row.ts';
import { anEntry, SOME_ENTRIES, someReport } from './some-facts.ts';

const settings: PaperSettings = {
  ...DEFAULT_PAPER_SETTINGS,
  office: '云栖街道党工委',
  addressee: '云栖区委巡察办',
};
const issued = { settings, date: '2026-03-23' } as const;

const lineOf = (block: Block): string => {
  if (block.kind === 'paragraph') return block.runs.map(textOf).join('');
  return block.kind === 'table'
    ? block.rows.map((row) => row.join('|')).join('\n')
    : block.kind === 'heading'
      ? block.text
      : block.title;
};
const linesOf = ({ body }: Paper): string[] => body.map(lineOf);

/** The lines of one problem. */
function problem(paper: Paper, title: string): string[] {
  const lines = linesOf(paper);
  const start = lines.indexOf(title);
  const end = paper.body.findIndex(({ kind }, index) => index > start && kind === 'heading');
  return lines.slice(start + 1, end === -1 ? undefined : end);
}

describe('整改进展情况报告', () => {
  test('每个问题写状态和一是…二是…，只采用办公室认可的答复', async () => {
    const paper = composeReport(await someReport(), issued);
    expect(problem(paper, '关于“首问负责制落实不到位”的问题')).toEqual([
      '整改状态：已完成',
      '整改情况：一是修订窗口服务规范并印发。二是已完成首问负责培训6场，抽查办件320件。',
    ]);
    expect(problem(paper, '关于“‘三公’经费审批把关不严”的问题')).toEqual([
      '整改状态：未完成',
      '整改情况：【请填写：整改情况】',
      '下一步计划：一是修订审批流程。二是开展专项检查。',
    ]);
    expect(problem(paper, '关于老旧小区消防通道堵塞的问题')).toEqual([
      '整改状态：长期坚持',
      '整改情况：一是清理堵塞点位17处。二是与物业签订责任书。',
      '下一步计划：每月巡查一次。',
    ]);
    // 自称已完成而办公室只认定基本完成的，不写进报告。
    expect(problem(paper, '关于“网格员培训流于形式”的问题')).toEqual([
      '整改状态：基本完成',
      '整改情况：【请填写：整改情况】',
    ]);
    expect(gapsIn(paper)).toBe(4);
  });

  test('总数带计量单位、截至日期和分母，各项相加等于总数', async () => {
    const lines = linesOf(composeReport(await someReport(), issued));
    expect(lines).toContain(
      '截至2026年3月20日，反馈问题共4项，其中已完成1项、基本完成1项、未完成1项、长期坚持1项；完成率25.0%（已完成问题数÷反馈问题总数）。',
    );
    expect(lines).toContain(
      '上述问题分解为整改任务4项，其中已完成1项、基本完成1项、未完成1项、长期坚持1项；完成率25.0%（已完成任务数÷整改任务总数）。已完成的任务中含立行立改1项。',
    );
    expect(lines).toContain('作风建设方面|2|1|0|1|0\n基层治理方面|2|0|1|0|1\n合计|4|1|1|1|1');
  });

  test('长期坚持也可以写在完成情况旁边，那时不是加数', async () => {
    const paper = composeReport(await someReport(), {
      ...issued,
      settings: { ...settings, longTerm: 'beside' },
    });
    const lines = linesOf(paper);
    expect(lines).toContain(
      '截至2026年3月20日，反馈问题共4项，其中已完成1项、基本完成1项、未完成2项；完成率25.0%（已完成问题数÷反馈问题总数）。',
    );
    expect(lines).toContain('反馈问题中需长期坚持的1项（未完成1项），已计入以上各类，不另行相加。');
    expect(lines).toContain('作风建设方面|2|1|0|1\n基层治理方面|2|0|1|1\n合计|4|1|1|2');
    expect(problem(paper, '关于老旧小区消防通道堵塞的问题')[0]).toBe('整改状态：未完成，长期坚持');
  });

  test.each([
    ['superior', '报告', [] as string[], 4],
    ['party', '通报', ['按规定不在党内公开的问题1项，已计入以上总数；本通报列出3项。'], 3],
    ['society', '通报', ['按规定不向社会公开的问题2项，已计入以上总数；本通报列出2项。'], 2],
  ] as const)('给 %s 的是%s，不公开的不列、但计数', async (audience, genre, said, shown) => {
    const withheld = { 2: { society: '涉及未公开的审计事项' }, 4: { party: '涉及正在核查的问题' } };
    const paper = composeReport(await someReport({ audience, withheld }), issued);
    const lines = linesOf(paper);
    expect(paper.title.join('')).toBe(`关于第七轮巡察整改进展情况的${genre}`);
    expect(lines.filter((line) => line.startsWith('按规定'))).toEqual(said);
    expect(lines.filter((line) => line.startsWith('整改状态：'))).toHaveLength(shown);
    const titles = lines.join('\n');
    expect(titles.includes('三公')).toBe(audience !== 'society');
    expect(titles.includes('网格员培训')).toBe(audience === 'superior');
    expect(titles).not.toContain('审计事项');
    expect(lines).toContain('作风建设方面|2|1|0|1|0\n基层治理方面|2|0|1|0|1\n合计|4|1|1|1|1');
  });

  test.each([
    [
      '撤回的不算',
      [anEntry('t3', { id: 'x', text: '清理17处' }), anEntry('t3', { withdraws: 'x', text: '' })],
      '【请填写：整改情况】',
    ],
    [
      '同一周以最后一次为准',
      [anEntry('t3', { text: '清理17处' }), anEntry('t3', { text: '清理71处' })],
      '清理71处。',
    ],
    [
      '后一周重复前一周的，只写一遍',
      [
        anEntry('t3', { week: '2026-03-09', text: '清理17处' }),
        anEntry('t3', { text: '清理17处，并已建台账' }),
      ],
      '清理17处，并已建台账。',
    ],
    [
      '冻结之后的不算',
      [anEntry('t3', { text: '补报内容', recordedAt: '2026-03-20T08:00:00Z' })],
      '【请填写：整改情况】',
    ],
    ['没有进展不是进展', [anEntry('t3', { status: 'no_change', text: '无变化' })], '【请填写：整改情况】'],
  ])('%s', async (_, entries, said) => {
    const paper = composeReport(await someReport({ entries }), issued);
    expect(problem(paper, '关于老旧小区消防通道堵塞的问题')[1]).toBe(`整改情况：${said}`);
  });

  test('只要本周答复时，往周的不写', async () => {
    const paper = composeReport(await someReport({ answers: 'week' }), issued);
    expect(problem(paper, '关于“首问负责制落实不到位”的问题')[1]).toBe(
      '整改情况：已完成首问负责培训6场，抽查办件320件。',
    );
  });

  test('合计对不上就不出报告，说明是哪个数', async () => {
    const facts = await someReport();
    const [first, ...others] = facts.categories;
    const broken = { ...facts, categories: [{ ...first!, withheld: 1 }, ...others] };
    expect(() => composeReport(broken, issued)).toThrow(
      'the figures do not close: listed[作风建设方面]: listed 2 + withheld 1 = 3, not 2',
    );
    const figures = { ...facts.figures, tasks: { ...facts.figures.tasks, total: 5 } };
    expect(() => composeReport({ ...facts, figures }, issued)).toThrow(RangeError);
  });

  test('没有设定的机关名称留给人填', async () => {
    const paper = composeReport(await someReport({ audience: 'society' }), {
      ...issued,
      settings: DEFAULT_PAPER_SETTINGS,
    });
    expect(paper.addressee).toBeUndefined();
    expect(paper.signature?.office).toEqual({ text: '【请填写：发文机关】', look: 'gap' });
  });
});

test('写出的报告可以再读回来', async () => {
  const { file } = await papers.report(await someReport({ entries: SOME_ENTRIES }), issued);
  const word = readWord(file);
  if (word.kind !== 'text') throw new Error('a report is no ledger');
  const { problems, counts } = readReport(word.text);
  expect(problems.map(({ title }) => title)).toEqual([
    '首问负责制落实不到位',
    '‘三公’经费审批把关不严',
    '老旧小区消防通道堵塞',
    '网格员培训流于形式',
  ]);
  expect(counts).toMatchObject({ total: 4, done: 1, basically_done: 1, not_done: 1, ongoing: 1 });
});

test('三百个问题的报告，一个不少，次序不变', async () => {
  const rows = Array.from({ length: 300 }, (_, index) =>
    aLedgerRow({
      taskId: `t${index}`,
      no: index + 1,
      code: `${index + 1}`,
      category: `第${Math.floor(index / 100) + 1}方面`,
      problemNo: index + 1,
      problem: `关于“第${index + 1}处窗口首问负责制落实不到位”的问题`,
    }),
  );
  const { file } = await papers.report(await someReport({ rows }), issued);
  const word = readWord(file);
  if (word.kind !== 'text') throw new Error('a report is no ledger');
  const { problems } = readReport(word.text);
  expect(problems.map(({ title }) => title)).toEqual(
    rows.map(({ no }) => `第${no}处窗口首问负责制落实不到位`),
  );
});
