import type { WeekStepName } from '../../domain/task/round.ts';
import { ladderActLabel, stepLabel } from '../labels.ts';

const doubts = {
  few_days_off: '放假天数偏少，是否漏了假期',
  many_days_off: '放假天数偏多，是否多写了',
  nothing_worked: '没有调休上班的日子，是否漏了',
} as const;

/** The settings of a round, and the calendar. */
export const settingsWords = {
  form: '设置',
  week: '一周的节奏',
  weekHelp: '五步须按先后排列。会发消息的步骤避开整点和半点（企业微信此时拥挤）。遇假日顺延到本周的工作日。',
  steps: stepLabel,
  weekdays: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  dayOf: (step: WeekStepName) => `${stepLabel[step]}在周几`,
  timeOf: (step: WeekStepName) => `${stepLabel[step]}的时间`,
  quiet: '免打扰时段',
  quietFrom: '从',
  quietTo: '到次日',
  lights: '亮灯与长期任务',
  near: '临期：到期前几个工作日亮黄灯',
  long: '长期坚持：几天填报一次',
  closure: '销号与回头看',
  closureHelp: '责任人报完成后，经几级审核才销号；没有足够的佐证不能通过。',
  levels: '审核级数',
  evidence: '至少几份佐证',
  lookBack: '销号几个月后回头看',
  noLookBack: '不自动安排',
  byCategory: '个别类别另有要求',
  asRound: '同上',
  ladder: '逾期升级',
  ladderHelp: '逐级升级，不跳级、不重复；有新的答复、进入审核或批准延期就停下。天数按工作日计。',
  acts: ladderActLabel,
  overdue: '逾期满（天）',
  grace: '距上一级或答复（天）',
  unanswered: '未答复的提醒（次）',
  officeDecides: '升级前先由整改办确认',
  digestPicture: '周报后附挂图',
  save: '保存设置',
  reload: '放弃修改',
  saved: (moved: number) => `已保存，并记入审计日志。${moved > 0 ? `已计划的 ${moved} 步随之调整。` : ''}`,
  preview: '按这些设置，本周和下周',
  previewHelp: '随填写更新，尚未保存的改动也算在内。',
  looked: '预览已更新。',
  step: '步骤',
  when: '时间',
  weekOf: (monday: string, days: number) => `${monday} 当周（${days} 个工作日）`,
  skipped: '工作日太少，这一周不提醒。',
  unknownYears: (years: readonly number[]) => `⚠ ${years.join('、')} 年的放假安排未知，按周一至周五计`,
  shifted: (from: string) => `（原为 ${from}，遇假日顺延）`,
  deferred: ({ date, time }: { date: string; time: string }) => `⚠ 在免打扰时段，实际 ${date} ${time} 发送`,
  calendar: '工作日历',
  year: ({
    year,
    from,
    source,
    loadedBy,
  }: {
    year: number;
    from: 'file' | 'release' | null;
    source: string | null;
    loadedBy: string | null;
  }) => {
    if (from === null) return `⚠ ${year} 年：未知，按周一至周五计`;
    return from === 'release'
      ? `${year} 年：随软件提供`
      : `${year} 年：${source ?? ''}（${loadedBy ?? ''} 导入）`;
  },
  oneDay: ({ day, working, note }: { day: string; working: boolean; note: string }) =>
    `${day}：单独设为${working ? '上班' : '放假'}${note === '' ? '' : `（${note}）`}`,
  yearFile: '年度安排文件（.txt、.csv、.json）',
  lookYear: '先看看',
  keepYear: '保存这一年',
  yearRead: (read: {
    year: number;
    workingDays: number;
    kept: boolean;
    holidays: readonly { from: string; to: string; days: number }[];
    worked: readonly string[];
    doubts: readonly (keyof typeof doubts)[];
  }) =>
    `${read.year} 年${read.kept ? '已保存' : '（尚未保存）'}：${read.workingDays} 个工作日；放假 ${read.holidays.map(({ from, to, days }) => (days === 1 ? from : `${from} 至 ${to}`)).join('、')}；调休上班 ${read.worked.join('、') || '无'}。${read.doubts.map((doubt) => `⚠ ${doubts[doubt]}。`).join('')}`,
  day: '日期',
  isWhat: '这一天',
  dayKinds: { off: '放假', working: '上班', default: '按年度安排' },
  note: '原因',
  setDay: '设置这一天',
  daySet: (day: string, moved: number) =>
    `${day} 已设置。${moved > 0 ? `已计划的 ${moved} 步随之调整。` : ''}`,
  end: '结束本轮',
  endHelp: (letter: string, name: string, open: number) =>
    `轮次 ${letter}（${name}）还有 ${open} 项任务未完成。结束后不再提醒、冻结和发送周报；任务、答复和台账都保留。不能恢复。`,
  typeLetter: (letter: string) => `确认请输入轮次字母 ${letter}`,
  doEnd: '结束本轮',
  ended: (messages: number, count: number) => `本轮已结束，取消了 ${messages} 条待发消息和 ${count} 个步骤。`,
} as const;
