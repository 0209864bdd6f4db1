import { describe, expect, test } from 'vitest';
import type { ImportRow } from '../../../src/app/import/import-plan.ts';
import type { ReportProblem } from '../../../src/app/import/import-report.ts';
import { aRound } from '../app/import/import-store.ts';
import { aMachine, run, type Machine } from './a-cli.ts';

const ZIP = Buffer.from('504b0304', 'hex');

const aRow = (given: Partial<ImportRow> = {}): ImportRow => ({
  line: 4,
  no: 1,
  category: '作风建设',
  problem: '公务接待把关不严',
  problemNo: null,
  task: '修订公务接待管理办法',
  measures: [],
  leader: null,
  owner: '何志',
  contact: null,
  unit: '财务科',
  supports: [],
  due: '2026-09-30',
  horizon: 'term',
  completion: 'not_done',
  closure: 'open',
  remark: '',
  ...given,
});

function withLedger(rows: readonly ImportRow[], given: Parameters<typeof aMachine>[0] = {}): Machine {
  const machine = aMachine(given);
  machine.files.set('台账.xlsx', ZIP);
  machine.sheet = { rows, problems: [] };
  machine.directory = [{ userid: 'hezhi', name: '何志', departments: ['财务科'] }];
  return machine;
}

const NEW = ['--round', 'b', '--name', '审计整改'];

describe('a ledger', () => {
  test('without --yes only the preview, which ends with how to confirm', async () => {
    const machine = withLedger([aRow()]);
    const { code, out, err } = await run(machine, 'import', '台账.xlsx', ...NEW);
    expect([code, err]).toEqual([0, []]);
    expect(out).toEqual([
      '新建轮次 B：审计整改',
      '反馈问题 1 个，整改任务 1 项',
      '新增责任单位 1 个：财务科',
      '从企业微信通讯录新增人员 1 名：何志（hezhi）',
      '以上是预览，没有写入任何数据。确认无误后执行：\n  duban import 台账.xlsx --round B --name 审计整改 --yes',
    ]);
    expect([machine.memory.tasks, machine.memory.audit]).toEqual([[], []]);
    expect([machine.opened, machine.closed]).toEqual([1, 1]);
  });

  test('with --yes it is written', async () => {
    const machine = withLedger([aRow()]);
    const { code, out } = await run(machine, 'import', '台账.xlsx', ...NEW, '--yes');
    expect([code, out.at(-1)]).toEqual([0, '已导入：反馈问题 1 个，整改任务 1 项']);
    expect(machine.memory.tasks.map(({ owner }) => owner?.name)).toEqual(['何志']);
  });

  test('every bad row is shown and nothing is written', async () => {
    const machine = withLedger([
      aRow({ line: 7, no: 2, due: null, task: '' }),
      aRow({ owner: '诸葛亮', leader: '诸葛亮' }),
      aRow({ line: 5 }),
    ]);
    machine.sheet = {
      ...machine.sheet,
      problems: [
        { severity: 'error', line: 6, column: '整改状态', message: '无法识别“快了”' },
        { severity: 'error', line: 6, column: '整改时限', message: '“整改时限”为空' },
        { severity: 'warning', line: 1, column: '', message: '表中没有“配合单位”列' },
        ...[4, 5, 6, 9].map((line) => {
          return { severity: 'warning', line, column: '责任单位', message: '“责任单位”为空' } as const;
        }),
      ],
    };
    const { code, out, err } = await run(machine, 'import', '台账.xlsx', ...NEW, '--yes');
    expect(out.slice(3)).toEqual([
      '有 5 处错误：',
      '  第 5 行：序号 1 与第 4 行重复',
      '  第 6 行：整改状态：无法识别“快了”；“整改时限”为空',
      '  第 7 行：没有填写“整改任务”；没有填写“整改时限”，只有长期坚持的任务可以不填',
      '以下 1 个姓名没有对应的人员，任务照常导入，该处留空：',
      '  诸葛亮：人员库和企业微信通讯录中都没有此人。牵头领导：第 4 行；责任人：第 4 行',
      '另有 2 条提示：',
      '  表中没有“配合单位”列（第 1 行）',
      '  “责任单位”为空（第 4—6、9 行）',
    ]);
    expect([code, machine.memory.tasks]).toEqual([1, []]);
    expect(err).toEqual([expect.stringContaining('文件有 5 处错误，没有导入任何数据')]);
    const skipped = await run(machine, 'import', '台账.xlsx', ...NEW, '--yes', '--skip-bad');
    expect([skipped.code, machine.memory.tasks.map(({ no }) => no)]).toEqual([0, [1]]);
  });

  test('a marked file is refused, whatever is asked', async () => {
    const machine = withLedger([aRow(), aRow({ line: 5, no: 2, remark: '绝密' })]);
    const { code, err } = await run(machine, 'import', '台账.xlsx', ...NEW, '--yes', '--skip-bad');
    expect([code, err, machine.memory.tasks]).toEqual([
      1,
      ['error: 文件带有密级标志，不能导入，也没有保存任何内容'],
      [],
    ]);
  });

  test('an empty ledger is nothing to import', async () => {
    const { code, err } = await run(withLedger([]), 'import', '台账.xlsx', ...NEW, '--yes');
    expect([code, err]).toEqual([1, ['error: 没有可以导入的任务']]);
  });

  test('as JSON, with the words beside the codes', async () => {
    const machine = withLedger([aRow({ due: null })]);
    const { code, json } = await run(machine, 'import', '台账.xlsx', ...NEW, '--json');
    expect(code).toBe(1);
    expect(json).toMatchObject({
      round: { kind: 'new', letter: 'B', name: '审计整改' },
      tasks: [],
      badRows: [
        { line: 4, code: 'no_deadline', detail: {}, message: expect.stringContaining('整改时限') as unknown },
      ],
      unmatched: [],
      imported: null,
    });
    machine.sheet = { rows: [aRow()], problems: [] };
    const done = await run(machine, 'import', '台账.xlsx', ...NEW, '--json', '--yes');
    expect(done.json).toMatchObject({ imported: { roundId: 'round-b', problems: 1, tasks: 1 } });
  });

  test.each<[string, Parameters<typeof aMachine>[0], string[], RegExp]>([
    ['no round', {}, [], /no round is active/],
    ['two rounds', { rounds: [aRound(), aRound({ letter: 'B' })] }, [], /several rounds are active/],
    ['a new round without a name', {}, ['--round', 'C'], /give it a name/],
  ])('misuse: %s', async (_, memory, args, message) => {
    const { code, err } = await run(withLedger([aRow()], memory), 'import', '台账.xlsx', ...args);
    expect(code).toBe(2);
    expect(err[0]).toMatch(message);
  });

  test('the confirmation can be pasted into a shell', async () => {
    const machine = withLedger([aRow()]);
    machine.files.set("it's 台账.xlsx", ZIP);
    const { out } = await run(machine, 'import', "it's 台账.xlsx", '--round', 'B', '--name', '$(审计) 整改');
    expect(out.at(-1)).toContain(
      String.raw`duban import 'it'\''s 台账.xlsx' --round B --name '$(审计) 整改' --yes`,
    );
  });
});

