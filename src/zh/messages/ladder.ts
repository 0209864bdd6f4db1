import type { OutgoingMessage } from '../../domain/message/card.ts';
import type {
  DeputyLine,
  EscalationLine,
  EscalationNotice,
  EscalationPart,
  EscalationProposalNotice,
  EscalationRole,
  LadderOrder,
  LadderRefusal,
} from '../../domain/message/ladder-notice.ts';
import type { OffLadder } from '../../domain/reminder/escalation.ts';
import type { DeputyProblem } from '../../domain/task/deputies.ts';
import { monthDay } from './dates.ts';
import { clip, fit, inline, linesOf } from './fit.ts';
import {
  asCard,
  asText,
  CARD_LINES,
  codeName,
  joined,
  paragraph,
  shortCode,
  shortTitle,
  shortUnit,
} from './parts.ts';
import type { NoticeOf } from './parts.ts';
import type { Shown } from './shown.ts';

/* The escalation ladder (提级督办), letters (督办函), interviews (约谈) and deputies (AB角). */

const HEADINGS: Readonly<Record<EscalationRole, (count: number) => string>> = {
  unit_head: (count) => `您科室有 ${count} 项整改任务逾期，多次提醒未见答复，请过问：`,
  lead_leader: (count) => `您牵头的 ${count} 项整改任务逾期较久，请督促推进：`,
  no_addressee: (count) =>
    `${count} 项任务到了提级提醒的时候，没有可通知的上级（未设置，或就是责任人本人），请整改办跟进：`,
  letter: (count) => `${count} 项任务逾期很久，已拟督办函，请整改办签发：`,
};

/** A private note; nobody's name is in a group. */
export const escalationNote = ({ parts }: EscalationNotice): OutgoingMessage => {
  const letter = parts.find(({ as }) => as === 'letter')?.tasks[0];
  return asText(
    fit((shown) =>
      paragraph([
        ...parts.flatMap((part) => partLines(part, shown)),
        letter && `回复“督办函”看草拟清单。${howToSettle(letter.code)}`,
      ]),
    ) || '今天没有需要提级提醒的任务。',
  );
};

const howToSettle = (code: string): string =>
  `签发后回复“签发${shortCode(code)}督办函 督〔2026〕1号”（写实际文号），不发的回复“不发${shortCode(code)}督办函”。`;

const partLines = ({ as, tasks }: EscalationPart, shown: number): string[] => [
  HEADINGS[as](tasks.length),
  ...linesOf(tasks, shown, lateLine),
];

const lateLine = ({ code, title, unit, owner, dueOn, days, insteadOf }: EscalationLine): string =>
  `${shortCode(code)} ${shortTitle(title)}（${joined([
    joined([shortUnit(unit), clip(owner, 10)], ' '),
    `${monthDay(dueOn)}到期`,
    `逾期${days}天`,
    insteadOf !== null && `代${clip(insteadOf, 10)}接收`,
  ])}）`;

const AS_WHAT = { unit_head: '科室负责人', lead_leader: '牵头领导' } as const;

/** Who would be told of what, before anybody is. */
export const escalationProposal = ({ cardId, targets }: EscalationProposalNotice): OutgoingMessage =>
  asCard({
    cardId,
    title: `是否提级提醒 ${targets.length} 人？`,
    subtitle: '确认后单独发给本人，不进群',
    body: paragraph([
      targets.length > CARD_LINES && `另有 ${targets.length - CARD_LINES} 人`,
      '不发也记为已处理，逾期继续时再提请下一级',
    ]),
    lines: targets.map(({ name, as, tasks }) => ({
      name,
      value: `${AS_WHAT[as]}：${inline(
        tasks.map(({ code, days }) => `${codeName(code)}逾期${days}天`),
        2,
      )}`,
    })),
    choices: [],
    buttons: [
      { key: 'confirm', text: '发送', style: 'primary' },
      { key: 'cancel', text: '不发', style: 'plain' },
    ],
    doneText: null,
  });

export const escalationDecided = ({ sent, tasks }: NoticeOf<'escalation_decided'>): OutgoingMessage => {
  if (!sent) return asText(`已决定不发，${tasks} 项任务记为已处理，没有通知任何人。`);
  return asText(
    tasks === 0
      ? '这些任务已办结、已答复或已延期，没有通知任何人。'
      : `已提级提醒 ${tasks} 项任务，单独发给本人；非工作时间顺延到上班后发出。`,
  );
};

/** What speaks against sending a letter that was drafted before. */
const SINCE_DRAFT: Readonly<Record<OffLadder, string>> = {
  closed: '拟稿后已办结',
  under_review: '拟稿后已申报，正在审核',
  removed: '拟稿后已移出台账',
  reported_up: '拟稿后已上报',
  no_deadline: '拟稿后已无时限',
  not_overdue: '拟稿后已延期，未逾期',
};

export const letterList = ({ letters }: NoticeOf<'letters'>): OutgoingMessage =>
  asText(
    letters.length === 0
      ? '目前没有待签发的督办函。'
      : fit((shown) =>
          paragraph([
            `待签发的督办函 ${letters.length} 份：`,
            ...linesOf(
              letters,
              shown,
              ({ code, title, unit, draftedOn, days, newLimit, stopped }) =>
                `${shortCode(code)} ${shortTitle(title)}（${joined([
                  shortUnit(unit),
                  `${monthDay(draftedOn)}拟，拟稿时逾期${days}天`,
                  `要求${monthDay(newLimit)}前办结`,
                  stopped && SINCE_DRAFT[stopped],
                ])}）`,
              '份',
            ),
            howToSettle(letters[0]?.code ?? ''),
          ]),
        ),
  );

