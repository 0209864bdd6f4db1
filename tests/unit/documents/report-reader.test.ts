import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitMeasures } from '../../../src/documents/measures.ts';
import { readReport } from '../../../src/documents/report-reader.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8');

describe('莲花 2025: sixty-two problems with states', () => {
  const report = readReport(fixture('report-lianhua-2025.txt'));
  const problem = (category: number, no: number) => {
    const { category: name } = report.counts.byCategory[category]!;
    return report.problems.find((each) => each.category === name && each.no === no)!;
  };

  test('the figures the report prints', () => {
    expect(report.counts).toEqual({
      total: 62,
      done: 53,
      basically_done: 6,
      not_done: 1,
      stopped: 0,
      ongoing: 2,
      not_stated: 0,
      byCategory: [
        { category: '贯彻党的路线方针政策有差距的问题', count: 18 },
        { category: '推动从严治党责任不够有力的问题', count: 19 },
        { category: '基层党组织建设待加强的问题', count: 14 },
        { category: '监督检查指出问题整改落实不到位的问题', count: 7 },
        { category: '党工委“一把手”履行职责、廉洁自律的问题', count: 2 },
        { category: '对长期整改任务采取的重要举措和取得的阶段性成效', count: 2 },
      ],
    });
    expect(report.warnings).toEqual([]);
  });

  test('its title, without the line 附件 1 above it', () => {
    expect(report.title).toBe('中共深圳市福田区莲花街道工作委员会关于八届区委第七轮巡察整改进展情况的说明');
  });

  test.each([
    ['a line break in the middle of a sentence', 0, 8, '将“大比武”项目完成情况作为考核重要依据'],
    ['a line break between 二 and 是', 2, 1, '安排专人更正修改。二是修订完善'],
    ['stray asterisks', 3, 3, '一是深入学习有关规定。二是加强组织'],
    [
      'spaces in dates and numbers',
      4,
      2,
      '组织336名基层党组织书记全员培训,2024年1月至2025年6月共发展党员9名。',
    ],
    ['a half-width colon after the label', 5, 1, '一是街道联合消防站'],
  ])('%s', (_, category, no, text) => {
    expect(problem(category, no).text).toContain(text);
  });

  test('no account ends in the middle of a sentence', () => {
    expect(report.problems.filter(({ text }) => !text.endsWith('。'))).toEqual([]);
  });

  test.each([
    [0, 1, '落实‘第一议题’‘学、议、决、办、督’要求有差距'],
    [2, 3, '‘重业务，轻党建’问题较明显'],
    [3, 6, '2021年审计报告中指出的社工在岗人员无党员问题未完成整改'],
    [5, 2, '处理辖区物业管理纠纷效果不佳'],
  ])('category %i problem %i is called %s', (category, no, title) => {
    expect(problem(category, no).title).toBe(title);
  });

  test.each([
    [0, 4, 1],
    [0, 13, 4],
    [0, 16, 5],
    [2, 1, 2],
    [3, 3, 4],
  ])('category %i problem %i has %i measures', (category, no, count) => {
    expect(problem(category, no).measures).toHaveLength(count);
  });

  test('what goes on for long has its next steps', () => {
    expect(problem(5, 1)).toMatchObject({
      line: 399,
      ongoing: true,
      completion: 'not_done',
      nextPlan: '一是持续督促物业履行主体责任。二是积极搭建平台。三是开展2025年火灾高风险区域挂牌整治。',
    });
    expect(report.problems.filter(({ nextPlan }) => nextPlan !== null)).toHaveLength(2);
  });
});

describe('观湖 2023: sixteen headed items without states', () => {
  const report = readReport(fixture('report-guanhu-2023.txt'));

  test('items by category, none of them from the chapters on duties and next steps', () => {
    expect(report.counts).toMatchObject({ total: 16, not_stated: 16, done: 0 });
    expect(report.counts.byCategory.map(({ count }) => count)).toEqual([5, 7, 4]);
    expect(report.problems.every(({ completion, ongoing }) => completion === null && !ongoing)).toBe(true);
    expect(report.title).toBeNull();
    expect(report.warnings).toEqual([]);
  });

  test('the measures are those marked 一是, 二是, …', () => {
    expect(report.problems.map(({ measures }) => measures.length)).toEqual([
      3, 5, 4, 3, 3, 3, 5, 3, 2, 2, 3, 4, 3, 3, 4, 2,
    ]);
    expect(report.problems[0]?.measures[0]).toMatch(/^抓好制度落实。/);
  });
});

