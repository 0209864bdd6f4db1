import type { DateOnly } from '../domain/calendar/date.ts';
import type { CompletionCount } from '../domain/ledger/ledger.ts';
import type { ClosureState, Completion, Horizon } from '../domain/task/task.ts';
import { completionLabel, horizonLabel } from './labels.ts';

/*
 * The words of ledger sheets: the headings and cells we print, what offices call theirs, and what we say of a
 * sheet that cannot be read. Headings and short values are compared after width folding (Ａ → A), without spaces
 * and without what stands in brackets.
 */

/** The printed ledger, in the order of domain rule 9, and what has moved since the week before. */
export const ledgerHeading = {
  no: '序号',
  category: '问题类别',
  problem: '反馈问题',
  task: '整改任务',
  measures: '整改措施',
  leader: '牵头领导',
  unit: '责任单位',
  owner: '责任人',
  supports: '配合单位',
  due: '整改时限',
  horizon: '类型',
  progress: '本周进展',
  completion: '整改状态',
  closure: '销号',
  light: '亮灯/逾期天数',
  nextPlan: '下一步计划',
  evidence: '佐证',
  remark: '备注',
  change: '本周变化',
} as const;

export type LedgerColumn = keyof typeof ledgerHeading;

export const ledgerText = {
  sheet: '整改台账',
  statisticsSheet: '统计',
  title: (roundName: string) => `${roundName.replace(/整改$/, '')}整改台账`,
  week: (weekNo: number | null, week: DateOnly) =>
    weekNo === null ? `周：${week}起` : `第${weekNo}周（${week}起）`,
  asOf: (asOf: DateOnly) => `数据截至：${asOf}`,
  frozen: (frozenAt: string | null) =>
    frozenAt === null ? '未冻结，以后续冻结版为准' : `冻结时间：${frozenAt}`,
  hash: (prefix: string) => `校验码：${prefix}`,
  page: (number: string, count: string) => `第 ${number} 页，共 ${count} 页`,
  underReview: '销号审核中',
  notAnswered: '（本周未填报）',
  overdueDays: (days: number) => `逾期${days}天`,
  originalDue: (due: DateOnly) => `原时限：\n${due}`,
  reportedUp: (to: string, on: DateOnly) => `已上报${to}（${on}）`,
  evidence: (count: number) => `${count}件`,
} as const;

export const countHeading = {
  total: '合计',
  done: completionLabel.done,
  basicallyDone: completionLabel.basically_done,
  notDone: completionLabel.not_done,
  ongoing: horizonLabel.long,
  stopped: completionLabel.stopped,
} as const satisfies Record<keyof CompletionCount, string>;

/** A column an import reads; `ongoing` is a yes/no column beside the type. */
export type ImportColumn =
  | Exclude<LedgerColumn, 'light' | 'evidence' | 'change'>
  | 'cause'
  | 'problemNo'
  | 'measureType'
  | 'contact'
  | 'ongoing';