export const letterSigned = ({ code, number }: NoticeOf<'letter_signed'>): OutgoingMessage =>
  asText(`${codeName(code)}督办函已登记签发，文号：${clip(number, 40)}。`);

export const letterDropped = ({ code }: NoticeOf<'letter_dropped'>): OutgoingMessage =>
  asText(`${codeName(code)}督办函不发，草稿已作废，留有记录。`);

export const interviewRecorded = ({ code }: NoticeOf<'interview_recorded'>): OutgoingMessage =>
  asText(`${codeName(code)}约谈已记录。`);

export const deputyList = ({ deputies }: NoticeOf<'deputies'>): OutgoingMessage =>
  asText(
    deputies.length === 0
      ? '目前没有设置代理（AB角）。'
      : fit((shown) =>
          paragraph([`代理（AB角）${deputies.length} 条：`, ...linesOf(deputies, shown, deputyWords, '条')]),
        ),
  );

/** 陆海平 → 邹帆：6月8日至6月12日. */
const deputyWords = ({ person, deputy, from, lastDay }: DeputyLine): string =>
  `${clip(person, 10)} → ${clip(deputy, 10)}：${spanWords({ from, lastDay })}`;

const spanWords = ({ from, lastDay }: Pick<DeputyLine, 'from' | 'lastDay'>): string =>
  lastDay === null ? `${monthDay(from)}起` : `${monthDay(from)}至${monthDay(lastDay)}`;

const PROBLEMS = {
  loop: '代理互相指向，绕成一圈',
  too_long: '代理接代理超过三层',
} as const satisfies Record<DeputyProblem, string>;

export const deputySet = ({ line, problem }: NoticeOf<'deputy_set'>): OutgoingMessage =>
  asText(
    paragraph([
      `已设置：${deputyWords(line)}。期间的提醒发给代理人，代填有记录；审核权限不代理。`,
      problem !== null && `注意：${PROBLEMS[problem]}，现在仍发给${clip(line.person, 10)}本人，请调整。`,
    ]),
  );

export const deputyEnded = ({ person }: NoticeOf<'deputy_ended'>): OutgoingMessage =>
  asText(`已结束代理，今后的提醒发给${clip(person, 10)}本人。`);

export const deputyProblem = ({ people }: NoticeOf<'deputy_problem'>): OutgoingMessage =>
  asText(
    fit((shown) =>
      paragraph([
        '代理（AB角）设置有问题，以下人员的提醒仍发给本人，请调整：',
        ...linesOf(people, shown, ({ name, problem }) => `${clip(name, 10)}：${PROBLEMS[problem]}`, '人'),
      ]),
    ),
  );

type OrderOf<Do extends LadderOrder['do']> = Extract<LadderOrder, { do: Do }>;

const task = (title: string) => ({ name: '任务', value: shortTitle(title) });

export const LADDER_ORDERS: { readonly [Do in LadderOrder['do']]: (order: OrderOf<Do>) => Shown } = {
  interview: ({ code, title, owner, text }) => ({
    title: `是否记录${codeName(code)}约谈？`,
    lines: [task(title), { name: '责任人', value: owner }, { name: '记录', value: clip(text, 30) }],
    yes: '确认记录',
  }),
  sign_letter: ({ code, title, number, stopped }) => ({
    title: `是否登记${codeName(code)}督办函已签发？`,
    lines: [
      task(title),
      { name: '文号', value: number },
      ...(stopped ? [{ name: '注意', value: SINCE_DRAFT[stopped] }] : []),
    ],
    yes: '确认登记',
  }),
  drop_letter: ({ code, title, reason }) => ({
    title: `是否作废${codeName(code)}督办函草稿？`,
    lines: [task(title), ...(reason === '' ? [] : [{ name: '原因', value: clip(reason, 30) }])],
    yes: '确认作废',
  }),
  deputy: ({ line }) => ({
    title: `是否由${clip(line.deputy, 10)}代理${clip(line.person, 10)}？`,
    lines: [
      { name: '期间', value: spanWords(line) },
      { name: '范围', value: '接收提醒、代填；不含审核' },
    ],
    yes: '确认设置',
  }),
  end_deputy: ({ line }) => ({
    title: `是否结束${clip(line.person, 10)}的代理？`,
    lines: [
      { name: '代理人', value: clip(line.deputy, 10) },
      { name: '期间', value: spanWords(line) },
    ],
    yes: '确认结束',
  }),
};

export const LADDER_REFUSALS: Readonly<Record<LadderRefusal, (item: string, code: string) => string>> = {
  no_such_person: () => '没有找到这个人，请核对姓名（须在通讯录内）。',
  several_people: () => '有几位同名的人，请改用企业微信账号。',
  same_person: () => '不能由本人代理本人，请另选一位。',
  overlaps: () => '这段时间已经设置过代理，请先结束原来的代理（如：结束代理 张三），再重新设置。',
  no_deputy: () => '此人目前没有设置代理。回复“代理情况”查看全部。',
  until_before_from: () => '结束日期不能早于开始日期或今天，请核对日期。',
  not_overdue: (item) => `${item}没有逾期，或已在审核、已上报，不能记录约谈。`,
  no_letter: (item) => `${item}没有待签发的督办函，可能已签发或已作废。回复“督办函”查看。`,
  number_taken: () => '这个文号本轮已经用过，请核对后重新回复。',
  interview_text_missing: (item, code) =>
    `${item}未记录：请写明约谈情况，如：约谈${code}：已约谈责任人，承诺本月办结。`,
};
