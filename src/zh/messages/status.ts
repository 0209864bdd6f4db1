import type { PressedLine } from '../../domain/message/notice.ts';
import type { ReplyStatus } from '../../domain/reply/result.ts';
import { replyStatusLabel } from '../labels.ts';

const STATUS_TEXT = {
  done: '已完成',
  basically_done: '基本完成',
  in_progress: '正在推进',
  not_started: '尚未启动',
  ongoing: '长期坚持',
  no_change: '本周无进展',
} as const satisfies Record<ReplyStatus, string>;

/** What the ledger says when only a button was pressed. */
export const statusText = (status: ReplyStatus): string => STATUS_TEXT[status];

/** A claim "done" waits for its review. */
export const claimedLabel = (status: ReplyStatus, claimed: boolean): string =>
  claimed ? `${replyStatusLabel[status]}（待审核）` : replyStatusLabel[status];

/** What a card says was recorded by the press. */
export const pressedLabel = {
  ...replyStatusLabel,
  done: claimedLabel('done', true),
  no_change: STATUS_TEXT.no_change,
  extension: '申请延期',
  confirmed: '已确认催办',
  cancelled: '已取消催办',
  resent: '已安排重发',
  counted_as_sent: '已算作送达',
  review_passed: '审核通过，转下一级',
  review_closed: '审核通过，已销号',
  review_returned: '销号申请已退回',
  review_over: '不用再审',
} as const satisfies Record<PressedLine['label'], string>;
