import { countProblems } from '../app/import/import-report.ts';
import { AppError } from '../errors.ts';
import type { Report, ReportProblem } from '../app/import/import-report.ts';
import { NO_CATEGORY } from '../zh/columns.ts';
import { quotedWhole, reportText } from '../zh/report.ts';
import { readDue } from './due-date.ts';
import { splitMeasures } from './measures.ts';
import { blocksOf, categoryOf, problemBlocks } from './report-blocks.ts';
import type { ReportBlock, ReportWarning } from './report-blocks.ts';
import { fieldsOf } from './report-fields.ts';
import type { ReportFields } from './report-fields.ts';
import { classifyReport } from './report-lines.ts';
import { groupState, isOnlyState, labelledState, proseState } from './report-state.ts';
import type { StatedState } from './report-state.ts';
import { withSectionStates } from './report-sections.ts';
import { differences } from './report-totals.ts';

/** Five thousand pages; what a file of 20 MB could hold would stop the service for half a minute. */
const MAX_CHARACTERS = 2_500_000;

/**
 * Reads a published report on rectification. Any text is accepted; what does not fit is a warning.
 * @throws AppError import_invalid when it is too long
 */
export function readReport(text: string): Report {
  if (text.length > MAX_CHARACTERS) throw new AppError('import_invalid', reportText.tooLong(MAX_CHARACTERS));
  const { title, lines } = classifyReport(text);
  const { blocks, warnings } = blocksOf(lines);
  const found = problemBlocks(blocks);
  const read = found.map((block) => ({ block, ...readProblem(block) }));
  const { problems, warnings: ofSections } = withSectionStates(blocks, read);
  const counts = countProblems(problems);
  const none = problems.length === 0 ? [{ line: 0, message: reportText.noProblems }] : [];
  const all = [
    ...warnings,
    ...read.flatMap((each) => each.warnings),
    ...ofSections,
    ...differences(blocks, found, counts),
    ...none,
  ];
  return { title, problems, counts, warnings: all.toSorted((a, b) => a.line - b.line) };
}

function readProblem(block: ReportBlock): { problem: ReportProblem; warnings: ReportWarning[] } {
  const fields = fieldsOf(block, block.heading.rest);
  const account = accountOf(fields).join('\n');
  const stated = stateOf(block, fields);
  const problem: ReportProblem = {
    line: block.line,
    category: categoryOf(block) || NO_CATEGORY,
    no: block.no,
    title: titleOf(block),
    completion: stated.completion,
    ongoing: stated.ongoing,
    cause: fields.get('cause') ?? null,
    measures: splitMeasures(fields.get('measures') ?? fields.get('account') ?? '').filter(isMeasure),
    nextPlan: fields.get('nextPlan') ?? null,
    text: account,
  };
  return { problem, warnings: warningsOf(block.line, { status: fields.get('status'), stated, account }) };
}

/** 已完成，并长期坚持。 as a line of its own is none. */
const isMeasure = (text: string): boolean => !isOnlyState(text);

function titleOf({ heading }: ReportBlock): string {
  const title = heading.title.replace(/[。：:；;，,]$/u, '');
  return quotedWhole.exec(title)?.groups?.['title'] ?? title;
}

/** What was done: the measures by name, and what came of them. */
const accountOf = (fields: ReportFields): string[] =>
  [fields.get('measures'), fields.get('account')].filter((text) => text !== undefined);

/** By its label, else by brackets behind the title, else by a sentence of the account, else by the heading above. */
function stateOf(block: ReportBlock, fields: ReportFields): StatedState {
  const labelled = [fields.get('status'), block.heading.state].flatMap((text) =>
    text === undefined || text === '' ? [] : [labelledState(text)],
  );
  const stated = labelled.find(({ completion }) => completion !== null) ?? proseState(accountOf(fields));
  const lasting = readDue(fields.get('horizon') ?? '')?.horizon === 'long';
  const contradictory = 'contradictory' in stated && stated.contradictory === true;
  if (stated.completion !== null || contradictory || fields.has('status')) {
    return { ...stated, ongoing: stated.ongoing || lasting, contradictory };
  }
  const group = groupState(block.above.map(({ title }) => title));
  return { completion: group.completion, ongoing: stated.ongoing || group.ongoing || lasting, contradictory };
}

function warningsOf(
  line: number,
  {
    status = '',
    stated,
    account,
  }: { readonly status: string | undefined; readonly stated: StatedState; readonly account: string },
): ReportWarning[] {
  const messages = [
    ...(status !== '' && stated.completion === null ? [reportText.unknownState(status)] : []),
    ...(stated.contradictory ? [reportText.statesDiffer] : []),
    ...(account === '' ? [reportText.noAccount] : []),
  ];
  return messages.map((message) => ({ line, message }));
}
