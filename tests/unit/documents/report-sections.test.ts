import { describe, expect, test } from 'vitest';
import { readReport } from '../../../src/documents/report-reader.ts';

/* States that stand in the title of a section only. They are taken where they leave no choice, and never guessed. */

const section = (title: string, ...items: readonly (readonly string[])[]): string =>
  [
    '一、整改落实情况',
    `（一）${title}`,
    ...items.flatMap((lines, index) => [`${index + 1}.关于“问题${'甲乙丙丁'[index]}”的问题`, ...lines]),
  ].join('\n');

const PLAIN = ['修订制度。'];

const read = (text: string) => {
  const { problems, warnings } = readReport(text);
  return {
    states: problems.map(({ completion, ongoing }) => (ongoing ? 'ongoing' : completion)),
    warnings: warnings.map(({ line, message }) => `${line} ${message}`),
  };
};

const NOT_TAKEN = '本节写明的整改状态（已完成 2 个、基本完成 1 个）分不到各个问题，未采用';

describe('a section whose title says how far its problems are', () => {
  test.each([
    ['作风建设方面（反馈问题2个，已整改2个）', ['done', 'done']],
    ['作风建设方面（2个问题，均已完成整改）', ['done', 'done']],
    ['作风建设方面（均已完成整改）', ['done', 'done']],
    ['作风建设方面（共2个，已完成2个）', ['done', 'done']],
    ['作风建设方面（反馈问题2个，已完成整改2个，未完成0个）', ['done', 'done']],
    ['作风建设方面(2个，基本完成2个)', ['basically_done', 'basically_done']],
    ['作风建设方面（2个，正在整改2个）', ['not_done', 'not_done']],
    ['作风建设方面（2个，长期坚持2个）', ['ongoing', 'ongoing']],
    ['作风建设方面（2个）', [null, null]],
    ['作风建设方面（反馈问题2个，已整改2个）：', ['done', 'done']],
  ])('%s', (title, states) => {
    expect(read(section(title, PLAIN, PLAIN))).toEqual({ states, warnings: [] });
  });

  test.each([
    ['反馈问题2个，已完成整改2个。', ['done', 'done']],
    ['巡察组反馈该方面问题2个，已完成2个。', ['done', 'done']],
    ['召开会议2次，完成整改2个点位。', [null, null]],
  ])('in a sentence below it: %s', (sentence, states) => {
    const text = section('作风建设方面', PLAIN, PLAIN).replace('方面\n', `方面\n${sentence}\n`);
    expect(read(text)).toEqual({ states, warnings: [] });
  });

  test('what one problem says of itself leaves one state for the others', () => {
    const own = ['整改状态：基本完成', '修订制度。'];
    const { states, warnings } = read(section('党建方面（3个，已完成2个，基本完成1个）', PLAIN, own, PLAIN));
    expect(states).toEqual(['done', 'basically_done', 'done']);
    expect(warnings).toEqual([]);
  });
});

describe('where the counts leave a choice or do not agree, nothing is taken and the line is named', () => {
  test('two states, and no word which problem is which', () => {
    expect(read(section('党建方面（3个，已完成2个，基本完成1个）', PLAIN, PLAIN, PLAIN))).toEqual({
      states: [null, null, null],
      warnings: [`2 ${NOT_TAKEN}`],
    });
  });

  test.each([
    ['党建方面（3个，已完成3个）', '2 标题写明 3 个，读到 2 个，相差 1 个'],
    ['党建方面（反馈问题2个，已整改1个）', null],
    ['党建方面（反馈问题4个，已整改2个）', null],
  ])('%s over two problems', (title, other) => {
    const { states, warnings } = read(section(title, PLAIN, PLAIN));
    expect(states).toEqual([null, null]);
    expect(warnings.some((each) => each.startsWith('2 本节写明的整改状态'))).toBe(true);
    if (other !== null) expect(warnings).toContain(other);
  });

  test('what is said of a problem stands, and a section that says otherwise is told', () => {
    const own = ['整改状态：未完成', '推进中。'];
    const { states, warnings } = read(section('党建方面（2个，已整改2个）', own, PLAIN));
    expect(states).toEqual(['not_done', null]);
    expect(warnings).toEqual(['2 本节写明的整改状态（已完成 2 个）与各个问题写明的不一致，未采用']);
  });

  test('all problems say how far they are, and the title counts otherwise', () => {
    const done = ['整改状态：已完成', '修订制度。'];
    const open = ['整改状态：未完成', '推进中。'];
    expect(read(section('党建方面（2个，已完成2个）', done, open)).warnings).toEqual([
      '2 本节写明的整改状态（已完成 2 个）与各个问题写明的不一致，未采用',
    ]);
    expect(read(section('党建方面（2个，已完成1个，未完成1个）', done, open)).warnings).toEqual([]);
  });

  test('the figures of the whole report are compared with what was taken', () => {
    const text = `巡察反馈问题2个，已完成整改2个。\n${section('党建方面（2个，已整改2个）', PLAIN, PLAIN)}`;
    expect(read(text)).toEqual({ states: ['done', 'done'], warnings: [] });
  });
});

test('反馈问题：… that a line break has cut', () => {
  const { problems } = readReport(
    ['一、作风建设方面', '（一）反馈问题：窗口服务首问负', '责不落实', '整改情况：修订制度。'].join('\n'),
  );
  expect(problems.map(({ title, text }) => [title, text])).toEqual([
    ['窗口服务首问负责不落实', '修订制度。'],
  ]);
});
