/** What a file is called when it is taken away. */
interface Facts {
  readonly round: string;
  readonly asOf: string;
  readonly weekNo?: number | null;
  readonly audience?: 'superior' | 'party' | 'society';
  readonly number?: number;
  readonly code?: string;
  readonly unit?: string;
}

export const audienceLabel = {
  superior: '报上级',
  party: '党内通报',
  society: '向社会公开',
} as const;

const NAMES = {
  ledger: (facts: Facts) => `整改台账${issueOf(facts)}`,
  report: (facts: Facts) => `整改进展情况报告-${audienceLabel[facts.audience ?? 'superior']}`,
  pack: (facts: Facts) => `调度会材料${issueOf(facts)}`,
  urge: ({ unit }: Facts) => `催办通知-${unit ?? ''}`,
  bulletin: ({ number }: Facts) => `整改通报第${number}期`,
  letter: ({ code }: Facts) => `督办函-${code}号`,
  'closure-form': ({ code }: Facts) => `销号单-${code}号`,
  archive: ({ code }: Facts) => `任务档案-${code}号`,
  wall_chart: (facts: Facts) => `挂图作战${issueOf(facts)}`,
} as const;

const issueOf = ({ weekNo }: Facts): string =>
  weekNo === null || weekNo === undefined ? '-实时' : `-第${weekNo}期`;

const ENDINGS: Partial<Record<keyof typeof NAMES, string>> = { ledger: 'xlsx', wall_chart: 'png' };

/** 整改台账-第3期-2026年巡察整改-2026-06-12.xlsx, without what file systems refuse. */
export const fileNameOf = (what: keyof typeof NAMES, facts: Facts): string =>
  `${NAMES[what](facts)}-${facts.round}-${facts.asOf}`.replaceAll(/[\\/:*?"<>|\s]+/g, '_') +
  `.${ENDINGS[what] ?? 'docx'}`;

export const importTemplateName = '整改台账导入模板.xlsx';
export const markedCopyName = (name: string): string => `${name.replace(/\.[^.]*$/, '')}-标注.xlsx`;
