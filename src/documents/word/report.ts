import type { Issued } from '../../app/papers/papers.ts';
import type { ReportCategory, ReportFacts, ReportProblem } from '../../app/papers/report-facts.ts';
import { checkFigures } from '../../domain/ledger/check-figures.ts';
import type { CompletionCount, FigureError } from '../../domain/ledger/ledger.ts';
import type { PaperSettings } from '../../domain/ledger/paper-settings.ts';
import { commonText, shownParts, countParts, ordinalSentence } from '../../zh/word/common.ts';
import { reportText, stateLabel } from '../../zh/word/report.ts';
import { countHeading } from '../../zh/columns.ts';
import { splitMeasures } from '../measures.ts';
import {
  gap,
  heading,
  paragraph,
  titleLines,
  type Block,
  type Paper,
  type Run,
  type Table,
} from './paper.ts';
import { refuseOpenSums } from './sums.ts';

/**
 * 整改进展情况报告, or its public form: how far each problem is and what was done about it.
 * @throws RangeError with the sums when a figure does not close (domain rule 4)
 */
export function composeReport(facts: ReportFacts, issued: Issued): Paper {
  const { roundName, audience, figures } = facts;
  refuseOpenSums([...checkFigures(figures), ...checkListed(facts)]);
  const { asOf } = figures;
  return {
    form: 'document',
    title: titleLines(reportText.title(roundName, audience)),
    subtitle: reportText.asOf(asOf),
    ...(audience !== 'society' && { addressee: [orGap(issued.settings.addressee, commonText.addressee)] }),
    body: [
      paragraph(reportText.opening(roundName, asOf, audience)),
      heading(1, reportText.organisation),
      paragraph(toFill(reportText.organisationGap)),
      heading(1, reportText.whole),
      ...whole(facts, issued.settings),
      heading(1, reportText.items),
      ...facts.categories.flatMap((category) => categoryBlocks(category, facts, issued.settings)),
      heading(1, reportText.next),
      paragraph(reportText.open(printed(figures.problems, issued.settings)), toFill(reportText.nextGap)),
      ...(audience === 'society' ? [paragraph(reportText.contact, toFill(commonText.contact))] : []),
    ],
    signature: { office: orGap(issued.settings.office, commonText.office), date: issued.date },
  };
}

export const toFill = (what: string): Run => gap(commonText.fillIn(what));

export const orGap = (text: string, what: string): Run => (text === '' ? toFill(what) : text);

/** Every problem is listed or withheld, in its category and altogether. */
function checkListed({ categories, figures }: ReportFacts): FigureError[] {
  const sums = [
    ...categories.map(({ name, total, withheld, problems }) => ({
      figure: `listed[${name}]`,
      total,
      parts: { listed: problems.length, withheld },
    })),
    {
      figure: 'listed',
      total: figures.problems.total,
      parts: Object.fromEntries(categories.map(({ name, total }) => [name, total])),
    },
  ];
  return sums
    .map((each) => ({ ...each, sum: Object.values(each.parts).reduce((left, part) => left + part, 0) }))
    .filter(({ total, sum }) => total !== sum);
}

/** Beside the completion, what goes on for good is counted as far as it is. */
const printed = (count: CompletionCount, { longTerm }: PaperSettings): CompletionCount =>
  longTerm === 'as_state' ? count : { ...count, notDone: count.notDone + count.ongoing, ongoing: 0 };

function whole(facts: ReportFacts, settings: PaperSettings): Block[] {
  const { figures, audience, long, categories } = facts;
  const withheld = categories.reduce((sum, category) => sum + category.withheld, 0);
  const { total } = figures.problems;
  const longTotal = long.done + long.basicallyDone + long.notDone;
  return [
    paragraph(reportText.problemTotals(printed(figures.problems, settings), figures.asOf)),
    ...(settings.longTerm === 'beside' && longTotal > 0
      ? [
          paragraph(
            reportText.beside({ total: longTotal, parts: countParts({ ...long, ongoing: 0, stopped: 0 }) }),
          ),
        ]
      : []),
    paragraph(reportText.taskTotals(printed(figures.tasks, settings), figures)),
    ...(withheld > 0 ? [paragraph(reportText.withheld(audience, withheld, total - withheld))] : []),
    categoryTable(facts, settings),
  ];
}

function categoryTable({ figures }: ReportFacts, settings: PaperSettings): Table {
  const { caption, category, total, sum } = reportText.table;
  const parts = shownParts(printed(figures.problems, settings));
  const cells = (name: string, count: CompletionCount) => [
    name,
    `${count.total}`,
    ...parts.map((part) => `${printed(count, settings)[part]}`),
  ];
  return {
    kind: 'table',
    caption,
    columns: [
      { heading: category, share: 34, align: 'left' },
      { heading: total, share: 12 },
      ...parts.map((part) => ({ heading: countHeading[part], share: 16 })),
    ],
    rows: [
      ...figures.byCategory.problems.map(({ name, count }) => cells(name, count)),
      cells(sum, figures.problems),
    ],
    total: true,
  };
}

function categoryBlocks(
  { name, total, withheld, problems }: ReportCategory,
  { audience }: ReportFacts,
  settings: PaperSettings,
): Block[] {
  return [
    heading(2, reportText.category(name, total, withheld)),
    ...(problems.length === 0 ? [paragraph(reportText.allWithheld(audience))] : []),
    ...problems.flatMap((problem) => problemBlocks(problem, settings)),
  ];
}

function problemBlocks(problem: ReportProblem, settings: PaperSettings): Block[] {
  const said = ordinalSentence(problem.answers.flatMap(partsOf));
  const plan = ordinalSentence(problem.nextPlans.flatMap(partsOf));
  const goesOn = problem.long && problem.part !== 'done';
  return [
    heading(3, commonText.quoted(problem.title)),
    { ...paragraph(label(reportText.state), stateOf(problem, settings)), keep: true },
    paragraph(label(reportText.progress), orGap(said, reportText.progressGap)),
    ...(plan !== '' || goesOn
      ? [paragraph(label(reportText.nextPlan), orGap(plan, reportText.nextPlanGap))]
      : []),
  ];
}

const label = (text: string): Run => ({ text, look: 'label' });

function stateOf({ part, long }: ReportProblem, { longTerm }: PaperSettings): string {
  if (longTerm === 'as_state') return stateLabel[part];
  const state = stateLabel[part === 'ongoing' ? 'notDone' : part];
  return long ? reportText.besideState(state) : state;
}

/** The measures an answer tells of, or the answer as a whole. */
function partsOf(answer: string): string[] {
  const parts = splitMeasures(answer);
  return parts.length > 0 ? parts : [answer];
}
