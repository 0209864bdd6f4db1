/*
 * How published reports on rectification (整改进展情况的通报, 说明, 报告) are written: the marks by which their lines are
 * told apart, and what we say of lines that do not fit. Lines are matched after cleaning, see the report reader.
 */

/** 一、…   （一）…   1.… */
export const chapterMark = /^[一二三四五六七八九十]{1,3}[、.．]\s*(?<title>.+)$/u;
export const sectionMark = /^[（(](?<no>[一二三四五六七八九十]{1,3})[）)][、.．]?\s*(?<title>.+)$/u;
export const itemMark = /^(?<no>\d{1,3})[.．、]\s*(?!\d)(?<title>.+)$/u;

/** 关于“…”的问题: the quotes may stand inside each other, so the last one closes. */
export const aboutProblem = /^关于[“"‘'「](?<title>.+)[”"’'」]的?问题[。：:]?(?<rest>.*)$/su;
export const aboutHeading = /^关于[“"‘'「]/u;
/** Such a heading that a line break has cut. */
export const brokenHeading = /^关于[“"‘'「](?!.*[”"’'」]的?问题)/su;
/** A heading and the text that follows on its line: the first sentence is the heading. */
export const headingSentence = /^(?<title>[^。：:]+)[。：:](?<rest>.+)$/su;

export type ReportField = 'status' | 'account' | 'cause' | 'nextPlan' | 'other';

/** What a labelled paragraph of a problem is; `other` is kept out of the account. */
const fieldLabels: Readonly<Record<ReportField, string>> = {
  status: '整改状态 完成状态 整改完成状态',
  account: '整改情况 整改落实情况 整改进展 整改进展情况 整改措施 整改措施及成效 整改成效 整改结果 完成情况',
  cause: '原因分析 问题原因 主要原因',
  nextPlan: '下一步计划 下一步措施 下一步打算 下一步工作计划 下一步整改计划 下步计划',
  other:
    '牵头领导 责任领导 责任单位 责任科室 责任部门 牵头部门 牵头单位 配合单位 责任人 整改时限 完成时限 整改类型',
};

export const fieldOf: ReadonlyMap<string, ReportField> = new Map(
  (Object.keys(fieldLabels) as ReportField[]).flatMap((field) =>
    fieldLabels[field].split(' ').map((label) => [label, field] as const),
  ),
);

const anyLabel = [...fieldOf.keys()].join('|');

/** 整改情况：… or 【整改情况】…. */
export const fieldMark = new RegExp(
  String.raw`^(?:[【〔[](?<framed>${anyLabel})[】〕\]][:：]?|(?<label>${anyLabel})[:：])\s*(?<text>.*)$`,
  'su',
);

/** Where a labelled paragraph begins in the middle of a line. */
export const fieldInside = new RegExp(String.raw`(?<=[。；;\s])(?=(?:${anyLabel})[:：])`, 'gu');

/** Chapters and sections that plan or praise, and list no problem. */
export const closingTitle = /下一步|今后|工作打算|工作安排|努力方向/u;
export const dutyTitle = /^(?!.*(?:问题|方面)).*(?:主体责任|组织领导|(?<!党)组织(?:推动|开展|推进)?整改)/su;
/** Not 长期执政能力. */
export const longTermTitle = /长期(?!执政)/u;

/** From here on the report speaks to its readers, or is signed. */
export const endMark =
  /^(?:欢迎.{0,20}监督|联系电话|联系方式|公开期限|公示期|中共.{2,40}(?:委员会|党组|党委)$|\d{4}年\d{1,2}月\d{1,2}日$)/u;

export const attachmentMark = /^附件\s*\d*[:：]?$/u;
export const titleEnd = /(?:说明|通报|报告|公告|公示)$/u;

/** A sentence that is complete; a line ending otherwise was cut by a line break. */
export const sentenceEnd = /[。！？；.!?;：:…][”’」）)"']*$/u;

/** Between the words of one state: 已完成（长期坚持）. */
export const stateSeparator = /[，,、；;。（）()\s]|并(?!未)/u;

const digits = '一 二 三 四 五 六 七 八 九'.split(' ');
const tens = ['', '十', ...digits.slice(1).map((digit) => `${digit}十`)];

/** 一 to 九十九. */
export const ordinals: readonly string[] = tens
  .flatMap((ten) => ['', ...digits].map((digit) => ten + digit))
  .slice(1);

/** 一是…二是…, each only where a sentence or a part of one begins. */
export const ordinalMark = (ordinal: string): RegExp =>
  new RegExp(String.raw`(?:^|[。；;：:，,、！？”’）)\s])${ordinal}是[：:，,]?`, 'gu');

/** 1. （1） ① at the start of a line or sentence. */
export const measureMark = /(?:^|(?<=[。；;]))\s*(?:\d{1,2}[.、．](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])\s*/u;

export const reportText = {
  noProblems: '没有找到反馈问题',
  notInSequence: (expected: number, no: number) => `编号不连续：应为 ${expected}，实为 ${no}`,
  unknownState: (text: string) => `无法识别的整改状态：“${text}”`,
  noAccount: '没有整改情况',
} as const;
