import { describe, expect, test } from 'vitest';
import { readLedger } from '../../../src/documents/ledger-import.ts';
import { writeLedger } from '../../../src/documents/ledger-xlsx.ts';
import { computeFigures } from '../../../src/domain/ledger/figures.ts';
import type { LedgerRow } from '../../../src/domain/ledger/ledger.ts';
import { aLedgerRow } from './a-ledger-row.ts';

/* A ledger that we have written, read again: the same tasks in the same states, and nothing said of our own sheets. */

async function throughFile(rows: readonly LedgerRow[]) {
  const figures = computeFigures({ rows, asOf: '2026-03-20' });
  const meta = {
    roundName: '第七轮巡察',
    weekNo: 12,
    week: '2026-03-16',
    asOf: '2026-03-20',
    frozenAt: '2026-03-20 14:00',
    sha256: '9f'.repeat(32),
  } as const;
  return readLedger(await writeLedger({ rows, figures, meta, since: null }));
}

/** What an import takes of a row. */
const kept = (row: LedgerRow) => ({
  no: row.no,
  category: row.category,
  problemNo: row.problemNo,
  problem: row.problem,
  task: row.task,
  measures: row.measures,
  leader: row.leader || null,
  unit: row.unit || null,
  owner: row.owner || null,
  supports: row.supportUnits,
  due: row.horizon === 'long' ? null : row.dueOn,
  horizon: row.horizon,
  completion: row.completion,
  closure: row.closure,
});

const typedMeasures = ({ measures, measureTypes }: LedgerRow) =>
  measures.map((text, index) => ({ type: measureTypes?.[index] ?? 'other', text }));

const row = (no: number, differences: Partial<LedgerRow> = {}): LedgerRow =>
  aLedgerRow({ taskId: `t${no}`, no, code: String(no), problemNo: no, task: `任务${no}`, ...differences });

// prettier-ignore
const ROWS: readonly LedgerRow[] = [
  row(1),
  row(2, { completion: 'done', closure: 'closed', light: 'closed', timeliness: 'done_late' }),
  row(3, { closure: 'first_review' }),
  row(4, { closure: 'second_review', completion: 'basically_done' }),
  row(5, { completion: 'done', closure: 'returned' }),
  row(6, { closure: 'relapsed', light: 'red', overdueDays: 12, timeliness: 'overdue' }),
  row(7, { completion: 'stopped', light: 'closed' }),
  row(8, { horizon: 'long', dueOn: null, originalDueOn: null }),
  row(9, { horizon: 'long', dueOn: null, originalDueOn: null, completion: 'done', closure: 'closed', light: 'closed' }),
  row(10, { horizon: 'immediate', completion: 'basically_done', dueOn: '2026-10-31' }),
  row(11, { problem: '2021年审计报告指出的问题未完成整改' }),
  row(12, { problem: '5个社区活动室长期闲置', task: '3.5万元补贴未发放到位的，全部补发' }),
  row(13, { measures: ['2026年底前修订规范', '12345热线办件当日转办', '3个社区先行试点'] }),
  row(17, { measures: ['修订规范', '退回款项', '约谈三人', '全面排查', '集中清理', '其他一条'], measureTypes: ['institution', 'loss_recovery', 'accountability', 'inference', 'campaign', 'other'] }),
  row(18, { measures: ['只有一条'], measureTypes: ['institution'] }),
  row(14, { measures: ['只有一条'], leader: '', owner: '', supportUnits: [] }),
  row(15, { problemNo: 14, task: '=1+1', progress: '-2', category: '基层治理方面' }),
  row(16, { problemNo: 14, task: '核对\n两行', nextPlan: '无', remark: '—', category: '基层治理方面' }),
];

describe('a ledger of ours, read again', () => {
  test.each(ROWS.map((each) => [each.no, each] as const))('task %i', async (_, each) => {
    const { rows, problems } = await throughFile([each]);
    expect(rows[0]).toMatchObject({ ...kept(each), measures: typedMeasures(each) });
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('all of them, in their order', async () => {
    const { rows } = await throughFile(ROWS);
    expect(rows.map(({ no, completion, closure }) => [no, completion, closure])).toEqual(
      ROWS.map(({ no, completion, closure }) => [no, completion, closure]),
    );
  });

  test('its other sheets show the same tasks: nothing is said of them', async () => {
    const { problems } = await throughFile(ROWS);
    expect(problems.filter(({ line }) => line === 0)).toEqual([]);
  });
});
