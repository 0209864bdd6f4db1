import { groupBy } from '../domain/group-by.ts';
import type { ReportField } from '../zh/report.ts';
import type { ReportLine } from './report-line.ts';

/** Labels whose paragraph may be a list. */
const OPEN: ReadonlySet<ReportField> = new Set(['measures', 'account', 'cause', 'nextPlan']);

/**
 * The numbered lines 1. 2. 3. that stand below a label alone on its line (整改措施), problem after problem: a list, and
 * none of them a heading. A number that is followed by the same label again begins the next problem.
 */
export function listedLines(lines: readonly ReportLine[]): ReadonlySet<ReportLine> {
  const listed = new Set<ReportLine>();
  const isOpen = openLabels(lines);
  let open: ReportLine | null = null;
  let due: { readonly level: number; readonly no: number } | null = null;
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'field') {
      open = isOpen(line) ? line : null;
      due = null;
    } else if (line.kind === 'mark' && open !== null) {
      const goesOn = due === null ? line.no === 1 : line.level === due.level && line.no === due.no;
      if (goesOn && fieldBelow(lines, index) !== fieldOf(open)) listed.add(line);
      else open = null;
      due = { level: line.level, no: line.no + 1 };
    }
  }
  return listed;
}

const fieldOf = (line: ReportLine): ReportField | null => (line.kind === 'field' ? line.field : null);

/** The label right below a line, before the next number. */
function fieldBelow(lines: readonly ReportLine[], index: number): ReportField | null {
  const next = lines.slice(index + 1, index + 1 + NEAR).find(({ kind }) => kind !== 'text');
  return next === undefined ? null : fieldOf(next);
}

const NEAR = 4;

/** Once in a report it is the title of a section. */
function openLabels(lines: readonly ReportLine[]): (line: ReportLine) => boolean {
  const alone = lines.filter((line) => line.kind === 'field' && line.text === '' && OPEN.has(line.field));
  const byText = groupBy(alone, ({ raw }) => raw);
  return (line) =>
    line.kind === 'field' &&
    line.text === '' &&
    OPEN.has(line.field) &&
    (byText.get(line.raw)?.length ?? 0) > 1;
}
