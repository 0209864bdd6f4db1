import type { RefusalReason } from '../../domain/message/lines.ts';
import { LADDER_REFUSALS } from './ladder.ts';
import { codeName, shortCode } from './parts.ts';

/** Why not, and what to do next. `item` is "12号" or "该事项", `code` an example where none is known. */
const REFUSALS: Readonly<
  Record<RefusalReason | 'nothing_to_withdraw', (item: string, code: string) => string>
> = {
  after_deadline: (item, code) =>
    `${item}已过整改时限，不能再申请延期。请回复目前进展；有困难可回复“${code} 有困难，请协调…”。`,
  not_later: (item, code) => `${item}的新时限要晚于现在的时限。请重新回复，如：${code} 延期到下月底。`,
  no_deadline: (item) => `${item}是长期坚持任务，没有整改时限，不需要延期，按时回复进展即可。`,
  closed: (item) => `${item}已办结，不再填报和办理。如情况有变，由整改办登记回头看。`,
  under_review: (item) => `${item}正在审核，请等候结果，会在这里通知。`,
  already_asked: (item) => `${item}已有一份申请在办，请等候结果，会在这里通知。`,
  own_submission: (item) => `${item}是您本人提交的，须由其他人审核，请转其他审核人办理。`,
  same_reviewer: (item) => `${item}的前一级审核由您办理，这一级须换一位审核人，请转其他审核人办理。`,
  not_reviewer: (item) => `${item}须由审核人办理。如应由您审核，请联系整改办设置。`,
  nothing_to_confirm: () => '目前没有等待您确认的操作，可能已办理或已过期。如仍需办理，请重新发起。',
  nothing_to_decide: (item) => `${item}没有等待办理的申请，可能已办理或已失效。如仍需办理，请重新发起。`,
  reason_missing: (item, code) => `${item}未退回：退回须写明原因，如：退回${code}：缺少佐证材料。`,
  not_closed: (item) => `${item}尚未销号，不能办理。回头看和投诉登记只针对已销号的任务。`,
  finding_missing: (item, code) =>
    `${item}未记录：回头看不通过须写明发现的问题，如：回头看${code}不通过：制度未执行。`,
  complaint_missing: (item, code) => `${item}未记录：请写明投诉内容，如：投诉${code}：夜间仍有异味。`,
  evidence_missing: (item, code) =>
    `${item}缺少佐证材料，不能通过。可回复“退回${code}：缺少佐证材料”，或请责任人补发图片、文件后再审。`,
  not_permitted: (item) => `${item}不在您的职责范围内，未办理。如有需要，请联系整改办。`,
  window_closed: () => '本周填报已截止，不能撤回。如需改动，请直接回复新的进展，将记为补报。',
  no_such_item: (item) => `没有找到${item}，请核对编号。回复“我的任务”可查看您名下的任务。`,
  ...LADDER_REFUSALS,
  reason_needed: (item, code) =>
    `${item}未办理：须写明原因，如：撤销任务${code}：与其他任务重复；终止${code}：政策调整。`,
  no_such_person: (item) => `${item}未办理：人员名单中没有此人，请核对姓名。`,
  several_people: (item) => `${item}未办理：有重名人员，请写明单位。`,
  already_owner: (item) => `${item}现在就由此人负责，不用再转办。`,
  already_removed: (item) => `${item}已撤销或并入其他任务，未办理。`,
  one_part: (item) => `${item}未办理：拆分、合并都须写明两项以上，且不能重复。`,
  several_rounds: (item) => `${item}属于另一轮次，不能合并。`,
  not_reported_up: (item, code) =>
    `${item}没有上报在办的事项。要上报请写明上报给谁，如：上报${code}：区财政局。`,
  not_long_term: (item) => `${item}不是长期坚持任务，不设阶段目标；按整改时限督办。`,
  no_such_stage: (item, code) => `${item}没有这个未达成的阶段目标。回复“查询${code}”核对后重新办理。`,
  nothing_to_withdraw: () => '您本周没有可以撤回的填报。回复“我的任务”可查看填报情况。',
};

export const refusalWords = (why: RefusalReason | 'nothing_to_withdraw', code: string | null): string =>
  REFUSALS[why](code === null ? '该事项' : codeName(code), shortCode(code ?? '12'));

/** The same in a few characters, beside what is done. */
export const refusalBrief: Readonly<Partial<Record<RefusalReason, string>>> = {
  own_submission: '系本人提交',
  same_reviewer: '前一级由您审核',
  evidence_missing: '缺佐证',
  nothing_to_confirm: '没有待确认的操作',
  nothing_to_decide: '无待办申请',
  no_such_item: '没有该编号',
  not_permitted: '不在职责范围',
};