describe('a ledger as JSON, dry', () => {
  const two = [
    aRow({
      line: 3,
      no: 1,
      problem: '漏学',
      task: '补学',
      completion: 'done',
      progress: '已补学',
      nextPlan: '抽查',
      cause: '不重视',
    }),
    aRow({
      line: 4,
      no: 2,
      problem: '漏学',
      task: '抽查',
      completion: 'not_done',
      remark: '电话13800138000',
    }),
    aRow({ line: 5, no: 3, problem: '停车难', task: '停车难', unstated: true }),
  ];

  test('needs no database, and has the shape of a report with the tasks beside it', async () => {
    const machine = withLedger(two);
    const { code, json } = await run(machine, 'import', '台账.xlsx', '--dry-run', '--json');
    expect([code, machine.opened]).toEqual([0, 0]);
    expect(json).toMatchObject({
      source: '台账.xlsx',
      problems: [
        { title: '漏学', completion: 'not_done', cause: '不重视', nextPlan: '抽查', text: '已补学' },
        { title: '停车难', completion: null },
      ],
      counts: { total: 2, done: 0, not_done: 1 },
      warnings: [{ line: 1, message: '合计中另有依规终止 0 项、未写明整改状态 1 项' }],
      tasks: [
        { no: 1, completion: 'done' },
        { no: 2, remark: '电话138****8000' },
        { no: 3, completion: null },
      ],
    });
    expect(Object.keys(json as object)).toEqual(['source', 'problems', 'counts', 'warnings', 'tasks']);
  });

  test('with faults it is printed, and fails', async () => {
    const { code, json, err } = await run(
      withLedger([aRow({ due: null })]),
      'import',
      '台账.xlsx',
      '--dry-run',
      '--json',
    );
    expect(json).toMatchObject({
      warnings: [{ line: 4, message: expect.stringContaining('没有填写“整改时限”') as unknown }],
    });
    expect([code, err]).toEqual([1, [expect.stringContaining('文件有 1 处错误') as unknown]]);
  });

  test('a marked one is not printed', async () => {
    const { code, out } = await run(
      withLedger([aRow({ remark: '绝密' })]),
      'import',
      '台账.xlsx',
      '--dry-run',
      '--json',
    );
    expect([code, out]).toEqual([1, []]);
  });

  test('a copy has the faults in it', async () => {
    const machine = withLedger([aRow({ due: null })]);
    machine.sheet = { ...machine.sheet, sheet: { name: '台账', rows: [['序号']] } };
    const { out } = await run(machine, 'import', '台账.xlsx', ...NEW, '--marked', '问题.xlsx');
    expect(out[0]).toBe('标注了问题的副本已写入 问题.xlsx');
    expect([machine.files.get('问题.xlsx')?.toString(), machine.marked.map(({ line }) => line)]).toEqual([
      'marked',
      [4],
    ]);
  });
});

