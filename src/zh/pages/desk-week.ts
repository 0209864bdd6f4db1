import type { ReplyStatus } from '../../domain/reply/result.ts';
import { replyStatusLabel, stepLabel } from '../labels.ts';

/** The office's week: answers, messages, audit, health. */
export const weekWords = {
  sections: { replies: '回复收件箱', week: '每周视图', audit: '审计', health: '运行状况' },
  loading: '正在加载……',
  more: '显示更多',
  search: '查询',
  reset: '清空条件',
  busy: '正在办理……',
  all: '全部',
} as const;

/** 继续推进；下一步：… as one text, which is taken apart again when it is recorded. */
export const withPlan = (text: string, nextPlan: string): string =>
  nextPlan === '' ? text : `${text}；下一步：${nextPlan}`;

const OUTCOMES: Readonly<Record<string, string>> = {
  recorded: '已记录',
  pressed: '已记录',
  plan_recorded: '已记录下一步计划',
  withdrawn: '本人撤回了填报',
  request_withdrawn: '本人撤回了申请',
  evidence_kept: '收为佐证材料',
  media_kept: '收下文件，还没有对应任务',
  media_not_kept: '文件没有收下',
  cannot_read: '看不懂这种消息',
  secret_refused: '带密级标志，未收',
  refused: '没有办理',
  acknowledged: '只是知悉',
  failed: '处理出错',
};

export const repliesWords = {
  person: '填报人',
  personHint: '姓名或账号',
  task: '任务编号',
  taskHint: '如 12',
  week: '周',
  weekHint: '该周任一天',
  only: '只看',
  onlyChoices: [
    { value: '', label: '全部回复' },
    { value: 'unclear', label: '没看懂、反问过的' },
    { value: 'late', label: '补报' },
  ],
  download: '下载更正测试句',
  empty: '没有符合条件的回复。可清空条件后再看。',
  none: '还没有收到回复。',
  original: '原话',
  understanding: '系统的理解',
  said: '答复',
  sayState: (state: string) => (state === 'sent' ? '已送达' : `（${stateLabel(state)}）`),
  outcome: (code: string) => OUTCOMES[code] ?? (code.startsWith('asked_') ? '没看懂，已反问' : '已处理'),
  unclear: '需要看一下',
  noEntry: '没有记录任何进展。',
  insteadOf: (owner: string) => `代${owner}填报`,
  correction: (by: string) => `${by} 更正`,
  late: '补报',
  superseded: '已不作数',
  forms: {
    text: '文字',
    spoken: '语音',
    card: '卡片按钮',
    media: '图片或文件',
    secret: '带密级标志，原文未保存',
    page: '网页填报',
  },
  ways: { app: '自建应用', robot: '智能机器人', page: '网页' },
  pressed: (key: string) => `按了“${PRESSED[key] ?? key}”`,
  noText: { media: '（图片、语音或文件）', secret: '（原文未保存）' } as Readonly<Record<string, string>>,
  correct: '更正',
  correctThis: (name: string) => `更正${name}的这条回复`,
  dialog: {
    explain:
      '按责任人的意思填写，全部任务都要列出；没有列出的，原来的记录会撤回。更正记在您名下，并通知责任人。',
    task: '任务',
    status: '进展',
    text: '内容',
    add: '再加一项任务',
    remove: '去掉这一项',
    reason: '更正原因',
    reasonHint: '如：已电话核实',
    confirm: '确认更正',
    cancel: '取消',
    noTasks: '此人名下没有您可以办理的任务，不能更正。',
    lacking: '请选好任务和进展，写明内容和原因。',
    changed: '页面已更新，请核对后再办。',
  },
  done: (codes: readonly string[]) => `已更正 ${codes.map((code) => `${code}号`).join('、')}，已通知责任人。`,
  statuses: Object.entries(replyStatusLabel).map(([value, label]) => ({
    value: value as ReplyStatus,
    label,
  })),
  status: (status: ReplyStatus) => replyStatusLabel[status],
} as const;

const PRESSED: Readonly<Record<string, string>> = {
  done: '已完成',
  in_progress: '正在推进',
  no_change: '无变化',
  extension: '申请延期',
};

const STATE: Readonly<Record<string, string>> = {
  planned: '待发送',
  sending: '正在发送',
  sent: '已发送',
  rejected: '未送达',
  ambiguous: '不能确定',
  skipped: '不用发',
  expired: '已过期',
};

export const stateLabel = (state: string): string => STATE[state] ?? state;