/** A report with one category, and these lines below it. */
const withLines = (...lines: string[]): string =>
  ['关于巡察整改进展情况的通报', '一、巡察整改任务落实情况', '（一）作风建设方面', ...lines].join('\n');

describe('how papers differ', () => {
  test.each([
    ['整改状态：已完成', 'done', false],
    ['整改状态:已完成', 'done', false],
    ['整改状态： 已 完成', 'done', false],
    ['【整改状态】已完成', 'done', false],
    ['整改状态：已完成整改。', 'done', false],
    ['整改状态：基本完成', 'basically_done', false],
    ['整改状态：未完成，正在推进', 'not_done', false],
    ['整改状态：长期坚持', 'not_done', true],
    ['整改状态：已完成（长期坚持）', 'done', true],
    ['整改状态：已完成并长期坚持', 'done', true],
  ])('%s → %s, ongoing %s', (line, completion, ongoing) => {
    const { problems, warnings } = readReport(
      withLines('1.关于“首问负责不落实”的问题', line, '整改情况：修订制度。'),
    );
    expect(problems.map((each) => [each.completion, each.ongoing])).toEqual([[completion, ongoing]]);
    expect(warnings).toEqual([]);
  });

  test.each([
    ['on its own line', ['1.关于“首问负责不落实”的问题', '整改状态：已完成', '整改情况：修订制度。']],
    ['all on one line', ['1．关于“首问负责不落实”的问题。整改状态：已完成。整改情况：修订制度。']],
    ['parted by spaces', ['1、关于“首问负责不落实”的问题  整改状态：已完成  整改情况：修订制度。']],
    ['straight quotes', ['1. 关于"首问负责不落实"的问题', '整改状态：已完成', '修订制度。']],
    [
      'a heading that is cut',
      ['1.关于“首问负责', '', '不落实”的问题', '整改状态：已完成', '整改情况：修订制度。'],
    ],
    [
      'a blank between all',
      ['1.关于“首问负责不落实”的问题', '', '整改状态：已完成', '', '整改情况：修订', '', '制度。'],
    ],
  ])('%s', (_, lines) => {
    const { problems } = readReport(withLines(...lines));
    expect(problems).toMatchObject([
      { no: 1, category: '作风建设方面', title: '首问负责不落实', completion: 'done', text: '修订制度。' },
    ]);
  });

  test('numbered lines inside an account are its measures, not problems', () => {
    const { problems } = readReport(
      withLines(
        '1.关于“首问负责不落实”的问题',
        '整改情况：',
        '1.修订制度。',
        '2.开展培训。',
        '2.关于“文风不实”的问题',
        '整改情况：（1）精简文件；（2）压缩会议。',
      ),
    );
    expect(problems.map(({ title, measures }) => [title, measures])).toEqual([
      ['首问负责不落实', ['修订制度。', '开展培训。']],
      ['文风不实', ['精简文件', '压缩会议。']],
    ]);
  });

  test('sections are problems when they give an account and hold no items', () => {
    const { problems } = readReport(
      [
        '一、整改落实情况',
        '（一）关于“首问负责不落实”的问题',
        '原因分析：制度缺失。',
        '责任科室：公共服务办公室',
        '整改情况：一是修订制度。二是开展培训。',
        '（二）关于“文风不实”的问题',
        '整改情况：精简文件。',
        '二、下一步工作打算',
        '（一）关于“压实责任”的问题',
        '整改情况：持续推进。',
      ].join('\n'),
    );
    expect(problems).toMatchObject([
      { no: 1, category: '整改落实情况', cause: '制度缺失。', measures: ['修订制度。', '开展培训。'] },
      { no: 2, category: '整改落实情况', cause: null, measures: ['精简文件。'] },
    ]);
  });

  test('what was done to organise the work is no problem, what was found wrong with it is', () => {
    const { problems } = readReport(
      [
        '一、落实整改主体责任情况',
        '（一）组织领导',
        '1.召开会议部署',
        '二、主体责任方面的问题',
        '1.部署不够',
        '一是召开会议。',
      ].join('\n'),
    );
    expect(problems.map(({ title }) => title)).toEqual(['部署不够']);
  });

  test.each([
    ['三、长期整改任务', true],
    ['三、加强长期执政能力建设方面', false],
  ])('without a state, what stands under %s is ongoing: %s', (chapter, ongoing) => {
    const { problems } = readReport([chapter, '1.关于“停车难”的问题', '整改情况：增设车位。'].join('\n'));
    expect(problems).toMatchObject([{ completion: null, ongoing }]);
  });

  test('paragraphs of an account stay paragraphs', () => {
    const { problems } = readReport(
      withLines('1.关于“首问负责不落实”的问题', '整改情况：修订', '制度。', '开展培训。'),
    );
    expect(problems[0]).toMatchObject({
      text: '修订制度。\n开展培训。',
      measures: ['修订制度。', '开展培训。'],
    });
  });

  test('the signature and the words to the public belong to no problem', () => {
    const { problems } = readReport(
      withLines(
        '1.关于“首问负责不落实”的问题',
        '整改情况：修订制度。',
        '欢迎广大干部群众对整改落实情况进行监督。',
        '联系电话：0755-00000000',
        '中共某某街道工作委员会',
        '2025 年 8 月 5 日',
      ),
    );
    expect(problems.map(({ text }) => text)).toEqual(['修订制度。']);
  });

  test.each([
    [
      'an unknown state',
      ['1.关于“首问负责不落实”的问题', '整改状态：差不多', '整改情况：修订制度。'],
      [[4, '无法识别的整改状态：“差不多”']],
    ],
    [
      'a number left out',
      ['1.关于“甲”的问题', '整改情况：修订制度。', '3.关于“乙”的问题', '整改情况：开展培训。'],
      [[6, '编号不连续：应为 2，实为 3']],
    ],
    ['no account', ['1.关于“首问负责不落实”的问题', '整改状态：已完成'], [[4, '没有整改情况']]],
    ['no problem', ['总体情况良好。'], [[0, '没有找到反馈问题']]],
  ])('%s is a warning', (_, lines, expected) => {
    const { warnings } = readReport(withLines(...lines));
    expect(warnings.map(({ line, message }) => [line, message])).toEqual(expected);
  });
});