describe('a Word document', () => {
  const DOCX = Buffer.from('PK\u0003\u0004…word/document.xml');
  const withWord = (word: Machine['word']): Machine => {
    const machine = aMachine();
    machine.files.set('通报.docx', DOCX);
    machine.word = word;
    return machine;
  };

  test('is a report', async () => {
    const { code, json } = await run(
      withWord({ kind: 'text', text: '通报' }),
      'import',
      '通报.docx',
      '--dry-run',
      '--json',
    );
    expect([code, json]).toMatchObject([1, { source: '通报.docx', problems: [] }]);
  });

  test('or a ledger', async () => {
    const machine = withWord({ kind: 'ledger', sheet: { rows: [aRow()], problems: [] } });
    const { code, json } = await run(machine, 'import', '通报.docx', '--dry-run', '--json');
    expect([code, json]).toMatchObject([0, { counts: { total: 1 } }]);
  });

  test('or secret', async () => {
    const { code, out } = await run(
      withWord({ kind: 'text', text: '机密★1年' }),
      'import',
      '通报.docx',
      '--dry-run',
      '--json',
    );
    expect([code, out]).toEqual([1, []]);
  });
});

describe('a report', () => {
  const aProblem: ReportProblem & { line: number } = {
    line: 20,
    category: '作风建设',
    no: 1,
    title: '第一议题存在漏学现象',
    completion: 'done',
    ongoing: false,
    cause: null,
    measures: ['补学'],
    nextPlan: null,
    text: '一是补学。',
  };
  function withReport(text: Buffer = Buffer.from('通报')): Machine {
    const machine = aMachine();
    machine.files.set('reports/通报.txt', text);
    machine.report = {
      title: '整改进展情况的通报',
      problems: [aProblem, { ...aProblem, line: 24, no: 2, title: '其他问题', completion: null }],
      counts: {
        ...machine.report.counts,
        total: 2,
        done: 1,
        not_stated: 1,
        byCategory: [{ category: '作风建设', count: 2 }],
      },
      warnings: [{ line: 24, message: '没有整改情况' }],
    };
    return machine;
  }

  test('as JSON without a database, in exactly the promised shape', async () => {
    const machine = withReport();
    const { code, json } = await run(machine, 'import', 'reports/通报.txt', '--dry-run', '--json');
    const { line: _line, ...problem } = aProblem;
    expect(json).toStrictEqual({
      source: '整改进展情况的通报',
      problems: [problem, { ...problem, no: 2, title: '其他问题', completion: null }],
      counts: {
        total: 2,
        done: 1,
        basically_done: 0,
        not_done: 0,
        ongoing: 0,
        byCategory: [{ category: '作风建设', count: 2 }],
      },
      warnings: [
        { line: 24, message: '没有整改情况' },
        { line: 1, message: '合计中另有依规终止 0 项、未写明整改状态 1 项' },
      ],
    });
    expect([code, machine.opened]).toEqual([0, 0]);
  });

  test('a text that is no report is still printed, and fails', async () => {
    const machine = withReport();
    machine.report = { ...machine.report, title: null, problems: [], counts: aMachine().report.counts };
    const { code, json, err } = await run(machine, 'import', 'reports/通报.txt', '--dry-run', '--json');
    expect(json).toMatchObject({ source: '通报.txt', problems: [] });
    expect([code, err]).toEqual([1, ['error: 没有找到反馈问题，这不像是整改进展情况通报']]);
  });

  test('a marked report is not even shown', async () => {
    const machine = withReport(Buffer.from('机密★1年\n\n关于整改情况的通报'));
    const { code, out } = await run(machine, 'import', 'reports/通报.txt', '--dry-run', '--json');
    expect([code, out]).toEqual([1, []]);
  });

  test('makes a new round, named after its title', async () => {
    const machine = withReport();
    const shown = await run(machine, 'import', 'reports/通报.txt', '--round', 'A');
    expect(shown.out[0]).toContain('2026-09-08');
    expect(shown.out.at(-1)).toContain(
      'duban import reports/通报.txt --round A --name 整改进展情况的通报 --due 2026-09-08 --yes',
    );
    const { code } = await run(
      machine,
      'import',
      'reports/通报.txt',
      '--round',
      'A',
      '--due',
      '2026-12-31',
      '--yes',
    );
    expect(code).toBe(0);
    expect(machine.memory.rounds[0]?.name).toBe('整改进展情况的通报');
    expect(machine.memory.tasks.map(({ no, dueOn, closure }) => [no, dueOn, closure])).toEqual([
      [1, '2026-12-31', 'closed'],
      [2, '2026-12-31', 'open'],
    ]);
  });

  test('takes the first letter that no round has had', async () => {
    const machine = withReport();
    for (const letter of ['A', 'B']) {
      expect(await run(machine, 'import', 'reports/通报.txt', '--yes')).toMatchObject({ code: 0 });
      expect(machine.memory.rounds.at(-1)?.letter).toBe(letter);
    }
  });
});

