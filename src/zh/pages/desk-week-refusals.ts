import { codeName } from '../messages/parts.ts';

/** Why an answer is not corrected, and what to do. */
export const correctionRefusals = {
  secret: '内容带有密级标志，不能录入，未办理。',
  nothing_changed: '与系统记录的一致，不用更正。',
  not_correctable: '这一条没有记下进展，不能更正。申请类的请在“申请办理”中办。',
  newer_answer: (code: string) =>
    `${codeName(code)}在这条消息之后又有新的填报，不能再按这条旧消息更正。请更正最新的一条。`,
} as const;

const NOW: Readonly<Record<string, string>> = {
  planned: '等待发送',
  sending: '正在发送',
  sent: '已发送',
  rejected: '未送达',
  ambiguous: '不能确定是否送达',
  skipped: '不用再发',
  expired: '已过期',
};

/** Somebody else was faster. */
export const settledBefore = ({ state, reason }: { state: string; reason: string }): string =>
  `这条消息已由别人处理过（${
    reason === 'counted_as_sent' ? '算已发' : reason === 'resent' ? '已安排重发' : (NOW[state] ?? state)
  }），不用再办。`;
