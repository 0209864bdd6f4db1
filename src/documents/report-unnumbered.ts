import { bareSection, opensHeading, problemLabel } from '../zh/report.ts';
import { headingOf } from './report-heading.ts';
import type { MarkLine, ReportLine } from './report-line.ts';

/*
 * Reports whose problems carry no number: 针对“…”问题 or 反馈问题：… on a line of its own, measures ① ② or 1. 2. below it.
 */

/** Longer ones are sentences. */
const MAX_HEADING = 120;
const PROBLEM_LEVEL = 3;

/** The problems get the numbers they would have, where no numbered line names one; measures move a level down. */
export function withUnnumberedProblems(lines: readonly ReportLine[]): readonly ReportLine[] {
  if (lines.some(isNumberedProblem)) return lines;
  const byName = new Set(lines.filter(isNamedProblem));
  const problems = byName.size > 1 ? byName : labelledProblems(lines);
  if (problems.size < 2) return lines;
  let no = 0;
  return lines.map((line, index): ReportLine => {
    if (problems.has(line)) {
      no += 1;
      return { line: line.line, raw: line.raw, kind: 'mark', level: PROBLEM_LEVEL, no, title: line.raw };
    }
    const next = lines[index + 1];
    const opensSection = line.kind === 'text' && bareSection.test(line.raw) && next && problems.has(next);
    if (opensSection || (line.kind === 'mark' && line.level < PROBLEM_LEVEL)) no = 0;
    return line.kind === 'mark' && no > 0 ? deeper(line) : line;
  });
}

const isNumberedProblem = (line: ReportLine): boolean => line.kind === 'mark' && headingOf(line.title).named;

function isNamedProblem({ kind, raw }: ReportLine): boolean {
  if (kind !== 'text' || raw.length > MAX_HEADING || !opensHeading.test(raw)) return false;
  const { named, weak, rest } = headingOf(raw);
  return named && !weak && rest === '';
}

/**
 * 反馈问题：… before 整改情况：…. Below a numbered heading of its own it describes what the heading names; several below one
 * heading are problems themselves.
 */
function labelledProblems(lines: readonly ReportLine[]): Set<ReportLine> {
  const labelled = new Set(lines.filter((line, index) => isLabelled(line, lines[index + 1])));
  let above: ReportLine | null = null;
  const perHeading = new Map<ReportLine | null, number>();
  for (const line of lines) {
    if (line.kind === 'mark') above = line;
    if (labelled.has(line)) perHeading.set(above, (perHeading.get(above) ?? 0) + 1);
  }
  const isShared = [...perHeading.values()].some((count) => count > 1);
  return isShared ? labelled : new Set();
}

const isLabelled = ({ kind, raw }: ReportLine, next: ReportLine | undefined): boolean =>
  (kind === 'text' || kind === 'field') &&
  raw.length <= MAX_HEADING &&
  problemLabel.test(raw) &&
  next?.kind === 'field' &&
  next.field !== 'other';

/** A numbered line between two problems is a measure of the first. */
const deeper = (line: MarkLine): MarkLine =>
  line.level === 3 || line.level === 4 ? { ...line, level: line.level === 3 ? 4 : 5 } : line;