const REASONS: Readonly<Record<string, string>> = {
  nothing_due: '发送时已没有要问的任务',
  nothing_to_say: '没有要说的内容',
  restored: '从备份恢复，可能已发过',
  stale_after_pause: '暂停期间已过时',
  week_over: '这一周已过',
  window_closed: '填报已截止',
  round_over: '轮次已结束',
  deputised: '本人不在岗，已发给代理人',
  settled_meanwhile: '已有人处理',
  budget: '当天已有一条消息，顺延',
  quiet_time: '夜间或休息日，顺延',
  crowded: '避开整点，稍后发',
  after_digest: '排在周报之后',
  rate_limited: '发送太密，稍后发',
  daily_cap: '当天发送量已到上限，次日发',
  for_robot: '等机器人通道',
  another_way: '换一个通道再发',
  resent: '已安排重发',
  counted_as_sent: '人工算作已发',
  recalled: '已撤回',
  cut_off: '发送途中连接中断',
  not_for_groups: '内容不能发到群里',
  figures_do_not_close: '数字对不上，没有发',
  'unreachable:no_account': '没有企业微信账号',
  'unreachable:out_of_scope': '不在应用可见范围',
  'unreachable:not_contacted': '没有与机器人说过话',
  'unreachable:refused': '企业微信拒收',
  merged_with_reminder: '与第一次提醒合并',
  too_late: '错过太久，不再补发',
  before_start: '轮次还没开始',
  by_hand: '人工提前发出',
};

/** WeCom knows nobody of that name in the app's scope. */
const NOBODY: ReadonlySet<number> = new Set([40003, 40031, 60011, 60111, 81013]);

/** A word of the program as people say it; what has none is shown as a code, for the maintainers. */
export function reasonWords(reason: string, errcode: number | null = null): string {
  if (errcode !== null && NOBODY.has(errcode))
    return `不在应用可见范围，或账号不存在（企业微信返回 ${errcode}）`;
  if (errcode !== null) return `企业微信拒收（返回 ${errcode}），请管理员查看“运行状况”`;
  return (
    REASONS[reason] ??
    (reason.startsWith('merged_into_') ? '并入同一天的另一条消息' : null) ??
    (reason.startsWith('working_days_') ? `工作日只有 ${reason.slice(13)} 天，本周不催报` : null) ??
    (reason.startsWith('halted:') ? '通道停用，等待恢复' : null) ??
    (reason === '' ? '' : `原因代码 ${reason}`)
  );
}

export const weekPageWords = {
  round: '轮次',
  before: '上一周',
  after: '下一周',
  now: '回到本周',
  weekLabel: '哪一周',
  weekOf: (monday: string) => `${monday} 起的一周`,
  thisWeek: '本周',
  steps: '各步骤',
  step: stepLabel,
  stepState: { planned: '未到时间', done: '已完成', skipped: '跳过' },
  late: '补发',
  shifted: (from: string) => `原定 ${from}，因放假调整`,
  counts: '送达情况',
  kinds: { weekly: '每周提醒', nudge: '第二次提醒', review: '待审提醒', look_back: '回头看提醒' } as Readonly<
    Record<string, string>
  >,
  kind: (kind: string): string => weekPageWords.kinds[kind] ?? KINDS[kind] ?? '消息',
  sum: (total: number, parts: readonly { state: string; count: number }[]) =>
    `${total} 人 ＝ ${parts.map(({ state, count }) => `${stateLabel(state)} ${count}`).join(' ＋ ')}`,
  answered: (count: number, total: number) => `；其中已填报 ${count} 人，未填报 ${total - count} 人`,
  people: '逐人情况',
  columns: { to: '姓名', kind: '消息', state: '状态', reason: '说明', answered: '已报任务' },
  deferred: (date: string, time: string) => `顺延到 ${date} ${time}`,
  onlyAmiss: '只看要处理的',
  emptyPeople: '这一周还没有发出消息。',
  noneAmiss: '没有要处理的消息。',
  ambiguous: '不能确定是否送达的消息',
  ambiguousHelp:
    '发送途中连接中断，没有收到回执。请先问一下对方：没有收到就重发，已经收到就算已发。重发后对方可能收到两次。',
  sentAt: (date: string, time: string) => `${date} ${time}`,
  group: '群',
  resend: '重发',
  countAsSent: '算已发',
  resendTo: (to: string) => `给${to}重发`,
  countAsSentTo: (to: string) => `发给${to}的算已发`,
  settled: { resent: '已安排重发。', counted_as_sent: '已算作送达。' },
  preview: '这一周会问谁',
  showPreview: '预览这一周会问谁、问什么',
} as const;

const KINDS: Readonly<Record<string, string>> = {
  chase: '催办',
  digest: '周报',
  digest_picture: '周报挂图',
  notice: '通知',
  unreached: '未送达名单',
  mention: '群内提示',
  ambiguous: '送达确认',
  administrator: '管理员提示',
  reply: '答复',
  escalation: '升级提醒',
};
