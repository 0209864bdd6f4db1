import { countHeading, ledgerHeading } from './columns.ts';
import { measureTypeLabel } from './labels.ts';

/** The sheets of the ledger beside the ledger itself and the figures, by the names of domain rule 9. */
export const ledgerLists = {
  print: { sheet: '台账（打印）' },
  problems: {
    sheet: '问题清单',
    headings: {
      no: '问题序号',
      category: ledgerHeading.category,
      problem: ledgerHeading.problem,
      count: '任务数',
      codes: '任务序号',
      leaders: ledgerHeading.leader,
      units: ledgerHeading.unit,
      due: ledgerHeading.due,
      completion: ledgerHeading.completion,
    },
  },
  tasks: { sheet: '任务清单' },
  duties: { sheet: '责任清单' },
  institutions: {
    sheet: '制度清单',
    measure: `${measureTypeLabel.institution}措施`,
    order: '序号',
    code: '任务序号',
    /** A week that did not keep the types says so; an empty list would say that there are none. */
    untyped: (count: number) =>
      `本期有 ${count} 项任务在冻结时未记录措施类型，其${measureTypeLabel.institution}措施未列入本表。`,
    none: `本期任务中没有${measureTypeLabel.institution}类措施。`,
  },
  title: (roundName: string, list: string) => `${roundName.replace(/整改$/, '')}整改${list}`,
  counted: (count: number) => `共 ${count} 项`,
} as const;

/** How far a problem is, as its tasks say together. */
export const problemCompletion = {
  done: countHeading.done,
  basicallyDone: countHeading.basicallyDone,
  notDone: countHeading.notDone,
  ongoing: countHeading.ongoing,
  stopped: countHeading.stopped,
} as const;
