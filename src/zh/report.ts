/*
 * How published reports on rectification (整改进展情况的通报, 说明, 报告) are written: the marks by which their lines are
 * told apart, and what we say of lines that do not fit. Lines are matched after cleaning, see the report reader. The
 * words of states are in report-state.ts.
 */

/** Marks of headings from the outermost to the innermost. 1.5万元 and 2.3% begin no heading, 1.3家企业… does. */
export const headingMarks: readonly RegExp[] = [
  /^(?:(?<no>[一二三四五六七八九十]{1,3})[、.．]|第(?<other>[一二三四五六七八九十]{1,3})(?:部分|章)[:：、.]?)\s*(?<title>.+)$/su,
  /^[（(](?<no>[一二三四五六七八九十]{1,3})[）)][、.．]?\s*(?<title>.+)$/su,
  /^(?:(?<no>\d{1,3})[.．、](?!\d(?!\d{3}年|\d{0,3}(?:[家名项处起件条户所笔台宗]|个(?!月|百分|小时))))\s*|(?:【|\[)?(?:反馈)?问题\s*(?<other>[一二三四五六七八九十]{1,3}|\d{1,3})(?:】|\])?[:：.、]?\s*)(?<title>\D.*|\d{2,}.*|\d[家名项处起件条户所笔台宗个].*)$/su,
  /^(?:[（(](?<no>\d{1,3})[）)]|(?<other>\d{1,2})[)）]|\d{1,2}[.．](?<third>\d{1,2})[.．、\s]?(?=关于|针对|[“"‘]))[、.．]?\s*(?<title>.+)$/su,
  /^(?<circled>[①-⑳])[、.．]?\s*(?<title>.+)$/su,
];

/** 问题一：… as the mark of a problem. */
export const problemMark = /^(?:【|\[)?(?:反馈)?问题\s*(?:[一二三四五六七八九十]{1,3}|\d{1,3})/u;

/** ① is 1. */
export const CIRCLED_ONE = 0x2460;

const OPEN = '[“"‘\'「『]';
const CLOSE = '[”"’\'」』]';
/** What may follow the word 问题 where it ends a heading. */
const HEADING_END = String.raw`(?:的?整改(?:落实|进展|完成|工作)?(?:情况|进展)?)?(?=$|[。：:；;，,、（(【\s])[。：:；;，,、]?`;

/** 关于“…”的问题, the quotes standing inside each other or not at all. */
export const aboutProblem: readonly RegExp[] = [
  new RegExp(
    `^(?:关于|针对|对于?|在)${OPEN}(?<title>.+?)${CLOSE}(?:等|这一)*的?(?:具体|突出|反馈)?问题${HEADING_END}(?<rest>.*)$`,
    'su',
  ),
  new RegExp(
    `^(?:关于|针对)(?<title>[^。；：:]{2,120}?)(?:存在)?的?(?:具体|突出|反馈)?问题${HEADING_END}(?<rest>.*)$`,
    'su',
  ),
  new RegExp(
    `^(?:关于|针对|对于?)${OPEN}(?<title>[^。；：:]{2,120}?)${CLOSE}(?:方面)?的整改(?:落实|进展|完成)?(?:情况)?[。：:]?(?<rest>)$`,
    'su',
  ),
];
/** 关于…方面的问题 are problems of one sort, and none itself; 排查发现的问题 names none. */
export const ofOneSort =
  /方面(?:存在)?$|^(?:排查|检查|查摆|整改|自查|核查|审计|巡[察视]|督查|调研|工作|反馈|意见|组|中|指出|发现|存在|提出|以上|上述|这些|此类|类似|有关|相关|的|出|到|里)*$/u;
/** 针对…的问题，逐一整改: a sentence that goes on behind a comma is a measure, unless a state or a measure follows. */
export const sentenceGoesOn =
  /^[，,](?!一是|[（(]?[1一①]|(?:均|都|现)?已|目前|整改|立行立改|基本|正在|尚未|未)/u;
/** 反馈问题：… as the whole of a heading. */
export const problemLabel =
  /^(?:(?:巡[察视]组?|反馈|具体|存在|主要|指出|发现|整改|的)*问题)[:：]\s*(?<title>[^。]+)。?(?<rest>.*)$/su;
/** 反馈意见指出，“…”: whose words these are is no part of the problem. */
export const quotedFinding =
  /^(?:关于|针对)?(?:省委|市委|区委|县委)?(?:第[一二三四五六七八九十]+)?(?:巡[察视]组?|反馈|意见|报告|指出|提出|发现|中|的)+[，,：:]?[“"](?<title>.+)[”"](?:等|这一|的|问题|方面)*。?$/su;
/** Such a heading that a line break has cut. */
export const brokenHeading = /^(?:关于|针对|对于?|在)[“"‘'「『]/u;
/** What may close it. */
export const headingClose = /[”"’'」』]|问题/u;
/** How a heading ends; one that does not may go on in the next line. */
export const headingEnd = /(?:问题|方面|情况|任务|工作)[。：:]?$/u;
/** Quotes are closed and the word 问题 is there: nothing is missing but what may follow it. */
export const wholeHeading =
  /[”"’'」』](?:等|这一)*的?(?:具体|突出|反馈)?问题(?:的?整改(?:落实|进展|完成|工作)?(?:情况)?)?[:：。]?$/u;
export const goesOnHeading = /^(?:[，,、。；;：:（(的]|整改|情况)/u;
/** A line break between 问 and 题. */
export const cutProblem = [/问$/u, /^题/u] as const;
/** A bracket that is not closed on its line. */
export const openBracket = /[（(][^（）()]{0,60}$/u;
/** A section that carries no number. */
export const bareSection = /^[^。；：:]+(?:方面|的问题)$/u;
/** A heading and the text that follows on its line: the first sentence is the heading. */
export const headingSentence = /^(?<title>(?:“[^“”]{0,200}”|[^。：:；;“])+?)[。：:；;](?<rest>.+)$/su;
/** A heading with its first measure in the same sentence: 学习不深入，一是…. */
export const headingMeasure = /^(?<title>[^。：:；;]+?)[，,\s]?(?<rest>一是.+)$/su;

/** （责任领导：…；整改时限：…） behind a heading. */
export const headingPeople =
  /[（(](?:责任|牵头|配合|分管|包案|整改时限)[^（）()：:]{0,12}[：:][^（）()]{0,200}[）)]/gu;
/** Behind that bracket the heading goes on: …（责任领导：…）的问题. */
export const afterPeople = /^(?:的|等|问题|[。：:；;，,]|$)/u;
/** A problem that carries no number, on a line of its own. */
export const opensHeading = /^(?:关于|针对|对于?)/u;
/** A heading that is one quotation. */
export const quotedWhole = /^[“"「『](?<title>[^“”"]+?)[。；;]?[”"」』]$/su;

/** Words that say what is wrong, at the end of a heading. */
export const namesFault =
  /(?:问题|不(?:够|足|力|强|到位|严|实|深|高|全|清|当|佳|畅|细|准|明|紧|牢|多|好|足够|规范|完善|健全|彻底|及时|明显|扎实|平衡|充分|突出|严格|严肃|深入|透彻|重视|落实|配套|协调)(?:、不\p{Script=Han}{1,3})*|缺(?:失|乏|位|陷)|薄弱|短板|滞后|欠缺|偏差|差距|弱化|虚化|淡化|宽松软|流于形式|形式主义|漏洞|走过场|违规|混乱|有待(?:加强|提高|提升|完善)|待加强|偏(?:低|慢|少|弱|软)|(?:较|偏)差)$/u;

export type ReportField = 'status' | 'account' | 'measures' | 'cause' | 'nextPlan' | 'horizon' | 'other';

/** What a labelled paragraph of a problem is; `other` is kept out of the account. */
const fieldLabels: Readonly<Record<ReportField, string>> = {
  status:
    '整改状态 完成状态 整改完成状态 销号情况 销号状态 是否完成 是否完成整改 是否整改到位 是否整改完成 是否销号',
  account:
    '整改情况 整改落实情况 整改完成情况 落实情况 整改进展 整改进展情况 工作进展 进展情况 整改成效 工作成效 整改结果 完成情况 ' +
    '整改措施及成效 整改措施及进展 整改措施和成效 整改措施落实情况 整改落实',
  measures: '整改措施 具体措施 整改举措 具体整改措施 主要措施',
  cause: '原因分析 问题原因 主要原因 原因剖析 问题原因分析 产生原因',
  nextPlan:
    '下一步计划 下一步措施 下一步打算 下一步工作计划 下一步工作打算 下一步工作安排 下一步工作措施 下一步整改计划 下一步整改措施 ' +
    '下一步安排 下一步工作 下步计划 下步打算 下步措施 下步工作计划 下一步',
  horizon: '整改时限 完成时限 整改期限 整改类型 任务类型',
  other:
    '牵头领导 责任领导 分管领导 责任单位 责任科室 责任部门 牵头部门 牵头单位 牵头科室 配合单位 配合部门 配合科室 责任人 具体责任人 ' +
    '完成时间 整改目标 整改标准 明确整改标准 问题描述 具体表现 问题表现 具体问题 反馈问题 佐证材料',
};

const fieldOf: ReadonlyMap<string, ReportField> = new Map(
  (Object.keys(fieldLabels) as ReportField[]).flatMap((field) =>
    fieldLabels[field].split(' ').map((label) => [label, field] as const),
  ),
);

/** Labels put together of the usual words: 整改措施及完成情况. */
const composedLabels: readonly (readonly [ReportField, string])[] = [
  ['nextPlan', '下一?步(?:的|工作|整改|计划|打算|安排|措施|思路|举措|推进)*'],
  ['cause', '(?:问题|产生|主要|存在|的)*原因(?:分析|剖析)?'],
  ['status', '(?:整改|完成|目前|当前|进展)*(?:状态|销号情况)|(?:整改|完成)进度'],
  [
    'account',
    '(?:整改|落实|工作|取得|目前)(?:的|及|和|与|、|整改|落实|完成|进展|措施|成效|阶段性|取得|情况|结果)*(?:情况|成效|进展|结果|成果)',
  ],
];

/** What a label means; a label that was matched is always one of some sort. */
export const fieldNamed = (label: string): ReportField =>
  fieldOf.get(label) ??
  composedLabels.find(([, source]) => new RegExp(`^(?:${source})$`, 'u').test(label))?.[0] ??
  'other';

const plainLabel = [...fieldOf.keys()].toSorted((a, b) => b.length - a.length).join('|');
const anyLabel = [plainLabel, ...composedLabels.map(([, source]) => source)].join('|');

/** 整改情况：… or 【整改情况】… or the label alone on its line, numbered or not. */
export const fieldMark = new RegExp(
  String.raw`^(?:[（(]?\d{1,2}[）).、．]|[①-⑳])?\s*(?:[【〔[](?<framed>${anyLabel})[】〕\]][:：]?|(?<label>${anyLabel})[:：]|(?<alone>${plainLabel})。?$)\s*(?<text>.*)$`,
  'su',
);

/** Where a heading begins in the middle of a long line: a web page was copied without its line breaks. */
export const headingInside =
  /(?<=[。；;\s])(?=(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])(?:关于|针对)[“"])|(?<=[。；;\s])(?=[（(][一二三四五六七八九十]{1,3}[）)]\p{Script=Han})|(?<=[。；;]\s)(?=[一二三四五六七八九十]{1,3}、\p{Script=Han})/gu;

/** Where a labelled paragraph begins in the middle of a line, numbered or not. */
export const fieldInside = new RegExp(
  String.raw`(?<=[。；;）)】\s])(?<!(?:^|[。；;\s])[（(]\d{1,2}[）)])(?<!(?:^|[。；;\s])(?:[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,3}[.．、]|[一二三四五六七八九十]{1,3}、)\s?(?=(?:反馈|具体)问题))(?=(?:[（(]\d{1,2}[）)])?(?:${anyLabel})[:：]|[【〔[](?:${anyLabel})[】〕\]])|(?<=问题)(?=[【〔[](?:${anyLabel})[】〕\]])`,
  'gu',
);

/** Chapters and sections that plan, praise or tell how to complain, and list no problem. */
export const closingTitle =
  /下一?步|今后|工作打算|工作安排|努力方向|联系方式|监督方式|意见反馈|经验做法|主要成效|(?<!问题)整改成效|总体成效|工作体会|保障措施/u;
/** An item that does. */
export const closingItem = /^(?:下一?步|今后)(?:的|工作|整改|打算|安排|计划|措施)*$/u;
export const dutyTitle =
  /^(?!.*(?:问题|方面)).*(?:主体责任|第一责任人|组织领导|(?:主要负责人|党组书记|党委书记)|(?<!党)组织(?:推动|开展|推进)?整改|总体情况|基本情况|工作推进情况|整改工作(?:开展|部署)情况)|(?:问题线索|信访|移交事项).*(?:办理|处置|处理)|^(?:追责问责|建章立制|制度建设)/su;
/** Not 长期执政能力. */
export const longTermTitle = /长期(?!执政)/u;

/** From here on the report speaks to its readers, names its attachments, or is signed. */
export const endMark =
  /^(?:欢迎.{0,40}监督|(?:监督|举报|联系|咨询)(?:电话|方式|邮箱|人)|邮政(?:编码|信箱)|通[信讯]地址|电子邮箱|公开期限|公示(?:期|时间)|附件\s*\d*[:：]|（?此(?:件|页)|特此(?:报告|通报|公告|说明)|中共.{2,40}(?:委员会|党组|党委|党工委|总支部?|支部)$|\d{4}年\d{1,2}月\d{1,2}日$)/u;

export const attachmentMark = /^附件\s*\d*[:：]?$/u;
export const contentsTitle = /^目[录次]$/u;
/** A line of a table of contents: its page stands behind dots. */
export const contentsLine = /(?:[.…·．]{3,}|…+)\s*[（(]?\d{1,3}[）)]?$/u;
export const pageNumber =
  /^(?:[-—－–_·]+\d{1,3}[-—－–_·]+|第\d{1,3}页(?:[，,/]?共\d{1,3}页)?|\d{1,3}\/\d{1,3})$/u;
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

/** 一是, 二是, … where a sentence or a part of one begins. */
export const ordinalMark = new RegExp(
  String.raw`(?<=^|[。；;：:，,、！？”’）)\s])(?<ordinal>${ordinals.toSorted((a, b) => b.length - a.length).join('|')})是[：:，,]?`,
  'gu',
);

/** 1. （1） ① at the start of a line or sentence. */
export const measureMark =
  /(?:^|(?<=[。；;]))\s*(?:\d{1,2}(?:[.、．](?!\d(?!\d{3}年))|[)）])|[（(]\d{1,2}[）)]|[①-⑳])\s*/u;

/** How many problems the heading of a section announces: …方面（5个）, (共3项问题). */
export const announcedCount =
  /[（(](?:共|计|共计|反馈|涉及|问题)*(?<count>\d{1,3})[个项条](?:具体|反馈)?(?:问题|任务|事项)?(?:[，,；;][^（）()]{0,60})?[）)]/u;

/** What stands in brackets in the title of a section. */
export const titleBrackets = /[（(](?<inside>[^（）()]{2,60})[）)]/gu;
/** （2个，均已完成整改）: the state of all of them. */
export const allOfThem = /^(?:均|都|全部)/u;

export const reportText = {
  noProblems: '没有找到反馈问题',
  tooLong: (characters: number) => `文字超过 ${characters / 10_000} 万字，请拆分后导入`,
  notInSequence: (expected: number, no: number) => `编号不连续：应为 ${expected}，实为 ${no}`,
  unknownState: (text: string) => `无法识别的整改状态：“${text}”`,
  statesDiffer: '文中对整改状态的说法前后不一，未采用',
  noAccount: '没有整改情况',
  sectionDiffers: (stated: number, found: number) =>
    `标题写明 ${stated} 个，读到 ${found} 个，相差 ${Math.abs(stated - found)} 个`,
  sectionUnclear: (said: string) => `本节写明的整改状态（${said}）分不到各个问题，未采用`,
  sectionContradicts: (said: string) => `本节写明的整改状态（${said}）与各个问题写明的不一致，未采用`,
  totalDiffers: (what: string, stated: number, found: number) =>
    `文中写明${what} ${stated} 个，逐项读到 ${found} 个，相差 ${Math.abs(stated - found)} 个`,
} as const;

/** A paragraph that says what comes next, without a label. */
export const planParagraph = /^下一?步(?:[，,]|将|拟|继续)/u;
/** One at the end of the report that speaks for the whole house. */
export const closingParagraph =
  /^(?:下一?步|今后|接下来|下阶段)[，,]?[^。；]{0,24}(?:党组|党委|党工委|党总支|党支部|委员会|我[局委镇乡街办校院区县市]|全[局委镇乡街校院])[^。；]{0,8}(?:将|要)/u;

/** Numbers in one sign: ⒈ ⑴ ㈠ ❶ are written as 1. (1) (一) ①. */
export const signsOfNumbers = /[㈠-㈩⑴-⒛]|[❶-❿➀-➓]/gu;

/** 一是 …: the person's own list begins, anywhere or at the head of a paragraph. */
export const ordinalWord = /一是/u;
export const opensOrdinals = /^(?:\p{Script=Han}{0,12}[，,：:])?一是/u;

/** Signs of Markdown and of lists before a line; a picture sign only where a number or a title follows. */
export const listSigns = /^\s*(?:#{1,6}\s+|>\s*|[-+*]\s+|[●◆■★▲◇□]\s*(?=[（(\d一二三四五六七八九十关]))+/u;

/** The particle that a heading ends with once its noun is cut off. */
export const trailingParticle = /的$/u;

/** 32个问题，分解为39项任务: what follows counts tasks. */
export const countsTasks = /\d+\s*[个项条](?:具体|整改)*任务/u;
