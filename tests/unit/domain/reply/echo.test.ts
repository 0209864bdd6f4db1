import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReplyStatus } from '../../../../src/domain/reply/result.ts';
import { understand } from '../../../../src/domain/reply/understand.ts';
import { receiptText } from '../../../../src/zh/messages/receipt.ts';
import { vocabulary } from '../../../../src/zh/vocabulary.ts';
import { aContext, replyLines } from './reply-fixtures.ts';

/** The lines of what we send back, without what stands around them: "6 已完成（待审核）：已拆除17处". */
function echoOf(report: { item: string; status: ReplyStatus; text: string }): string {
  const sent = receiptText({
    kind: 'receipt',
    recorded: [
      {
        code: report.item,
        status: report.status,
        text: report.text,
        claimed: report.status === 'done',
        corrects: false,
      },
    ],
    requests: [],
    late: false,
    digestAt: null,
    stillOpen: 0,
    question: null,
  });
  const [, recorded = ''] = /：([\s\S]*?)。\n/u.exec(JSON.stringify(sent).replaceAll('\\n', '\n')) ?? [];
  return recorded;
}

test('our own echo means what it was made of', () => {
  const texts: Readonly<Record<ReplyStatus, readonly string[]>> = {
    done: ['', '已拆除17处', '材料已上传', '照片在群里'],
    basically_done: ['', '引进企业2家', '材料已上传'],
    in_progress: ['', '已立案，下周发通知', '已拆除17处', '还差签字'],
    not_started: [''],
    ongoing: ['', '按月排查'],
    no_change: [''],
  };
  const anyReport = fc
    .constantFrom(...(Object.keys(texts) as ReplyStatus[]))
    .chain((status) => fc.record({ status: fc.constant(status), text: fc.constantFrom(...texts[status]) }));
  fc.assert(
    fc.property(anyReport, fc.constantFrom('2', '6', '9'), ({ status, text }, item) => {
      const echo = echoOf({ item, status, text });
      const { reports } = understand(echo, aContext(), vocabulary);
      expect(reports.map((report) => ({ item: report.item, status: report.status }))).toEqual([
        { item, status },
      ]);
    }),
    { numRuns: 100 },
  );
});

test('replies recorded as done stay done when they are echoed', () => {
  for (const line of replyLines('replies.jsonl')) {
    for (const report of understand(line.text, line, vocabulary).reports) {
      const echo = echoOf(report);
      const again = understand(echo, { ...line, pending: null }, vocabulary).reports;
      expect(again.map(({ item, status }) => ({ item, status }))).toEqual([
        { item: report.item, status: report.status },
      ]);
    }
  }
});