describe('what a file is', () => {
  const text = '机密★1年';
  /** A marked text is refused as a report; a spreadsheet goes to its reader and has no task. */
  test.each<[string, string, Buffer, string]>([
    ['a spreadsheet', 'a.xlsx', ZIP, '没有可以导入的任务'],
    ['an old spreadsheet', 'a.xls', Buffer.from('d0cf11e0', 'hex'), '没有可以导入的任务'],
    ['a spreadsheet without a name', 'upload', ZIP, '没有可以导入的任务'],
    ['what only calls itself a spreadsheet', 'a.XLSX', Buffer.from('x'), '没有可以导入的任务'],
    ['UTF-8', 'a.md', Buffer.from(text), '密级标志'],
    ['UTF-8 with a mark', 'a.txt', Buffer.from(`\uFEFF${text}`), '密级标志'],
    ['UTF-16', 'a.txt', Buffer.from(`\uFEFF${text}`, 'utf16le'), '密级标志'],
    ['GBK', 'a.txt', Buffer.from('bbfac3dca1ef31c4ea', 'hex'), '密级标志'],
    ['an empty file', 'a.txt', Buffer.alloc(0), '没有找到反馈问题'],
  ])('%s', async (_, name, data, message) => {
    const machine = aMachine();
    machine.files.set(name, data);
    const { code, err } = await run(machine, 'import', name, ...NEW);
    expect([code, err]).toEqual([1, [expect.stringContaining(message)]]);
  });

  test('a file that is not there', async () => {
    const { code, err } = await run(aMachine(), 'import', 'nowhere.xlsx');
    expect([code, err]).toEqual([1, ["error: ENOENT: no such file or directory, open 'nowhere.xlsx'"]]);
  });
});

test.each([
  [['--template'], 'ledger-template.xlsx'],
  [['--template', '模板.xlsx'], '模板.xlsx'],
])('the template: %j', async (args, file) => {
  const machine = aMachine();
  const { code, out } = await run(machine, 'import', ...args);
  expect([code, out]).toEqual([0, [`导入模板已写入 ${file}`]]);
  expect(String(machine.files.get(file))).toBe('template');
  expect(machine.opened).toBe(0);
});
