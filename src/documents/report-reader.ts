import type { Report, ReportCounts, ReportProblem } from '../app/import/import-report.ts';
import type { Completion } from '../domain/task/task.ts';
import { groupBy } from '../domain/group-by.ts';
import { aboutProblem, headingSentence, longTermTitle, reportText, sentenceEnd } from '../zh/report.ts';
import type { ReportField } from '../zh/report.ts';
import { splitMeasures } from './measures.ts';
import { blocksOf, problemBlocks } from './report-blocks.ts';
import type { ReportBlock, ReportWarning } from './report-blocks.ts';
import { classifyReport } from './report-lines.ts';
import { readState } from './state-text.ts';
import type { State } from './state-text.ts';

/** Reads a published report on rectification. Any text is accepted; what does not fit is a warning. */
export function readReport(text: string): Report {
  const { title, lines } = classifyReport(text);
  const { blocks, warnings } = blocksOf(lines);
  const read = problemBlocks(blocks).map(readProblem);
  const problems = read.map(({ problem }) => problem);
  const none = problems.length === 0 ? [{ line: 0, message: reportText.noProblems }] : [];
  const all = [...warnings, ...read.flatMap((each) => each.warnings), ...none];
  return {
    title,
    problems,
    counts: countProblems(problems),
    warnings: all.toSorted((a, b) => a.line - b.line),
  };
}

function readProblem(block: ReportBlock): { problem: ReportProblem; warnings: ReportWarning[] } {
  const { title, rest } = headingOf(block.title);
  const fields = fieldsOf(block, rest);
  const account = fields.get('account') ?? '';
  const status = fields.get('status') ?? '';
  const state = readState(status);
  const category = (block.kind === 'item' && block.section) || block.chapter;
  const problem: ReportProblem = {
    line: block.line,
    category,
    no: block.no,
    title,
    completion: state.completion,
    ongoing: state.ongoing || (status === '' && longTermTitle.test(category)),
    cause: fields.get('cause') ?? null,
    measures: splitMeasures(account),
    nextPlan: fields.get('nextPlan') ?? null,
    text: account,
  };
  return { problem, warnings: warningsOf(block.line, { status, state, account }) };
}

function headingOf(heading: string): { title: string; rest: string } {
  const groups = (aboutProblem.exec(heading) ?? headingSentence.exec(heading))?.groups;
  return { title: groups?.['title'] ?? heading, rest: groups?.['rest'] ?? '' };
}

/** The labelled paragraphs of a problem; text without a label, or below the state, is taken for the account. */
function fieldsOf(block: ReportBlock, rest: string): Map<ReportField, string> {
  let field: ReportField = 'account';
  const lines: { field: ReportField; text: string }[] = rest === '' ? [] : [{ field, text: rest }];
  for (const line of block.body) {
    if (line.kind === 'field') field = line.field;
    else if (field === 'status' && lines.at(-1)?.field === 'status') field = 'account';
    if ((line.kind === 'field' || line.kind === 'text') && line.text !== '')
      lines.push({ field, text: line.text });
  }
  const byField = groupBy(lines, (line) => line.field);
  return new Map([...byField].map(([each, own]) => [each, joinLines(own.map(({ text }) => text))]));
}

/** A line break inside a sentence goes, one between sentences stays. */
const joinLines = (lines: readonly string[]): string =>
  lines.map((line, index) => (sentenceEnd.test(lines[index - 1] ?? '') ? `\n${line}` : line)).join('');

function warningsOf(
  line: number,
  { status, state, account }: { readonly status: string; readonly state: State; readonly account: string },
): ReportWarning[] {
  const messages = [
    ...(status !== '' && state.completion === null ? [reportText.unknownState(status)] : []),
    ...(account === '' ? [reportText.noAccount] : []),
  ];
  return messages.map((message) => ({ line, message }));
}

function countProblems(problems: readonly ReportProblem[]): ReportCounts {
  const stated = problems.map(({ completion, ongoing }) =>
    ongoing && completion !== 'done' && completion !== 'stopped' ? 'ongoing' : (completion ?? 'not_stated'),
  );
  const countOf = (part: Completion | 'ongoing' | 'not_stated') =>
    stated.filter((each) => each === part).length;
  const categories = groupBy(problems, ({ category }) => category);
  return {
    total: problems.length,
    done: countOf('done'),
    basically_done: countOf('basically_done'),
    not_done: countOf('not_done'),
    stopped: countOf('stopped'),
    ongoing: countOf('ongoing'),
    not_stated: countOf('not_stated'),
    byCategory: [...categories].map(([category, own]) => ({ category, count: own.length })),
  };
}
