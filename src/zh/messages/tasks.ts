import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { RoundName, TaskLine } from '../../domain/message/lines.ts';
import { isUnderReview } from '../../domain/task/task.ts';
import { completionLabel, closureLabel, horizonLabel, lightLabel, replyStatusLabel } from '../labels.ts';
import { linesByRound } from './by-round.ts';
import { monthDay, weekOf } from './dates.ts';
import { completionParts, lightParts, underReviewPart } from './figures.ts';
import { clip, fit, inline, linesOf } from './fit.ts';
import { asText, codeName, joined, paragraph, shortCode, shortTitle, shortUnit } from './parts.ts';
import type { NoticeOf } from './parts.ts';

/** What presses comes first, so that what is left out is what can wait. */
export function myTasks({ tasks, led, ofUnit, helped, rounds }: NoticeOf<'my_tasks'>): OutgoingMessage {
  const others = [
    { title: '您牵头的任务', lines: led },
    { title: '本单位的任务', lines: ofUnit },
    { title: '您配合的任务', lines: helped },
  ].filter(({ lines }) => lines.length > 0);
  if (tasks.length === 0 && others.length === 0)
    return asText('您名下没有整改任务。如有出入，请联系整改办。');
  const closed = tasks.filter(({ light }) => light === 'closed');
  const open = tasks.filter(({ light }) => light !== 'closed').toSorted(byUrgency);
  const waiting = open.find(isWaiting);
  return asText(
    fit((shown) =>
      paragraph([
        tasks.length > 0 && `您名下共有任务 ${tasks.length} 项${open.length > 0 ? '：' : '，均已办结。'}`,
        ...linesByRound(open, shown, { rounds, codeOf, word: ownLine }),
        closed.length > 0 && `${lightLabel.closed} ${closed.length} 项：${codesOf(closed, shown)}`,
        waiting && `直接回复进展即可，如：${shortCode(waiting.code)} 正在推进。`,
        open[0] && `回复“查询${shortCode(open[0].code)}”可看措施和填报记录。`,
        ...others.flatMap(({ title, lines }) => section(title, lines, shown)),
      ]),
    ),
  );
}

/** To look at only: with whom each lies, and its light. */
const section = (title: string, tasks: readonly TaskLine[], shown: number): string[] => [
  `${title} ${tasks.length} 项：`,
  ...linesOf(tasks.toSorted(byUrgency), shown, (task) =>
    othersLine(task, [lightLabel[task.light], task.overdueDays > 0 && `逾期${task.overdueDays}天`]),
  ),
];

const URGENCY = { red: 0, yellow: 1, green: 2, closed: 3 } as const satisfies Record<
  TaskLine['light'],
  number
>;

const byUrgency = (a: TaskLine, b: TaskLine): number =>
  URGENCY[a.light] - URGENCY[b.light] || b.overdueDays - a.overdueDays;

/** Long-term tasks are not asked every week, so nothing is said to be missing there. */
const isWaiting = (task: TaskLine): boolean =>
  task.light !== 'closed' && task.reported === null && task.horizon !== 'long' && !isUnderReview(task);

/** One of the reader's own tasks, with where it stands. */
export const ownLine = (task: TaskLine): string =>
  `${shortCode(task.code)} ${shortTitle(task.title)}（${joined([
    dueWords(task),
    closureWords(task),
    reportedWords(task) || (isWaiting(task) && '本周待报'),
  ])}）`;

function dueWords({ light, overdueDays, horizon, dueOn }: TaskLine): string {
  if (light === 'closed') return lightLabel.closed;
  if (overdueDays > 0) return `逾期${overdueDays}天`;
  if (horizon === 'long') return horizonLabel.long;
  return dueOn === null ? '' : `${light === 'yellow' ? '临期，' : ''}${monthDay(dueOn)}到期`;
}

const closureWords = ({ closure }: TaskLine): string =>
  closure === 'open' || closure === 'closed' ? '' : closureLabel[closure];

/** Under review the claim has been said already. */
const reportedWords = (task: TaskLine): string =>
  task.reported === null || isUnderReview(task) ? '' : `已报“${replyStatusLabel[task.reported]}”`;

const codeOf = ({ code }: TaskLine): string => code;

const codesOf = (tasks: readonly TaskLine[], shown: number): string =>
  inline(
    tasks.map(({ code }) => codeName(code)),
    shown,
  );

