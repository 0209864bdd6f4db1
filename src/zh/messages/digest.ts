import { groupBy } from '../../domain/group-by.ts';
import type { LocalTime } from '../../domain/calendar/date.ts';
import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { DigestNotice } from '../../domain/message/notice.ts';
import { lightLabel } from '../labels.ts';
import { moment, monthDay, weekOf } from './dates.ts';
import { completionParts, lightParts, underReviewPart } from './figures.ts';
import { clip, fit, inline, linesOf } from './fit.ts';
import { codeName, joined, paragraph } from './parts.ts';

/** A part of the digest; false when there is nothing to say. */
type Block = string | false;

/**
 * The weekly digest for a group: figures, codes, units, lights and days, nothing of a finding's content (domain
 * rule 10). WeCom's markdown knows no lists and no tables (app-api §4.3).
 */
export const digestMarkdown = (digest: DigestNotice): OutgoingMessage => ({
  kind: 'markdown',
  markdown: fit((shown) =>
    joined(
      [
        heading(digest),
        totals(digest),
        movement(digest, shown),
        red(digest, shown),
        unanswered(digest, shown),
        nextDue(digest, shown),
        remarks(digest, shown),
      ],
      '\n\n',
    ),
  ),
});

function heading({ roundName, weekNo, late, asOf, frozenAt }: DigestNotice): string {
  const issue = weekNo === null ? '周报（预览，未冻结）' : `周报 第${weekNo}期`;
  return paragraph([
    `# ${late ? '【补发】' : ''}${plain(roundName, 24)}${issue}`,
    `> <font color="comment">${asOfWords(asOf, frozenAt, weekNo !== null)}</font>`,
  ]);
}

function asOfWords(asOf: DigestNotice['asOf'], frozenAt: LocalTime, frozen: boolean): string {
  if (!frozen) return `数据截至${moment(frozenAt)}`;
  return asOf === frozenAt.date
    ? `数据截至${moment(frozenAt)}，已冻结`
    : `数据截至${monthDay(asOf)}，${moment(frozenAt)} 冻结`;
}

function totals({ tasks, problems, lights, underReview, immediateDone, answers }: DigestNotice): string {
  return paragraph([
    total('任务', tasks.total, completionParts(tasks, immediateDone)),
    total('问题', problems.total, completionParts(problems)),
    `**亮灯**（任务${tasks.total}项）：${lightParts(lights)}`,
    underReview > 0 && `**销号审核中**：${underReviewPart(underReview)}`,
    answers.asked > 0
      ? `**本周填报**：应报任务${answers.asked}项，已报${answers.answered}、未报${answers.notAnswered}`
      : '**本周填报**：本周没有应报任务',
  ]);
}

const total = (unit: string, count: number, parts: string): string =>
  `**${unit}${count}项**${parts && `：${parts}`}`;

/**
 * A changed base is shown, never hidden (domain rule 4). What was closed is done as well and said once; the first
 * week has none to be compared with.
 */
function movement({ movement: moved, weekNo }: DigestNotice, shown: number): Block {
  if (moved === null || weekNo === 1) return false;
  const turned = (to: 'green' | 'yellow') =>
    moved.lights.filter((light) => light.to === to).map(({ code }) => code);
  const changes: readonly (readonly [string, readonly string[]])[] = [
    ['新销号', moved.newlyClosed],
    ['新完成', moved.newlyDone.filter((code) => !moved.newlyClosed.includes(code))],
    ['新逾期', moved.newlyOverdue],
    [`转${lightLabel.yellow}`, turned('yellow')],
    [`转${lightLabel.green}`, turned('green')],
    ['反弹', moved.relapsed],
    ['新增任务', moved.added],
    ['减少任务', moved.removed],
  ];
  const lines = changes.flatMap(([label, codes]) =>
    codes.length > 0 ? [`> ${label}${codes.length}项：${codesInline(codes, shown)}`] : [],
  );
  return lines.length > 0 ? paragraph(['**与上周相比**', ...lines]) : '**与上周相比**：没有变化';
}

function red({ red: tasks }: DigestNotice, shown: number): Block {
  if (tasks.length === 0) return false;
  const lines = linesOf(
    tasks,
    shown,
    ({ code, unit, days }) =>
      `${codeName(code)} ${plain(unit, 12)} <font color="warning">逾期${days}天</font>`,
  );
  return paragraph([`**${lightLabel.red}任务${tasks.length}项**`, ...lines.map(quoted)]);
}

function unanswered({ unanswered: tasks }: DigestNotice, shown: number): Block {
  if (tasks.length === 0) return false;
  const units = [...groupBy(tasks.slice(0, shown), ({ unit }) => unit)];
  const lines = units.map(
    ([unit, own]) => `${plain(unit, 12)} ${own.map(({ code }) => codeName(code)).join('、')}`,
  );
  const rest = tasks.length - shown;
  return paragraph([
    `**本周未报任务${tasks.length}项**`,
    ...lines.map(quoted),
    rest > 0 && quoted(`另有 ${rest} 项`),
  ]);
}

function nextDue({ nextDue: tasks }: DigestNotice, shown: number): Block {
  if (tasks.length === 0) return false;
  const lines = linesOf(
    tasks,
    shown,
    ({ code, unit, dueOn }) => `${monthDay(dueOn)} ${codeName(code)} ${plain(unit, 12)}`,
  );
  return paragraph([`**下周到期任务${tasks.length}项**`, ...lines.map(quoted)]);
}

const remarks = ({ lateAnswers, skippedWeeks }: DigestNotice, shown: number): Block =>
  paragraph([
    lateAnswers.length > 0 && `**上周补报任务${lateAnswers.length}项**：${codesInline(lateAnswers, shown)}`,
    skippedWeeks.length > 0 && `**停报**：${inline(skippedWeeks.map(weekOf), shown, '周')}放假，未安排填报`,
  ]);

const codesInline = (codes: readonly string[], shown: number): string => inline(codes.map(codeName), shown);

const quoted = (line: string): string => `> ${line}`;

/** A name that must not be read as markup. */
const plain = (name: string, chars: number): string => clip(name.replaceAll(/[*#`>[\]]/g, ''), chars);
