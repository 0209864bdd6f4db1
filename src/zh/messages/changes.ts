import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { NamedTask, OpenRequestLine, TaskChanged } from '../../domain/message/change-notice.ts';
import type { StageGoal } from '../../domain/task/task.ts';
import { codesOf, personWords } from './change-orders.ts';
import { monthDay } from './dates.ts';
import { clip, fit, inline, linesOf } from './fit.ts';
import { asText, codeName, joined, paragraph, shortCode, shortTitle } from './parts.ts';
import type { NoticeOf } from './parts.ts';
import { reviewSubject } from './subjects.ts';
import { ownLine } from './tasks.ts';

/*
 * What the people of a task are told when it changes hands, leaves the base, or is for the long term.
 */

const codes = (tasks: readonly NamedTask[], shown: number): string =>
  inline(
    tasks.map(({ code }) => codeName(code)),
    shown,
  );

type Words = (item: string, shown: number) => string;

/** What became of it, and what that means for the reader. */
const changed = (change: TaskChanged): Words => {
  switch (change.how) {
    case 'split':
      return (item, shown) =>
        `${item}已拆分为${codes(change.into, shown)}，责任人、时限不变，今后按新编号填报。`;
    case 'merged':
      return (item) =>
        `${item}已并入${codeName(change.into.code)}，今后按${codeName(change.into.code)}填报。`;
    case 'took_in':
      return (item, shown) => `${item}：${codes(change.others, shown)}已并入本项，措施合并，时限不变。`;
    case 'withdrawn':
      return (item) => `${item}已撤销，不再计入任务总数，不用再填报。`;
    case 'stopped':
      return (item) => `${item}已依规终止，不用再填报。`;
    case 'reported_up':
      return (item) => `${item}已上报${clip(change.to, 20)}，批复前仍计未完成，不再催办。`;
    case 'report_ended':
      return (item) => `${item}上报事项已批复，恢复正常督办。`;
  }
};

export const taskChanged = ({
  code,
  title,
  change,
  reason,
  ended,
}: NoticeOf<'task_changed'>): OutgoingMessage =>
  asText(
    fit((shown) =>
      paragraph([
        changed(change)(`${codeName(code)} ${shortTitle(title)}`, shown),
        ...(change.how === 'split' ? linesOf(change.into, shown, partLine) : []),
        reason !== '' && `原因：${clip(reason, 200)}`,
        ended.length > 0 && `原有的${ended.map((what) => reviewSubject[what]).join('、')}申请随之终止。`,
      ]),
    ),
  );

const partLine = ({ code, title }: NamedTask): string => `${shortCode(code)} ${shortTitle(title)}`;

export const handedToYou = ({ tasks, from }: NoticeOf<'handed_to_you'>): OutgoingMessage =>
  asText(
    fit((shown) =>
      paragraph([
        `以下 ${tasks.length} 项任务转由您负责${
          from.length > 0
            ? `（原责任人：${inline(
                from.map((name) => clip(name, 10)),
                5,
                '人',
              )}）`
            : ''
        }：`,
        ...linesOf(tasks, shown, ownLine),
        `回复“查询${shortCode(tasks[0]?.code ?? '')}”可看措施和填报记录；如不应由您负责，请联系整改办。`,
      ]),
    ),
  );

export const takenOffYou = ({ tasks, to }: NoticeOf<'taken_off_you'>): OutgoingMessage =>
  asText(
    fit((shown) =>
      paragraph([
        `以下 ${tasks.length} 项任务已转给${personWords(to)}负责，不再提醒您填报，您转为配合：`,
        ...linesOf(tasks, shown, partLine),
      ]),
    ),
  );

export const handedOver = ({ codes: moved, to }: NoticeOf<'handed_over'>): OutgoingMessage =>
  asText(`${codesOf(moved)}已转给${personWords(to)}负责，双方都已通知，原责任人转为配合。`);

const goalLine = ({ no, dueOn, text, reachedOn }: StageGoal): string =>
  `${no}. ${monthDay(dueOn)}前：${clip(text, 40)}${reachedOn ? `（${monthDay(reachedOn)}达成）` : ''}`;

export const stagesSet = ({ code, title, goals }: NoticeOf<'stages_set'>): OutgoingMessage =>
  asText(
    fit((shown) =>
      paragraph([
        `${codeName(code)} ${shortTitle(title)}的阶段目标：`,
        ...linesOf(goals, shown, goalLine, '个'),
      ]),
    ),
  );

export const personUnclear = ({ code, name, people }: NoticeOf<'person_unclear'>): OutgoingMessage =>
  asText(
    people.length === 0
      ? `没有办理：人员名单中没有“${clip(name, 12)}”。请核对姓名后重新回复${codeName(code)}转给谁。`
      : fit((shown) =>
          paragraph([
            `没有办理：有 ${people.length} 位“${clip(name, 12)}”，请写明单位后重新回复${codeName(code)}转给谁：`,
            ...linesOf(people, shown, personWords, '人'),
          ]),
        ),
  );

const FATES = { split: '已拆分为', merged: '已并入', withdrawn: '已撤销' } as const;

export const becameOf = ({ code, how, on, into }: NoticeOf<'became_of'>): OutgoingMessage =>
  asText(
    into.length === 0
      ? `${codeName(code)}${FATES[how]}（${monthDay(on)}），不用再填报。`
      : `${codeName(code)}${FATES[how]}${codesOf(into)}（${monthDay(on)}），请用新编号。`,
  );

export const requestsOpen = ({ requests }: NoticeOf<'requests_open'>): OutgoingMessage =>
  asText(
    requests.length === 0
      ? '目前没有待办理的延期、转办、协调申请。'
      : fit((shown) =>
          paragraph([
            `待办理的申请 ${requests.length} 项：`,
            ...linesOf(requests, shown, requestLine),
            `回复“${exampleOf(requests[0])}”办理，不同意则回复“退回…：原因”。`,
          ]),
        ),
  );

const requestLine = ({ what, code, by, askedOn, dueOn, to, text }: OpenRequestLine): string =>
  `${shortCode(code)} ${reviewSubject[what]}${joined([dueOn && `到${monthDay(dueOn)}`, to && `给${clip(to, 10)}`])}（${clip(by, 10)}，${monthDay(askedOn)}）：${clip(text, 40)}`;

const exampleOf = (request: OpenRequestLine | undefined): string => {
  if (request === undefined) return '';
  const code = shortCode(request.code);
  return request.what === 'help' ? `${code}已协调：处理结果` : `同意${code}${reviewSubject[request.what]}`;
};

export const planRecorded = ({ code, plan }: NoticeOf<'plan_recorded'>): OutgoingMessage =>
  asText(
    `已记录${codeName(code)}的下一步计划：${clip(plan, 300).replace(/[。；;，,]$/u, '')}。记错了可回复“撤回”后重报。`,
  );
