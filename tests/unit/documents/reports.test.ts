import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportJson } from '../../../src/cli/report-json.ts';
import { readReport } from '../../../src/documents/report-reader.ts';

const folder = new URL('../../fixtures/reports/', import.meta.url);
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .toSorted();

const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** Lines as every editor counts them. */
const linesOf = (text: string): number => text.split(/\r\n?|\n/).length;

describe('reports as offices publish them', () => {
  test.each(names)('%s', async (name) => {
    const report = readReport(textOf(name));
    const json = `${JSON.stringify(reportJson(name, report), null, 2)}\n`;
    await expect(json).toMatchFileSnapshot(new URL(name.replace(/txt$/, 'json'), folder).pathname);
  });

  test.each(names)('%s with the line ends of Windows, and all on half the lines', (name) => {
    const text = textOf(name);
    const { problems, counts } = readReport(text.replaceAll('\n', '\r\n'));
    expect({ problems, counts }).toEqual(pick(readReport(text)));
    const spaced = readReport(text.replaceAll('\n', '\n\n'));
    expect(spaced.counts).toEqual(counts);
  });
});

/** As a PDF gives it: every line cut at the width of the page, page numbers between. */
const setTo = (width: number, text: string): string =>
  text
    .split('\n')
    .flatMap((line) => line.trim().match(new RegExp(`.{1,${width}}`, 'gu')) ?? [])
    .flatMap((line, index) => (index % 22 === 21 ? [line, `— ${(index + 1) / 22} —`] : [line]))
    .join('\n');

describe('reports that were set to a width', () => {
  const long = names.filter((name) => !/one-line|set-to-a-width|markdown|scanned|half-width/.test(name));
  test.each(long.flatMap((name) => [22, 28, 34].map((width) => [name, width] as const)))(
    '%s at %i characters a line',
    (name, width) => {
      const text = textOf(name);
      const { problems, counts } = readReport(text);
      const wrapped = readReport(setTo(width, text));
      expect(wrapped.counts).toEqual(counts);
      expect(wrapped.problems.map(({ title }) => title)).toEqual(problems.map(({ title }) => title));
    },
  );
});

const pick = ({ problems, counts }: ReturnType<typeof readReport>) => ({ problems, counts });

const stateOf = (account: string, chapter = '一、整改落实情况') => {
  const { problems } = readReport([chapter, '1.关于“首问负责不落实”的问题', account].join('\n'));
  const [problem] = problems;
  return problem && [problem.completion, problem.ongoing];
};

describe('states in prose', () => {
  test.each([
    ['该问题已完成整改。', 'done', false],
    ['制定办法3项。目前，该项问题已整改到位。', 'done', false],
    ['已完成整改，制定办法3项。', 'done', false],
    ['制定办法。已销号。', 'done', false],
    ['立行立改，已完成。', 'done', false],
    ['正在整改，预计2024年12月完成。', 'not_done', false],
    ['取得明显成效，需长期坚持。', 'not_done', true],
    ['已完成阶段性整改，长期坚持。', 'not_done', true],
    ['该问题已基本完成整改，下一阶段继续巩固。', 'basically_done', false],
    ['截至2025年6月30日，尚未完成整改。', 'not_done', false],
    ['该问题正在推进。', 'not_done', false],
    ['未完成整改，正在推进。', 'not_done', false],
    ['制定办法。长期坚持。', 'not_done', true],
    ['该问题已完成整改，并长期坚持。', 'done', true],
    // what these say of is a part, a figure or a plan
    ['已完成52个项目结决算。', null, false],
    ['该问题已完成整改的80%。', null, false],
    ['针对巡察指出的道路问题,已整改落实,积极回应群众诉求。', null, false],
    ['该问题已完成整改，但仍有3户未清退。', null, false],
    ['预计2025年底完成整改。', null, false],
    ['计划下月完成。', null, false],
    ['长期坚持开展学习教育。', null, false],
    ['立行立改。', null, false],
    ['修订制度。', null, false],
  ])('%s → %s, ongoing %s', (account, completion, ongoing) => {
    expect(stateOf(account)).toEqual([completion, ongoing]);
  });

  test('two sentences that differ tell nothing, and the office is told', () => {
    const report = readReport('一、整改情况\n1.关于“停车难”的问题\n该问题已完成整改。该问题尚未完成整改。');
    expect(report.problems[0]?.completion).toBeNull();
    expect(report.warnings).toEqual([{ line: 2, message: '文中对整改状态的说法前后不一，未采用' }]);
  });

  test.each([
    ['二、已完成整改的问题（28个）', 'done', false],
    ['（二）基本完成的整改任务', 'basically_done', false],
    ['三、尚未完成整改的问题', 'not_done', false],
    ['三、正在推进的事项', 'not_done', false],
    ['三、需长期坚持的整改事项', null, true],
    ['二、整改任务完成情况', null, false],
  ])('under %s: %s, ongoing %s', (chapter, completion, ongoing) => {
    expect(stateOf('修订制度。', chapter)).toEqual([completion, ongoing]);
  });
});

