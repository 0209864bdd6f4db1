import { refusalBrief } from './messages/refusal.ts';
import type { ReplyStatus } from '../domain/reply/result.ts';
import { closureLabel, completionLabel, horizonLabel, replyStatusLabel } from './labels.ts';

/* A task's life in words: one line for each thing that happened. What has no word here keeps its own name. */

const EVENTS: Readonly<Record<string, string>> = {
  task_added: '列入台账',
  progress_recorded: '填报进展',
  progress_withdrawn: '撤回填报',
  report_refused: '填报',
  claimed: '申请销号',
  claim_withdrawn: '收回销号申请',
  closure_approved: '审核通过，销号',
  closure_approved_level: '审核通过',
  closure_next_review: '审核通过，转下一级',
  closure_returned: '退回',
  extension_asked: '申请延期',
  extension_approved: '同意延期',
  extension_returned: '不同意延期',
  extension_refused: '申请延期',
  help_asked: '请求协调',
  transfer_asked: '申请转办',
  approve_refused: '审批同意',
  return_refused: '审批退回',
  remind_refused: '催办',
  chased: '催办',
  evidence_added: '提交佐证',
  remark_changed: '修改备注',
};

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
  const { at, event, who, actingFor, refused, reason, source, entry } = line;
  const acting = actingFor === null ? '' : `（代${actingFor}）`;
  const parts = [
    `${EVENTS[event] ?? event}${refused ? `未办理${whyOf(line)}` : ''}`,
    ...(entry ? [`${replyStatusLabel[entry.status]}${entry.text === '' ? '' : `“${entry.text}”`}`] : []),
    ...changesOf(line),
    ...(reason === '' ? [] : [`原因：${reason}`]),
    ...fileOf(line),
  ];
  return `${at.date} ${at.time} ${ACTORS[who] ?? who}${acting} ${parts.join('；')}（${SOURCES[source] ?? source}）`;
}

export const lifeTitle = (code: string, title: string, count: number): string =>
  `${code}号 ${title}：${count > 0 ? `共 ${count} 条记录` : '没有记录'}`;

const BRIEF: Readonly<Record<string, string>> = refusalBrief;

const whyOf = ({ detail: { why } }: Happened): string =>
  typeof why === 'string' ? `（${BRIEF[why] ?? why}）` : '';

const fileOf = ({ detail: { fileName } }: Happened): string[] =>
  typeof fileName === 'string' ? [fileName] : [];

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
