import { describe, expect, test } from 'vitest';
import type { LetterFacts } from '../../../../src/app/papers/letter-facts.ts';
import { urgeFacts } from '../../../../src/app/papers/letter-facts.ts';
import { stateOfRound } from '../../../../src/app/papers/state-of-round.ts';
import type { Stores } from '../../../../src/app/stores.ts';
import type { FrozenWeek } from '../../../../src/app/week/week-stores.ts';
import { composeBulletin } from '../../../../src/documents/word/bulletin.ts';
import { composeLetter, composeUrge } from '../../../../src/documents/word/letters.ts';
import { composePack } from '../../../../src/documents/word/pack.ts';
import { textOf, type Block, type Paper } from '../../../../src/documents/word/paper.ts';
import { composeArchive, composeClosureForm } from '../../../../src/documents/word/task-file.ts';
import { computeFigures } from '../../../../src/domain/ledger/figures.ts';
import type { LedgerRow } from '../../../../src/domain/ledger/ledger.ts';
import { DEFAULT_PAPER_SETTINGS } from '../../../../src/domain/ledger/paper-settings.ts';
import { DEFAULT_ROUND_SETTINGS, type Round } from '../../../../src/domain/task/round.ts';
import { aTask } from '../../../support/a-task.ts';
import { AS_OF, SOME_ENTRIES, SOME_ROWS, storesOf, TAKEN_AT, WEEK } from './some-facts.ts';

const issued = {
  settings: { ...DEFAULT_PAPER_SETTINGS, office: '云栖街道党工委', addressee: '各科室' },
  date: '2026-03-23',
} as const;
const round: Round = {
  id: 'round-a',
  letter: 'A',
  name: '第七轮巡察整改',
  startedOn: '2026-01-05',
  settings: DEFAULT_ROUND_SETTINGS,
  digestTarget: null,
};

const lineOf = (block: Block): string => {
  if (block.kind === 'paragraph') return block.runs.map(textOf).join('');
  if (block.kind === 'table') return block.rows.map((row) => row.join('|')).join('\n');
  return block.kind === 'heading' ? block.text : `${block.mark} ${block.title}`;
};
const linesOf = ({ body, annexes = [] }: Paper): string[] => [...body, ...annexes].map(lineOf);

const ledger = {
  rows: SOME_ROWS,
  figures: computeFigures({ rows: SOME_ROWS, asOf: AS_OF }),
  week: WEEK,
  weekNo: 11,
  takenAt: TAKEN_AT,
} as const;

/** The week before: the first task was not done, the second not overdue. */
function previousWeek(rows: readonly LedgerRow[] = SOME_ROWS): FrozenWeek {
  const before = rows.map((row): LedgerRow => {
    if (row.taskId === 't1') return { ...row, completion: 'not_done', closure: 'open', light: 'green' };
    return row.taskId === 't2' ? { ...row, overdueDays: 0, light: 'yellow', timeliness: 'near' } : row;
  });
  return {
    id: 'w10',
    roundId: round.id,
    week: '2026-03-09',
    number: 10,
    frozenAt: new Date('2026-03-13T06:00:00Z'),
    rows: before,
    figures: computeFigures({ rows: before, asOf: '2026-03-13' }),
    sha256: '',
  };
}
const noBase = { tasks: { list: async () => [] }, base: { heirs: async () => [] } } as unknown as Stores;
const state = await stateOfRound(noBase, round, ledger, previousWeek());

const facts = (letter: Partial<LetterFacts['letter']> = {}): LetterFacts => ({
  roundName: '第七轮巡察整改',
  problem: '“三公”经费审批把关不严',
  draftedOn: '2026-03-29',
  letter: {
    state: 'draft',
    number: null,
    signedOn: null,
    content: {
      code: '2',
      title: '修订经费审批流程',
      unit: '财政办公室',
      owner: '孙有禾',
      leader: '周望舒',
      dueOn: '2026-03-08',
      originalDueOn: '2026-02-28',
      days: 21,
      lastAnswer: { on: '2026-03-02', status: 'in_progress', text: '已形成初稿' },
      requirement: 'finish_and_report',
      newLimit: '2026-04-08',
    },
    ...letter,
  },
});

const urge = (codes: string[]) =>
  urgeFacts(storesOf(SOME_ENTRIES), round, ledger, { codes, limit: '2026-03-27' });

