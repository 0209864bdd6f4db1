import { inboundSentences } from './doctor/inbound.ts';
import { machineSentences } from './doctor/machine.ts';
import { networkSentences } from './doctor/network.ts';
import type { Sentences } from './doctor/sentences.ts';
import { workSentences } from './doctor/work.ts';

/* What `duban doctor` says: of each finding what is so, and what to click or to set where that helps. */

const titles = {
  environment: '运行环境',
  database: '数据库',
  queue: '队列',
  clock: '时钟和时区',
  outgoing: '外网连通',
  token: '调用凭证',
  trusted_ip: '企业可信IP',
  app: '应用和可见范围',
  callback: '回调地址',
  public_url: '对外网址',
  callback_key: '回调密钥',
  robot: '智能机器人',
  webhooks: '群机器人',
  contacts: '人员对应',
  pause: '发送开关',
  halts: '通道状态',
  outbox: '待发消息',
  holidays: '节假日数据',
  disk: '磁盘空间',
  backups: '备份',
  sandbox: '沙箱',
} as const;

const notSetUp = {
  app: '没有配置自建应用（WECOM_CORP_ID 等五项）。',
  robot: '没有配置智能机器人（WECOM_ROBOT_ID、WECOM_ROBOT_SECRET）。',
  webhooks: '没有配置群机器人（WECOM_WEBHOOK_KEYS）。',
} as const;

const general = {
  skipped_after: ({ check }: { check: keyof typeof titles }) => [`因“${titles[check]}”一项未通过，跳过。`],
  not_set_up: ({ what }: { what: keyof typeof notSetUp }) => [notSetUp[what]],
  check_failed: ({ why }: { why: string }) => [
    `这一项没有查成（${why}）。`,
    '请再试一次；反复出现时请把这一行交给维护人员。',
  ],
} as const satisfies Sentences;

export const doctorWords = {
  titles,
  sentences: {
    ...general,
    ...machineSentences,
    ...networkSentences,
    ...inboundSentences,
    ...workSentences,
  },
} as const;

const MARKS = { ok: '✓', doubtful: '!', wrong: '✗', skipped: '–' } as const;

interface Line {
  readonly title: string;
  readonly state: keyof typeof MARKS;
  readonly finding: string;
  readonly remedy: string;
}

/** ✗ 数据库：连不上……。→ 请确认…… */
export const doctorLine = ({ title, state, finding, remedy }: Line): string =>
  `${MARKS[state]} ${title}：${finding}${remedy === '' ? '' : ` → ${remedy}`}`;

export function doctorSummary(lines: readonly Pick<Line, 'state'>[]): string {
  const count = (state: Line['state']) => lines.filter((line) => line.state === state).length;
  return `共 ${lines.length} 项：正常 ${count('ok')}，存疑 ${count('doubtful')}，错误 ${count('wrong')}，跳过 ${count('skipped')}。`;
}

/** Said while the doctor waits for WeCom to verify the callback URL. */
export const pressSave = ({ url, seconds }: { url: string; seconds: number }): string =>
  `请在 ${seconds} 秒内打开管理后台“应用管理”→本应用→“接收消息”→“设置API接收”，核对 URL 为 ${url}，点“保存”……`;
