import type { LocalTime } from '../../domain/calendar/date.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { OutgoingMessage } from '../../domain/message/card.ts';
import type { Block, Line } from '../../domain/message/document.ts';
import type { DigestNotice } from '../../domain/message/notice.ts';
import { lightLabel } from '../labels.ts';
import { moment, monthDay, weekOf } from './dates.ts';
import { fitDocument, heading, list, muted, paragraph, quote, strong, warning, words } from './documents.ts';
import { completionParts, lightParts, underReviewPart } from './figures.ts';
import { clip, inline, linesOf } from './fit.ts';
import { codesInline, movementLines } from './movement.ts';
import { codeName, shortUnit } from './parts.ts';

/**
 * The weekly digest for a group: figures, codes, units, lights and days, nothing of a finding's content (domain
 * rule 10).
 */
export const digestDocument = (digest: DigestNotice): OutgoingMessage =>
  fitDocument((shown) => [
    heading(titleOf(digest)),
    quote([muted(asOfWords(digest))]),
    totals(digest),
    ...movement(digest, shown),
    ...red(digest, shown),
    ...unanswered(digest, shown),
    ...nextDue(digest, shown),
    ...remarks(digest, shown),
  ]);

function titleOf({ roundName, weekNo, late }: DigestNotice): string {
  const issue = weekNo === null ? '周报（预览，未冻结）' : `周报 第${weekNo}期`;
  return `${late ? '【补发】' : ''}${clip(roundName, 24)}${issue}`;
}

function asOfWords({ asOf, frozenAt, weekNo }: DigestNotice): string {
  if (weekNo === null) return `数据截至${moment(frozenAt)}`;
  return asOf === frozenAt.date ? `数据截至${moment(frozenAt)}，已冻结` : frozenLater(asOf, frozenAt);
}

const frozenLater = (asOf: DigestNotice['asOf'], frozenAt: LocalTime): string =>
  `数据截至${monthDay(asOf)}，${moment(frozenAt)} 冻结`;

function totals({ tasks, problems, lights, underReview, immediateDone, answers }: DigestNotice): Block {
  return paragraph(
    total('任务', tasks.total, completionParts(tasks, immediateDone)),
    total('问题', problems.total, completionParts(problems)),
    [strong('亮灯'), words(`（任务${tasks.total}项）：${lightParts(lights)}`)],
    ...(underReview > 0 ? [[strong('销号审核中'), words(`：${underReviewPart(underReview)}`)]] : []),
    [strong('本周填报'), words(`：${answersWords(answers)}`)],
  );
}

const total = (unit: string, count: number, parts: string): Line => [
  strong(`${unit}${count}项`),
  words(parts && `：${parts}`),
];

const answersWords = ({ asked, answered, notAnswered }: DigestNotice['answers']): string =>
  asked > 0 ? `应报任务${asked}项，已报${answered}、未报${notAnswered}` : '本周没有应报任务';

/** Nothing where there is nothing to list. */
const section = (title: string, items: readonly Line[]): Block[] =>
  items.length === 0 ? [] : [heading(title), list(items)];

/** The first week has none to be compared with. */
function movement({ movement: moved, weekNo }: DigestNotice, shown: number): Block[] {
  if (moved === null || weekNo === 1) return [];
  const lines = movementLines(moved, shown).map((line) => [words(line)]);
  return lines.length > 0
    ? section('与上周相比', lines)
    : [paragraph([strong('与上周相比'), words('：没有变化')])];
}

function red({ red: tasks }: DigestNotice, shown: number): Block[] {
  const items = tasks
    .slice(0, shown)
    .map(({ code, unit, days }) => [
      words(`${codeName(code)} ${shortUnit(unit)} `),
      warning(`逾期${days}天`),
    ]);
  return section(`${lightLabel.red}任务${tasks.length}项`, [...items, ...more(tasks, shown)]);
}

function unanswered({ unanswered: tasks }: DigestNotice, shown: number): Block[] {
  const units = [...groupBy(tasks.slice(0, shown), ({ unit }) => unit)];
  const items = units.map(([unit, own]) => [
    words(`${shortUnit(unit)} ${own.map(({ code }) => codeName(code)).join('、')}`),
  ]);
  return section(`本周未报任务${tasks.length}项`, [...items, ...more(tasks, shown)]);
}

const nextDue = ({ nextDue: tasks }: DigestNotice, shown: number): Block[] =>
  section(
    `下周到期任务${tasks.length}项`,
    linesOf(
      tasks,
      shown,
      ({ code, unit, dueOn }) => `${monthDay(dueOn)} ${codeName(code)} ${shortUnit(unit)}`,
    ).map((line) => [words(line)]),
  );

function remarks({ letters = [], lateAnswers, skippedWeeks }: DigestNotice, shown: number): Block[] {
  const lines: Line[] = [];
  // Units and days stand with the red ones, of which these are some.
  if (letters.length > 0) {
    const codes = letters.map(({ code }) => code);
    lines.push([strong(`已拟督办函任务${letters.length}项`), words(`：${codesInline(codes, shown)}`)]);
  }
  if (lateAnswers.length > 0)
    lines.push([
      strong(`上周补报任务${lateAnswers.length}项`),
      words(`：${codesInline(lateAnswers, shown)}`),
    ]);
  if (skippedWeeks.length > 0)
    lines.push([strong('停报'), words(`：${inline(skippedWeeks.map(weekOf), shown, '周')}放假，未安排填报`)]);
  return lines.length > 0 ? [paragraph(...lines)] : [];
}

const more = (items: readonly unknown[], shown: number): Line[] =>
  items.length > shown ? [[words(`另有 ${items.length - shown} 项`)]] : [];