describe('通报', () => {
  const paper = composeBulletin({ number: 3, kind: 'weekly', issuedOn: AS_OF, state }, issued);

  test('期号、截至日期、数据来源', () => {
    expect(paper.subtitle).toBe('（第3期，数据截至2026年3月20日）');
    expect(linesOf(paper)[0]).toBe(
      '现将第七轮巡察整改截至2026年3月20日的进展情况通报如下（数据来源：第11周冻结台账）。',
    );
  });

  test('总数、变化、逾期、未填报，各有单位和分母', () => {
    expect(linesOf(paper)).toEqual(
      expect.arrayContaining([
        '反馈问题共4项，其中已完成1项、基本完成1项、未完成1项、长期坚持1项；完成率25.0%（已完成数÷反馈问题总数）。',
        '本周应填报任务4项，已填报3项、未填报1项，填报率75.0%（已填报÷应填报）。',
        '与2026年3月13日相比：新完成1项（1号）；新销号1项（1号）；新逾期1项（2号）。',
        '逾期未完成的整改任务1项：',
        '2|完善首问负责和限时办结制度|财政办公室|2026-03-08|12',
        '附件 整改任务进度统计表',
        '公共服务办公室|1|1|0|0|0|100.0%\n财政办公室|1|0|0|1|0|0.0%\n综合治理办公室|2|0|1|0|1|0.0%\n合计|4|1|1|1|1|25.0%',
      ]),
    );
  });

  test('月报的标题有年月', () => {
    const monthly = composeBulletin({ number: 4, kind: 'monthly', issuedOn: AS_OF, state }, issued);
    expect(monthly.title.join('')).toBe('关于第七轮巡察整改2026年3月进展情况的通报');
  });

  test('合计对不上就不出', () => {
    const figures = { ...state.figures, tasks: { ...state.figures.tasks, total: 9 } };
    const broken = { number: 3, kind: 'weekly', issuedOn: AS_OF, state: { ...state, figures } } as const;
    expect(() => composeBulletin(broken, issued)).toThrow('the figures do not close: tasks:');
  });
});

describe('督办函', () => {
  test('依据、事项与原时限、最近填报、新时限、抄送', () => {
    const paper = composeLetter(facts(), issued);
    expect(paper.title.join('')).toBe('关于“修订经费审批流程”的督办函');
    expect(paper.addressee?.map(textOf)).toEqual(['财政办公室']);
    expect(paper.copyTo).toEqual(['周望舒']);
    expect(linesOf(paper)).toEqual(
      expect.arrayContaining([
        '根据第七轮巡察整改工作安排，针对反馈意见指出的关于“‘三公’经费审批把关不严”的问题，现就有关整改任务督办如下。',
        '你单位牵头的整改任务“修订经费审批流程”（任务编号2，责任人孙有禾）。',
        '原定整改时限为2026年2月28日，经批准延至2026年3月8日，截至2026年3月29日已逾期21天。最近一次填报（2026年3月2日）：正在推进，“已形成初稿”。',
        '请你单位抓紧办理，于2026年4月8日前完成整改，并书面报送办理情况，附佐证材料。',
      ]),
    );
  });

  test.each([
    ['draft', null, null, '【草稿，编号后生效】', '【请填写：签发日期】'],
    ['signed', '云督〔2026〕3号', '2026-03-30', '云督〔2026〕3号', '2026-03-30'],
  ] as const)('%s', (letterState, number, signedOn, shown, date) => {
    const paper = composeLetter(facts({ state: letterState, number, signedOn }), issued);
    expect(paper.number && textOf(paper.number)).toBe(shown);
    expect(paper.signature?.date).toEqual(letterState === 'draft' ? { text: date, look: 'gap' } : date);
  });
});

describe('催办通知', () => {
  test('一项一行，附回执', async () => {
    expect(linesOf(composeUrge(await urge(['3', '4']), issued))).toEqual(
      expect.arrayContaining([
        '3|完善首问负责和限时办结制度|李向晚|长期坚持|—|2026年3月16日当周：正在推进\n4|完善首问负责和限时办结制度|李向晚|2026-03-25|—|2026年3月16日当周：已完成',
        '请于2026年3月27日前报送办理情况；已完成的，请一并报送佐证材料。',
        '回执 催办通知办理情况回执',
      ]),
    );
  });

  test.each([
    [['9'], 'round A has no task 9'],
    [['1'], 'task 1 is closed'],
    [['2', '3'], 'these are tasks of several units: 财政办公室, 综合治理办公室'],
  ])('%j 不成一份', async (codes, why) => {
    await expect(urge(codes)).rejects.toThrow(why);
  });
});

