import type { LedgerRow } from '../../../src/domain/ledger/ledger.ts';

/** A task on its way: lit green, answered this week. */
export function aLedgerRow(differences: Partial<LedgerRow> = {}): LedgerRow {
  return {
    taskId: 't1',
    no: 1,
    code: '1',
    category: '作风建设方面',
    problemNo: 3,
    problem: '首问负责制落实不到位',
    task: '完善首问负责和限时办结制度',
    measures: ['修订窗口服务规范', '每月抽查办件并通报'],
    leader: '周望舒',
    leaderId: 'p1',
    unit: '公共服务办公室',
    owner: '李向晚',
    supportUnits: ['党建办公室', '司法所'],
    dueOn: '2026-09-30',
    originalDueOn: '2026-09-30',
    horizon: 'term',
    progress: '规范初稿已征求意见',
    reported: 'in_progress',
    asked: true,
    entryIds: ['e1'],
    completion: 'not_done',
    closure: 'open',
    light: 'green',
    overdueDays: 0,
    timeliness: 'not_due',
    nextPlan: '下周提交审议',
    evidenceCount: 2,
    remark: '',
    ...differences,
  };
}