describe('lines that name a problem and are none', () => {
  test.each([
    ['（1）针对排查发现的问题，逐一整改。', 1],
    ['（1）关于窗口服务的问题，约谈5人。', 1],
    ['（1）对存在的问题，建立台账。', 1],
  ])('%s', (line, total) => {
    const text = `一、整改情况\n1.关于“首问负责不落实”的问题\n${line}\n（2）开展培训。\n整改状态：已完成`;
    expect(readReport(text).counts).toMatchObject({ total, done: 1 });
  });

  test('a paragraph 下一步 is a plan, and what the house says of itself at the end belongs to no problem', () => {
    const { problems } = readReport(
      [
        '一、整改情况',
        '1.关于“首问负责不落实”的问题',
        '修订制度。',
        '下一步，将每季度开展检查。',
        '该问题已完成整改。',
        '2.关于“文风不实”的问题',
        '精简文件。',
        '下一步，街道党工委将持续深化整改。',
      ].join('\n'),
    );
    expect(problems).toMatchObject([
      { completion: 'done', nextPlan: '下一步，将每季度开展检查。', text: '修订制度。\n该问题已完成整改。' },
      { completion: null, nextPlan: null, text: '精简文件。' },
    ]);
  });
});

describe('totals that are stated are checked', () => {
  const body = [
    '一、整改情况',
    '1.关于“甲”的问题',
    '整改状态：已完成',
    '修订制度。',
    '2.关于“乙”的问题',
    '整改状态：未完成',
    '推进中。',
  ];
  test.each([
    ['巡察反馈的2个问题，已完成整改1个，未完成1个。', []],
    ['巡察组共反馈3个方面2个问题，已完成1个。', []],
    [
      '反馈的5个问题，已完成整改4个。',
      [
        [1, /反馈问题 5 个，逐项读到 2 个，相差 3 个/],
        [1, /已完成 4 个，逐项读到 1 个，相差 3 个/],
      ],
    ],
    ['反馈的2个问题，分解为9项任务，已完成8项。', []], // the parts count tasks
    ['召开会议12次，解决群众反映的33个问题。', []],
  ])('%s', (intro, expected) => {
    const { warnings } = readReport([intro, ...body].join('\n'));
    expect(warnings.map(({ line, message }) => [line, message])).toEqual(
      expected.map(([line, message]) => [line, expect.stringMatching(message as RegExp)]),
    );
  });

  test('so are those of a section', () => {
    const { warnings } = readReport(['一、整改情况', '（一）党建方面（3个）', ...body.slice(1)].join('\n'));
    expect(warnings).toEqual([{ line: 2, message: '标题写明 3 个，读到 2 个，相差 1 个' }]);
  });
});

/** User time: other processes of the machine do not count. */
const cpuMs = (): number => process.cpuUsage().user / 1000;

describe('whatever is read', () => {
  // prettier-ignore
  const pieces = [
    '一、', '（一）', '(二) ', '1.', '（1）', '①', '2.5万元', '关于“', '”的问题', '整改状态：', '整改情况:', '（2）整改措施：', '下一步打算：',
    '已完成', '该问题已完成整改。', '长期坚持', '一是', '二是', '反馈的5个问题', '下一步工作安排', '**', '目录', '……3', '\n', '\r\n', '。',
    '不到位', ' ', '\u0000', '附件：', '2025 年 8 月 5 日', '□已完成 ☑未完成', '【', '】', '|',
  ];
  const anyText = fc
    .array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom(...pieces)), {
      maxLength: 80,
    })
    .map((parts) => parts.join(''));

  test('a warning names a line that exists, figures add up, and no state is invented', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const report = readReport(text);
        const { counts, problems } = report;
        const lines = linesOf(text);
        const json = reportJson('x', report) as { warnings: { line: number }[] };
        for (const { line } of json.warnings) expect(line >= 1 && line <= lines).toBe(true);
        for (const { line } of problems) expect(line >= 1 && line <= lines).toBe(true);
        const { total, byCategory, ...parts } = counts;
        expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total);
        expect(byCategory.reduce((sum, { count }) => sum + count, 0)).toBe(total);
        if (!/完成|终止|推进|整改|办|销号|解决|坚持|长期|是|否|√/.test(text)) {
          expect(problems.every(({ completion }) => completion === null)).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
  });

  const MEGABYTES = 2 * 2 ** 20;
  const unit = '1.关于“首问负责不落实”的问题\n整改状态：已完成\n整改情况：一是修订制度。二是开展培训。\n';
  test.each([
    ['a real report', readFileSync(new URL('../report-lianhua-2025.txt', folder), 'utf8')],
    ['many problems', unit],
    ['one line', '关于“'],
    ['one line of ordinals', '一是修订；'],
    ['labels', '。整改情况：'],
    ['marks', '1.'],
    ['sections', '（一）关于“甲'],
    ['quotes', '“”'],
    ['spaces', '　 '],
    ['blank lines', '\n'],
    ['brackets', '（【（'],
    ['digits', '1'],
    ['states', '该问题已完成整改，'],
    ['totals', '反馈的5个问题，已完成4个，'],
    ['dots', '…'],
    ['cut headings', '1.关于“甲乙丙丁戊己庚辛壬癸\n子丑寅卯辰巳午未\n'],
    ['ticks', '整改状态：□已完成\n'],
  ])(
    'two megabytes of %s take less than two seconds',
    (_, piece) => {
      const text = `一、整改情况\n${piece.repeat(Math.ceil(MEGABYTES / Buffer.byteLength(piece)))}`;
      const start = cpuMs();
      readReport(text);
      expect(cpuMs() - start).toBeLessThan(2000);
    },
    30_000,
  );
});