export const taskDetail = ({ task, measures, history }: NoticeOf<'task_detail'>): OutgoingMessage =>
  asText(
    fit((shown) =>
      paragraph([
        `${codeName(task.code)} ${clip(task.title, 60)}`,
        `责任单位：${joined([shortUnit(task.unit), clip(task.owner, 10)], ' ') || '未明确'}`,
        `类型：${horizonLabel[task.horizon]}`,
        task.horizon !== 'long' && task.dueOn !== null && `整改时限：${deadline(task, task.dueOn)}`,
        `整改状态：${joined([completionLabel[task.completion], task.completion !== 'stopped' && closureLabel[task.closure]])}`,
        `本周填报：${task.reported === null ? '暂无' : replyStatusLabel[task.reported]}`,
        measures.length > 0 && '整改措施：',
        ...linesOf(measures, shown, (measure, index) => `${index + 1}. ${clip(measure, 60)}`),
        history.length > 0 && '近期填报：',
        ...linesOf(history.toReversed(), shown, pastAnswer, '次'),
      ]),
    ),
  );

const deadline = ({ overdueDays }: TaskLine, dueOn: TaskLine['dueOn'] & string): string =>
  joined([monthDay(dueOn), overdueDays > 0 && `逾期${overdueDays}天`]);

const pastAnswer = ({ week, status, text }: NoticeOf<'task_detail'>['history'][number]): string =>
  joined([`${weekOf(week)} ${replyStatusLabel[status]}`, clip(text, 60)], '：');

export const overdueList = ({ tasks, rounds }: NoticeOf<'overdue'>): OutgoingMessage =>
  asText(
    tasks.length === 0
      ? '目前没有逾期任务。'
      : fit((shown) =>
          paragraph([
            `逾期任务 ${tasks.length} 项：`,
            ...linesByRound(tasks, shown, {
              rounds,
              codeOf,
              word: (task) => othersLine(task, [dueWords(task), closureWords(task), reportedWords(task)]),
            }),
            '回复“催办 全部逾期”可先看名单再催办。',
          ]),
        ),
  );

/** By person, in the order they came: no ranking (domain rule 6). */
export const unreportedList = ({ people, rounds }: NoticeOf<'unreported'>): OutgoingMessage => {
  const tasks = people.flatMap(({ codes }) => codes).length;
  return asText(
    people.length === 0
      ? '本周应报的任务都已填报。'
      : fit((shown) =>
          paragraph([
            `本周应报未报：${people.length} 人、任务 ${tasks} 项`,
            ...linesByRound(eachInItsRound(people, rounds), shown, {
              rounds,
              codeOf: ({ codes }) => codes[0] ?? '',
              word: unreportedLine,
              unit: '人',
            }),
            '需要提醒可回复“催办 未报”，发送前会请您确认。',
          ]),
        ),
  );
};

type Unreported = NoticeOf<'unreported'>['people'][number];

const unreportedLine = ({ name, unit, codes }: Unreported): string =>
  `${joined([shortUnit(unit), clip(name, 10)], ' ')}：${inline(codes.map(codeName), 8)}`;

/** Who owes in two rounds stands in both. */
function eachInItsRound(
  people: readonly Unreported[],
  rounds: readonly RoundName[] | undefined,
): readonly Unreported[] {
  if (!rounds || rounds.length < 2) return people;
  return rounds.flatMap(({ letter }) =>
    people.flatMap((person) => {
      const codes = person.codes.filter((code) => code.startsWith(letter));
      return codes.length > 0 ? [{ ...person, codes }] : [];
    }),
  );
}

const othersLine = ({ code, title, unit, owner }: TaskLine, standing: readonly (string | false)[]): string =>
  `${shortCode(code)} ${shortTitle(title)}（${joined([
    joined([shortUnit(unit), clip(owner, 10)], ' '),
    ...standing,
  ])}）`;

export const ledgerSummary = (ledger: NoticeOf<'ledger_summary'>): OutgoingMessage =>
  asText(
    paragraph([
      `${clip(ledger.roundName, 24)}台账（${monthDay(ledger.asOf)}）`,
      joined([`任务${ledger.tasks.total}项`, completionParts(ledger.tasks)], '：'),
      ledger.tasks.total > 0 && `亮灯：${lightParts(ledger.lights)}`,
      ledger.underReview > 0 && `销号审核中：${underReviewPart(ledger.underReview)}`,
      '回复“还有谁没报”看未报名单，回复“周报”预览本周周报。',
    ]),
  );
