import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReplyContext } from '../../../../src/domain/reply/result.ts';
import { understand } from '../../../../src/domain/reply/understand.ts';
import { vocabulary } from '../../../../src/zh/vocabulary.ts';
import { REPLY_FILES } from '../../../fixtures/reply-files.ts';
import { aContext, oneTask, replyLines, scored } from './reply-fixtures.ts';

describe.each(REPLY_FILES)('every line of %s.jsonl', (file) => {
  const lines = replyLines(`${file}.jsonl`).map((line) => [line.id, line.text, line] as const);

  test.each(lines.filter(([, , { missed }]) => !missed))('%s %s', (_id, text, line) => {
    expect(scored(understand(text, line, vocabulary))).toEqual(scored(line.expect as never));
  });

  test('no completion is recorded in the lines that are misread', () => {
    for (const [, text, line] of lines.filter(([, , { missed }]) => missed)) {
      const { reports, requests } = understand(text, line, vocabulary);
      const said = scored(line.expect as never);
      for (const { item, status } of reports.filter(({ status: state }) => state === 'done'))
        expect(said.reports).toContainEqual({ item, status });
      for (const request of requests) expect(said.requests).toContainEqual(request);
    }
  });
});

describe('the words for the ledger', () => {
  test.each<[text: string, words: string]>([
    ['6已完成', '已完成'],
    ['第2项基本完成，引进企业2家', '引进企业2家'],
    ['9 正在推进：已立案，下周发限期拆除通知', '已立案，下周发限期拆除通知'],
    ['6：一是修订办法2项，二是盘点9个仓库，已完成', '一是修订办法2项，二是盘点9个仓库，已完成'],
    ['9：根据《城乡规划法》第64条，已立案查处。', '根据《城乡规划法》第64条，已立案查处'],
    ['第九项长期坚持，按月排查', '按月排查'],
    ['６ 投入３．５万元，正在推进', '投入３．５万元，正在推进'],
    ['更正：6是基本完成', '基本完成'],
    ['6 已完成，\n佐证材料已上传', '佐证材料已上传'],
  ])('%s → %s', (text, words) => {
    expect(understand(text, aContext(), vocabulary).reports.map((report) => report.text)).toEqual([words]);
  });

  test('of two statements about one task both are kept', () => {
    const { reports } = understand('6已召开会议2次。2已完成。6约谈3人。', aContext(), vocabulary);
    expect(reports.find(({ item }) => item === '6')?.text).toBe('已召开会议2次；约谈3人');
  });
});

test('a question about a task that is closed by now is forgotten', () => {
  const context = aContext({ pending: { item: '30', asks: 'status' } });
  expect(understand('完成了', context, vocabulary)).toMatchObject({ reports: [], unclear: 'which_item' });
});

test('an official without open tasks is not asked which of them', () => {
  const context = aContext({ items: [] });
  expect(understand('已完成', context, vocabulary)).toMatchObject({ reports: [], unclear: 'not_understood' });
});

/** Text as people type it, out of the very words that mean something, and out of anything else. */
const words = fc.constantFrom(
  ...vocabulary.lexicon.roles.keys(),
  ...'， 。 、 ： （ ） “ ” - # ？ @ 第 项 号 2 6 9 12 88 2026年 7月 15日 80% 3.5万元 资产 临时建筑 👌 ️⃣ ①'.split(
    ' ',
  ),
  ' ',
  '\n',
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(words, { maxLength: 60 }).map((parts) => parts.join('')),
);

const anyContext: fc.Arbitrary<ReplyContext> = fc.record({
  today: fc.constantFrom('2026-06-10', '2026-12-31', '2028-02-29'),
  role: fc.constantFrom('official', 'manager'),
  items: fc.constantFrom(
    aContext().items,
    oneTask.items ?? [],
    [],
    [{ code: 'A12', title: '党建台账不规范' }],
  ),
  roundCodes: fc.constantFrom(aContext().roundCodes, [], ['A12', 'B12']),
  pending: fc.constantFrom<ReplyContext['pending'][]>(
    null,
    { item: '9', asks: 'status' },
    { item: '9', asks: 'progress', status: 'basically_done' },
    { item: '9', asks: 'extension_due' },
    { item: null, asks: 'which_item', status: 'done' },
  ),
});

describe('whatever is typed', { timeout: 60_000 }, () => {
  test('it is understood as something, and only the person’s own tasks are touched', () => {
    fc.assert(
      fc.property(anyText, anyContext, (text, context) => {
        const { reports, requests, command, unclear } = understand(text, context, vocabulary);
        const own = context.items.map(({ code }) => code);
        for (const { item } of [...reports, ...requests]) expect(own).toContain(item);
        expect(new Set(reports.map(({ item }) => item)).size).toBe(reports.length);
        for (const report of reports) expect(report.text).not.toBe('');
        expect(
          reports.length + requests.length + Number(command !== null) + Number(unclear !== null),
        ).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
  });

  test('an extension never ends before today', () => {
    fc.assert(
      fc.property(anyText, anyContext, (text, context) => {
        const { requests } = understand(`9申请延期到${text}`, context, vocabulary);
        const days = requests.flatMap((request) => (request.kind === 'extension' ? (request.due ?? []) : []));
        expect(days.filter((day) => day < context.today)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('nothing is recorded of what somebody else is quoted to have said', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 20 }), (parts) => {
        const quoted = parts.filter((part) => !/[“”"]/.test(part)).join('');
        const { reports, requests } = understand(`群里发的“${quoted}”`, aContext(), vocabulary);
        expect(reports.filter(({ status }) => status === 'done')).toEqual([]);
        expect(requests).toEqual([]);
      }),
    );
  });

  test.each([
    '6，',
    '已完成',
    '更正',
    '不是3',
    '除9外',
    '(',
    '“',
    '@',
    '1.',
    '第',
    '百',
    '0',
    '都',
    '\n',
    '没',
  ])('a long message of nothing but %j is read to the end', (part) => {
    const text = part.repeat(5000 / part.length);
    expect(() => understand(text, aContext(), vocabulary)).not.toThrow();
  });
});
