import type { Sentences } from './sentences.ts';

/* People, messages, days off. */

const SHOWN = 5;

/** 张三、李四等 12 人 */
const some = (items: readonly string[], measure: string): string =>
  `${items.slice(0, SHOWN).join('、')}${items.length > SHOWN ? '等' : ''} ${items.length} ${measure}`;

interface Unreached {
  readonly unowned: readonly string[];
  readonly left: readonly string[];
  readonly outOfScope: readonly string[];
  readonly neverSpoken: readonly string[];
}

/** Each reason with its items, and with what to do about it. */
const REASONS = [
  ['unowned', '项', '没有责任人', '在台账中补上责任人并重新导入'],
  ['left', '人', '已离职或停用', '为其任务另定责任人'],
  ['outOfScope', '人', '不在应用的可见范围', '在管理后台本应用的“可见范围”中加上此人或根部门'],
  ['neverSpoken', '人', '没有给机器人发过消息', '请本人打开机器人发一句“你好”'],
] as const satisfies readonly (readonly [keyof Unreached, string, string, string])[];

function unreached(found: Unreached): readonly [string, string] {
  const given = REASONS.filter(([reason]) => found[reason].length > 0);
  const findings = given.map(([reason, measure, what]) => `${some(found[reason], measure)}${what}`);
  return [
    `未销号任务中，${findings.join('；')}：收不到提醒。`,
    `请${given.map(([, , , remedy]) => remedy).join('；')}。`,
  ];
}

export const workSentences = {
  contacts_right: ({ owners }: { owners: number }) => [`未销号任务的 ${owners} 名责任人都能收到消息。`],
  contacts_no_tasks: () => ['还没有未销号的任务，无从核对。'],
  contacts_unreached: unreached,

  pause_none: () => ['没有暂停发送。'],
  pause_some: ({ since, by, reason }: { since: string; by: string; reason: string }) => [
    `${since} 起由 ${by} 暂停了全部发送${reason === '' ? '' : `（${reason}）`}；收到的照常登记。`,
    '可以恢复时，请先运行 duban resume 看会发什么，再运行 duban resume --yes。',
  ],
  pause_restored: ({ since, backupOf }: { since: string; backupOf: string }) => [
    `${since} 从 ${backupOf} 的备份恢复，全部发送暂停中；收到的照常登记。`,
    '请先运行 duban resume 看哪些会发、哪些可能已经发过，再运行 duban resume --yes。',
  ],

  halts_none: () => ['没有停发的通道。'],
  halts_some: (halt: { channel: string; since: string; advice: string; others: number }) => [
    `通道 ${halt.channel} 自 ${halt.since} 起停发${halt.others > 0 ? `，另有 ${halt.others} 个通道停发` : ''}；消息保留，不会丢。`,
    halt.advice,
  ],

  outbox_clear: () => ['没有积压和不明的消息。'],
  outbox_stuck: ({ count }: { count: number }) => [
    `有 ${count} 条消息到时 15 分钟仍未发出。`,
    '请确认服务（worker）正在运行，并先处理上面的错误。',
  ],
  outbox_ambiguous: ({ count }: { count: number }) => [
    `有 ${count} 条消息不知是否送达。`,
    '整改办会收到询问卡片，请在卡片上选“重发”或“算已发”。',
  ],

  holidays_right: ({ years }: { years: readonly number[] }) => [`${years.join('、')} 年的放假安排都有。`],
  holidays_missing: ({ year }: { year: number }) => [
    `没有 ${year} 年的放假安排，只能按周一至周五算工作日。`,
    '请升级到含有当年放假安排的版本。',
  ],
  holidays_not_yet: ({ year }: { year: number }) => [
    `还没有 ${year} 年的放假安排。`,
    '国务院办公厅一般在 11 月发布，发布后请升级版本。',
  ],
} as const satisfies Sentences;