/** What each column is called, first as we call it ourselves and in messages. */
export const importHeadings = {
  no: [ledgerHeading.no, '编号 序 任务序号 任务编号 事项编号 督办编号 项目编号 No No.'],
  category: [
    ledgerHeading.category,
    '类别 方面 问题方面 板块 大类 所属类别 问题类别/方面 反馈方面 整改方面 所属方面 问题类型 问题分类 分类',
  ],
  problemNo: ['问题序号', '问题编号'],
  problem: [
    ledgerHeading.problem,
    '问题 反馈的问题 巡察问题 问题内容 问题名称 具体问题 具体表现 问题表现 问题描述 具体描述 问题摘要 存在问题 存在的问题 主要问题 发现问题 问题清单 巡察反馈问题 ' +
      '巡视反馈问题 审计发现问题 反馈意见 督办事项 事项内容 事项内容及要求',
  ],
  task: [
    ledgerHeading.task,
    '任务 整改任务内容 任务清单 任务名称 任务内容 具体任务 工作任务 整改事项 工作事项',
  ],
  measures: [
    ledgerHeading.measures,
    '措施 措施内容 具体措施 具体整改措施 整改具体措施 主要措施 主要整改措施 整改落实措施 采取的措施 采取的整改措施 整改举措 工作措施 工作举措 工作计划 ' +
      '重大措施 整改措施及成效 整改措施和成效 整改措施及进展 整改措施及落实情况 整改措施及完成情况 整改措施落实情况 整改措施及整改情况',
  ],
  measureType: ['措施类型', '措施类别'],
  leader: [ledgerHeading.leader, '责任领导 分管负责人 牵头负责人 分管领导 包案领导 挂点领导 牵头责任领导'],
  unit: [
    ledgerHeading.unit,
    '责任科室 责任部门 责任单位/科室 责任处室 牵头处室 主责单位 主责部门 责任主体 牵头部门 牵头单位 牵头科室 主办单位 承办单位 牵头责任单位 整改责任单位',
  ],
  owner: [
    ledgerHeading.owner,
    '责任人姓名 A角 经办责任人 具体责任人 直接责任人 整改责任人 负责人 具体负责人 责任人员',
  ],
  contact: ['经办人', '具体经办人 联络员 联系人 承办人 AB角 B角'],
  supports: [ledgerHeading.supports, '配合部门 配合科室 配合责任单位 配合 协办单位 协同单位 协助单位'],
  due: [
    ledgerHeading.due,
    '整改完成时限 整改完成时间 拟完成时间 整改时间 整改期限 完成时限 完成时间 完成日期 完成期限 预计完成时间 计划完成时间 要求办结期限 办结期限 办结时限 时限 期限 ' +
      '截止时间 截止日期',
  ],
  horizon: [ledgerHeading.horizon, '整改类型 任务类型 时限类型 整改时限类型'],
  ongoing: ['是否长期坚持', '是否常态化坚持 是否长期 常态化坚持 长期坚持'],
  completion: [
    ledgerHeading.completion,
    '状态 完成状态 任务状态 办理状态 整改完成情况 是否完成 完成情况 整改情况 整改进度 完成进度 办理进度 工作进度',
  ],
  closure: [ledgerHeading.closure, '销号情况 销号状态 是否销号 对账销号'],
  remark: [ledgerHeading.remark, '备注说明 说明'],
  cause: ['原因分析', '主要原因 问题原因 产生原因 原因剖析'],
  progress: [
    ledgerHeading.progress,
    '整改进展 整改进展情况 进展情况 目前进展情况 最新进展情况 工作进展 工作进展情况 进展 措施完成情况 整改结果 整改成效 问题完成情况概述 目前进展 最新进展 推进情况 落实情况 整改落实情况',
  ],
  nextPlan: [
    ledgerHeading.nextPlan,
    '下一步措施 下一步打算 下一步工作 下一步工作计划 下步计划 下步打算 后续计划',
  ],
} as const satisfies Record<ImportColumn, readonly [own: string, others: string]>;

/** Under these some write a state and others a story: read only when every cell of the column is a state. */
export const stateOrStory = '完成情况 整改情况 整改进度 完成进度 办理进度 工作进度';

/** Not imported, but they tell a row of headings from a row of data. */
export const otherHeadings =
  '亮灯 逾期天数 亮灯/逾期天数 本周变化 ' +
  '佐证 佐证材料 证明材料 整改目标 整改落实目标 整改标准 明确整改标准 ' +
  '完成形式 涉及金额 定性依据 问题定性依据 来源 督办事项来源 来文日期 轮次 整改专项 审计项目名称 审计整改通知书号 重要程度 ' +
  '重点关注 是否重点关注 追责问责 挽回损失 建章立制 建立制度';

export const completionWords = {
  done: '已完成 完成 已整改 整改完成 已整改完成 完成整改 已完成整改 已办结 办结 已销号 对账销号 完成并销号 已完成并销号 是 √ ✓ ✔',
  basically_done: '基本完成 基本完成整改 已基本完成 基本整改到位',
  not_done:
    '未完成 未整改 未启动 尚未完成 整改中 正在整改 推进中 正在推进 进行中 办理中 正在办理 部分完成 部分整改 持续推进 未办结 逾期未办结 超期未办结 逾期未完成 超期未完成 未整改到位 未销号 否 × ✗ ✘',
  stopped: '依规终止 终止 已终止 不再执行',
} as const satisfies Record<Completion, string>;

export const horizonWords = {
  immediate: '立行立改 立知立改 立即整改',
  long: '长期坚持 长期整改 长期推进 长期任务 长期 持续坚持 持续推进 持续整改 常态化',
  term: '限期整改 限时整改 限期完成 限期 分阶段整改 集中整改',
} as const satisfies Record<Horizon, string>;

