import { eventLabel } from './audit-events.ts';
import { refusalBrief } from './messages/refusal.ts';
import type { ReplyStatus } from '../domain/reply/result.ts';
import { closureLabel, completionLabel, horizonLabel, ladderActLabel, replyStatusLabel } from './labels.ts';

/* A task's life in words: one line for each thing that happened. What has no word here keeps its own name. */

const FIELDS: Readonly<Record<string, string>> = {
  title: '任务',
  completion: '整改状态',
  closure: '销号',
  horizon: '类型',
  dueOn: '整改时限',
  originalDueOn: '原定时限',
  claimedOn: '申报日期',
  closedOn: '销号日期',
  ownerId: '责任人',
  contactId: '经办人',
  leaderId: '牵头领导',
  leadUnitId: '责任单位',
  remark: '备注',
  reportedUp: '上报',
  removed: '移出台账',
};

const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  completion: completionLabel,
  closure: closureLabel,
  horizon: horizonLabel,
};

const SOURCES: Readonly<Record<string, string>> = {
  chat: '聊天',
  card: '卡片',
  page: '网页',
  api: '接口',
  command: '命令行',
  job: '系统任务',
  import: '导入',
};

const ACTORS: Readonly<Record<string, string>> = {
  system: '系统',
  operator: '运维人员',
  unknown: '未识别的人',
  wecom: '企业微信',
};

/** What a line is made of; see LifeLine in src/app/audit/task-life.ts. */
interface Happened {
  readonly at: { readonly date: string; readonly time: string };
  readonly event: string;
  readonly who: string;
  readonly actingFor: string | null;
  readonly refused: boolean;
  readonly from: Readonly<Record<string, unknown>> | null;
  readonly to: Readonly<Record<string, unknown>> | null;
  readonly reason: string;
  readonly source: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly entry: { readonly status: ReplyStatus; readonly text: string } | null;
}

/** 2026-06-08 09:21 陆海平（代周正平） 填报进展：正在推进“…”；销号：未销号→待初审（聊天） */
export function lifeLine(line: Happened): string {
  const { at, who, actingFor } = line;
  const acting = actingFor === null ? '' : `（代${actingFor}）`;
  return `${at.date} ${at.time} ${actorName(who)}${acting} ${deedWords(line)}`;
}

/** A person's name as it is; what is no person by its word. */
export const actorName = (who: string): string => ACTORS[who] ?? who;

/** The same without when and who: for tables that have columns of these. */
export function deedWords(line: Happened): string {
  const { event, refused, reason, source, entry } = line;
  const parts = [
    `${eventLabel(event)}${refused ? `未办理${whyOf(line)}` : ''}`,
    ...(entry ? [`${replyStatusLabel[entry.status]}${entry.text === '' ? '' : `“${entry.text}”`}`] : []),
    ...changesOf(line),
    ...(reason === '' ? [] : [`原因：${reason}`]),
    ...moreOf(line),
  ];
  return `${parts.join('；')}（${SOURCES[source] ?? source}）`;
}

export const lifeTitle = (code: string, title: string, count: number): string =>
  `${code}号 ${title}：${count > 0 ? `共 ${count} 条记录` : '没有记录'}`;

const ACTS: Readonly<Record<string, string>> = ladderActLabel;

const BRIEF: Readonly<Record<string, string>> = refusalBrief;

const whyOf = ({ detail: { why } }: Happened): string =>
  typeof why === 'string' ? `（${BRIEF[why] ?? why}）` : '';

/** The rung that was taken, the number of a letter, the name of a file. */
const moreOf = ({ detail: { act, number, fileName } }: Happened): string[] => [
  ...(typeof act === 'string' ? [ACTS[act] ?? act] : []),
  ...[number, fileName].filter((each) => typeof each === 'string'),
];

/** A beginning has no before: then only what matters of it is said. */
function changesOf({ from, to }: Happened): string[] {
  if (to === null) return [];
  const fields = Object.keys(FIELDS).filter(
    (field) => field in to && (from !== null || BEGINNING.has(field)),
  );
  return fields.flatMap((field) => {
    const [before, after] = [wordOf(field, from?.[field]), wordOf(field, to[field])];
    if (from === null) return after === NONE ? [] : [`${FIELDS[field]}：${after}`];
    return before === after ? [] : [`${FIELDS[field]}：${before}→${after}`];
  });
}

const BEGINNING: ReadonlySet<string> = new Set(['completion', 'closure', 'dueOn', 'ownerId', 'leadUnitId']);

const NONE = '无';

function wordOf(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return NONE;
  if (typeof value === 'object') return Object.values(value).join(' ');
  const word = typeof value === 'string' ? value : JSON.stringify(value);
  return VALUES[field]?.[word] ?? word;
}