test('调度会材料：待决定的、预警、督办函都在一份里，没有的也写明没有', () => {
  const full = composePack({
    state,
    waiting: [
      {
        what: 'extension',
        code: '4',
        task: '轮训',
        unit: '综合治理办公室',
        by: '孙有禾',
        askedOn: '2026-03-19',
        dueOn: '2026-04-30',
        to: null,
        text: '讲师档期',
      },
      {
        what: 'closure',
        code: '3',
        task: '清障',
        unit: '综合治理办公室',
        by: '李向晚',
        askedOn: '2026-03-20',
        dueOn: null,
        to: null,
        text: '',
      },
    ],
    warnings: [
      {
        key: 'k',
        reason: 'complaint',
        roundId: 'a',
        on: '2026-03-18',
        unit: '公共服务办公室',
        category: '作风',
        codes: ['1'],
      },
    ],
    letters: [
      {
        number: null,
        code: '2',
        unit: '财政办公室',
        state: 'draft',
        draftedOn: '2026-03-19',
        signedOn: null,
        newLimit: '2026-03-30',
      },
    ],
  });
  expect(linesOf(full)).toEqual(
    expect.arrayContaining([
      '延期|4|轮训|综合治理办公室|孙有禾|2026-03-19|延至2026年4月30日；讲师档期\n销号审核|3|清障|综合治理办公室|李向晚|2026-03-20|',
      '1. 1号：3月18日接到投诉，尚未回头看（公共服务办公室）。',
      '—|2|财政办公室|草稿|2026-03-19|2026-03-30',
    ]),
  );
  const empty = linesOf(
    composePack({
      state: { ...state, previous: null, movement: null, red: [] },
      waiting: [],
      warnings: [],
      letters: [],
    }),
  );
  expect(empty).toEqual(
    expect.arrayContaining([
      '没有待决定的申请。',
      '没有反弹预警。',
      '没有督办函。',
      '没有逾期任务。',
      '此前没有冻结的台账可作比较。',
    ]),
  );
});

describe('销号单和档案', () => {
  const file = {
    roundName: '第七轮巡察整改',
    asOf: AS_OF,
    task: aTask({
      completion: 'done',
      closure: 'closed',
      closedOn: '2026-03-12',
      dueOn: '2026-03-31',
      originalDueOn: '2026-02-28',
    }),
    answers: SOME_ENTRIES.slice(0, 2),
    evidence: [
      { fileName: '规范.pdf', bytes: 345_678, by: '李向晚', on: '2026-03-10', sha256: 'ab'.repeat(32) },
      { fileName: '旧稿.pdf', bytes: 100, by: '李向晚', on: '2026-03-09', sha256: null },
    ],
    reviews: [{ level: 1, reviewer: '周正平', approved: true, reason: '材料齐全', on: '2026-03-11' }],
    life: [
      {
        at: { date: '2026-03-10', time: '10:00' },
        instant: new Date(0),
        event: 'claimed',
        who: '李向晚',
        actingFor: null,
        refused: false,
        from: null,
        to: null,
        reason: '',
        source: 'chat',
        detail: {},
        entry: null,
      },
    ],
  } as const;

  test('销号单：做了什么、凭什么、谁同意的', () => {
    const lines = linesOf(composeClosureForm(file, issued)).join('\n');
    expect(lines).toContain('整改时限|2026年3月31日（原定2026年2月28日）');
    expect(lines).toContain(
      '整改完成情况|一是修订窗口服务规范并印发。二是已完成首问负责培训6场，抽查办件320件。',
    );
    expect(lines).toContain(
      '1|规范.pdf|338 KB|李向晚|2026-03-10\n2|旧稿.pdf（随填报撤回）|1 KB|李向晚|2026-03-09',
    );
    expect(lines).toContain('第1级|周正平|同意|材料齐全|2026-03-11');
  });

  test('未销号的写明只供审核', () => {
    const open = { ...file, task: { ...file.task, closure: 'first_review' as const } };
    expect(composeClosureForm(open, issued).subtitle).toBe('（尚未销号，供审核使用）');
  });

  test('审核中的写明申请销号时怎么说的，退回后不再写', () => {
    const claimed = { ...file.task, completion: 'not_done' as const };
    const doneOf = (closure: 'first_review' | 'returned') =>
      linesOf(composeClosureForm({ ...file, task: { ...claimed, closure } }, issued)).find((line) =>
        line.includes('整改完成情况'),
      );
    expect(doneOf('first_review')).toContain('抽查办件320件');
    expect(doneOf('returned')).not.toContain('抽查办件320件');
  });

  test('档案有每个文件的哈希和全过程', () => {
    const lines = linesOf(composeArchive(file)).join('\n');
    expect(lines).toContain('ab'.repeat(32));
    expect(lines).toContain('2026-03-10 10:00|李向晚 申请销号（聊天）');
    expect(
      linesOf(composeArchive({ ...file, evidence: [], reviews: [] })).filter((line) => line === '无'),
    ).toHaveLength(2);
  });
});