export const closureWords = {
  open: '未销号 否',
  first_review: '待初审 销号审核中 待审核',
  second_review: '待复审 待复核',
  final_review: '待终审',
  closed: '已销号 销号 已对账销号 是 √',
  returned: '退回 已退回 不予销号',
  relapsed: '反弹',
} as const satisfies Record<ClosureState, string>;

export const yesWords = '是 √ 有 长期坚持 常态化坚持';

/** What stands in a cell that is meant to be empty. */
export const emptyWords = '无 / - — —— 暂无 空';

/** For ledgers without categories. */
export const NO_CATEGORY = '未分类';

/** A heading across the sheet is the category of the rows below: 一、…方面, （二）…. */
export const sectionRow =
  /^(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+(?:部分|方面|类|章)[：:、\s])\s*(?<name>.+)$/su;
/** What a whole sheet is called. */
export const sheetTitle = /(?:台账|清单|一览表|统计表|任务表|表)(?:[（(].*[）)])?$/u;
/** The same without a number, merged across the sheet. */
export const bareSectionRow = /^(?<name>[^。；;，,：:]{2,40}(?:方面|问题|类))(?:[（(][^（）()]*[）)])?$/u;

/** Rows that are no tasks, by how they begin. */
export const noteRow =
  /^[（(【*※]*(?:注|备注|说明|填表|填报|制表|审核|审批|签字|联系|(?:主要|单位|部门|科室|分管|主管)*(?:负责人|领导|负责同志)(?:签字|签名|审核|签章)?[（(：:])/u;
/** Who has filled in a form, in the row below it. */
export const signature = /^(?:填表|填报|制表|审核|审批|签字|联系|报送|日期|电话)[^：:]{0,6}[：:]/u;
/** Headings of tables that are no ledgers: lists of contacts, of figures. */
export const foreignHeadings =
  '姓名 职务 职位 电话 联系电话 联系方式 手机 办公电话 部门 科室 单位 单位名称 合计 总数 总计 数量 项目 内容 日期 时间 名称 已完成 基本完成 未完成 长期坚持 完成率 占比 组别 分组 成员 职责 组长 文件名称 制度名称 印发时间';
export const totalRow = /^(?:合计|总计|小计|共计)/u;

/** （7） as a number. */
export const bracketed = /^[（(]\s*(?<no>\d{1,6})\s*[）)]$/u;

/** A problem that carries its number: 3.…, 3.2021年…, 3. 5个社区…; but 3.5万元 is no number and a text. */
export const numberBefore = /^(?<no>\d{1,4})[.、．](?!\d(?!\d{3}年))\s*(?<text>.+)$/su;

/** Between the names of one cell; spaces part names, but not the two characters of a name set wide (张 三). */
export const nameSeparator = /[、，,;；/\n]|\s{2,}|(?<=\p{Script=Han}{2}[）)]?)\s(?=\p{Script=Han}{2})/u;

/** （牵头） and （配合） behind the name of a unit. */
export const leadTail = /(?:[（(](?:牵头|主办|责任)(?:单位|部门|科室)?[）)]|(?:牵头|主办)(?:负责|落实)?)$/u;
export const supportTail =
  /(?:[（(](?:配合|协办|协助)(?:单位|部门|科室)?[）)]|(?:配合|协办|协助)(?:落实)?)$/u;
/** 党组书记：王某 before a name, 等3人 behind it. */
export const aroundName =
  /^\p{Script=Han}{2,10}[：:](?=\p{Script=Han})|等(?:\d+|[一二三四五六七八九十]+)?(?:名|位)?(?:同志|人)?$/gu;
/** 联系人及电话 is 联系人, 责任人姓名 is 责任人. */
export const headingTail = /(?:[及和、/]|)(?:联系|手机)?(?:电话|方式|号码)$|姓名$/u;
/** A year in words before a date: 二〇二六年六月三十日. */
export const dateInWords =
  /(?<year>[〇零○Ｏ一二三四五六七八九]{4})年(?:(?<month>[一二三四五六七八九十]{1,2})月(?:(?<day>[一二三四五六七八九十]{1,3})日)?)?/u;
/** 牵头：… and 配合：… written in one cell. */
export const leadMark = /^(?:牵头|责任|主办)(?:单位|部门|科室)?[:：]/u;
export const supportMark = /^(?:配合|协办|协助)(?:单位|部门|科室)?[:：]/u;

/** Between the ends of a span or a list of days; the last one is the deadline. */
export const spanSeparator = /[至到~、，,；;]|—+|–|-(?=\d{4})/u;

/** A year before the rest of a date: 2026年9月30日. */
export const withYear = (year: string, rest: string): string => `${year}年${rest}`;

export const dayWithoutYear = /^\s*\d{1,2}\s*月/u;

/** A deadline written out: a day, a month or part of it, a year and part of it. */
export const dueDay = /(?<!\d)(?<year>\d{4})[年./-](?<month>\d{1,2})[月./-](?<day>\d{1,2})(?!\d)/u;
export const dueMonth = /(?<!\d)(?<year>\d{4})[年./-](?<month>\d{1,2})(?!\d)月?(?<part>[上中]旬)?/u;
export const dueYear = /(?<!\d)(?<year>\d{4})年?(?<part>\D.*|)$/u;

/** The last day of a part of a month; otherwise the month's own last day is meant. */
export const partOfMonth: Readonly<Record<string, number>> = { 上旬: 10, 中旬: 20 };

/** Parts of a year, with the month they end in (1–12). */
export const partOfYear: readonly { readonly pattern: RegExp; readonly lastMonth: number }[] = [
  { pattern: /^第?[一1]季度/u, lastMonth: 3 },
  { pattern: /^(?:第?[二2]季度|上半年)/u, lastMonth: 6 },
  { pattern: /^第?[三3]季度/u, lastMonth: 9 },
  { pattern: /^(?:第?[四4]季度|下半年|年?[底末内])/u, lastMonth: 12 },
];

export const templateText = {
  sheet: '整改台账导入',
  title: '整改台账导入模板（填写方法见“填写说明”）',
  exampleRemark: '示例，导入前请删除本行',
  guideSheet: '填写说明',
  guide: [
    '一行一项任务；一项任务有多条措施的，写在同一格并换行，或另起一行只填措施。',
    '可以直接导入自己的台账：列名相近、合并单元格、两行表头、标题行和“注：”行都能识别；同时检查所有行，一次列出全部问题。',
    '姓名须与企业微信通讯录一致，系统据此提醒责任人；涉密内容不得填入。',
  ],
} as const;

/** The columns of the template, each with how to fill it and two examples. */
export const templateColumns = {
  no: ['任务编号，不重复；责任人在聊天中用它指明任务', '1', '2'],
  category: ['反馈意见中的方面', '作风建设方面', '基层治理方面'],
  problem: ['反馈的问题，可带问题序号：3.……', '1.窗口首问负责制落实不到位', '2.老旧小区消防通道堵塞'],
  task: ['要做的事；与问题一一对应的可以不填', '完善首问负责和限时办结制度', '清理消防通道并建立巡查机制'],
  measures: [
    '一条一行，可写类型：【建章立制】【挽回损失】【追责问责】【举一反三】【专项整治】',
    '【建章立制】修订窗口服务规范\n每月抽查办件并通报',
    '【专项整治】集中清理堵塞点位\n与物业签订责任书',
  ],
  leader: ['牵头的领导', '周望舒', '林初霁'],
  unit: ['牵头负责的一个单位', '公共服务办公室', '综合治理办公室'],
  owner: ['每周收到提醒并填报的人', '李向晚', '孙有禾'],
  contact: ['可以代责任人填报的人，可不填', '赵满', ''],
  supports: ['多个单位用顿号隔开', '党建办公室', '城市建设办公室、司法所'],
  due: ['2026年9月30日、2026年9月底、2026-9-30 或 长期坚持', '2026年9月30日', '长期坚持'],
  horizon: ['立行立改、限期整改 或 长期坚持', '限期整改', '长期坚持'],
  completion: ['未完成、基本完成、已完成 或 依规终止', '未完成', '未完成'],
  closure: ['未销号 或 已销号', '未销号', '未销号'],
  remark: ['其他说明', templateText.exampleRemark, templateText.exampleRemark],
} as const satisfies Partial<Record<ImportColumn, readonly [guide: string, ...examples: [string, string]]>>;

/** Between the heading of a column and what a cell says under it. */
export const cellColon = '：';

/** 责任单位：城建办 in one cell of a form. */
export const labelWithValue = /^(?<label>[^：:]{2,12})[：:]\s*(?<value>.+)$/su;