describe('splitting measures', () => {
  test.each([
    ['一是修订制度。二是开展培训。', ['修订制度。', '开展培训。']],
    ['经核查：一是修订制度；二是开展培训。', ['修订制度', '开展培训。']],
    ['一是统一是非标准。二是通报。', ['统一是非标准。', '通报。']], // 统一是 begins nothing
    ['二是开展培训。', ['二是开展培训。']], // without a first there is no second
    [
      Array.from(
        { length: 12 },
        (_, index) => `${'一 二 三 四 五 六 七 八 九 十 十一 十二'.split(' ')[index]}是措施。`,
      ).join(''),
      Array.from({ length: 12 }, () => '措施。'),
    ],
    ['修订制度。', ['修订制度。']],
    ['', []],
  ])('%s', (text, measures) => expect(splitMeasures(text)).toEqual(measures));
});

test('any text is read, and its counts add up', () => {
  const fragment = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    // prettier-ignore
    fc.constantFrom(
      '一、', '（一）', '(二) ', '1.', '12、', '关于“', '”的问题', '整改状态：', '整改情况:', '已完成', '长期坚持', '一是', '二是',
      '下一步工作安排', '**', '\n', '\r\n', '。', ' ', '\u0000', '2025 年 8 月 5 日',
    ),
  );
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 60 }), (fragments) => {
      const { counts, problems } = readReport(fragments.join(''));
      const { total, byCategory, ...parts } = counts;
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(total);
      expect(byCategory.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      expect(problems).toHaveLength(total);
    }),
    { numRuns: 500 },
  );
});
