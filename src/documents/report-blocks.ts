import {
  brokenHeading,
  cutProblem,
  headingClose,
  closingItem,
  closingTitle,
  dutyTitle,
  headingEnd,
  problemLabel,
  reportText,
  sentenceEnd,
  titleBrackets,
} from '../zh/report.ts';
import { headingOf } from './report-heading.ts';
import type { Heading } from './report-heading.ts';
import { candidatesOf, isHeading, shapeOf } from './report-headings.ts';
import type { Candidate, Candidates, Place, ReportShape } from './report-headings.ts';
import { hasOrdinals } from './measures.ts';
import type { MarkLine, ReportLine } from './report-line.ts';
import { partsOf } from './report-parts.ts';

export interface ReportWarning {
  readonly line: number;
  readonly message: string;
}

/** A heading of the report with the lines below it, up to the next heading. */
export interface ReportBlock {
  readonly line: number;
  /** As the marks: 1 一、 to 5 ①; 0 for what stands before the first heading. */
  readonly level: number;
  readonly no: number;
  /** The heading as written, without its mark. */
  title: string;
  heading: Heading;
  /** The headings it stands under, outermost first. */
  readonly above: readonly ReportBlock[];
  readonly body: ReportLine[];
  /** Headings stand below it. */
  hasHeadings: boolean;
  /** Labelled paragraphs stand below it. */
  hasFields: boolean;
}

/** What is known while the lines are gone through. */
interface Progress {
  readonly candidates: Candidates;
  readonly shape: ReportShape;
  readonly blocks: ReportBlock[];
  readonly warnings: ReportWarning[];
  /** The last number on each level; under the negative level that of the whole report. */
  readonly lastNo: Map<number, number>;
  /** The report has spoken to its readers or was signed: nothing counts before the next heading. */
  ended: boolean;
}

/** The lines under their headings. A numbered line inside the account of a problem stays part of the account. */
export function blocksOf(lines: readonly ReportLine[]): { blocks: ReportBlock[]; warnings: ReportWarning[] } {
  const candidates = candidatesOf(lines);
  const progress: Progress = {
    candidates,
    shape: shapeOf(lines, candidates),
    blocks: [],
    warnings: [],
    lastNo: new Map(),
    ended: false,
  };
  let last = blockAt({ line: 0, level: 0, no: 0, title: '' }, []);
  progress.blocks.push(last);
  for (const [index, line] of lines.entries()) {
    const next = line.kind === 'mark' ? headingBlock(line, last, progress) : null;
    if (next !== null) {
      progress.blocks.push(next);
      last = next;
      progress.ended = false;
    } else if (line.kind === 'end') {
      progress.ended = last.level > 0;
    } else if (!progress.ended) {
      addTo(last, line, { candidate: candidates.get(line), below: lines[index + 1] });
    }
  }
  return progress;
}

/** The block that the numbered line begins, if it is a heading. */
function headingBlock(line: MarkLine, last: ReportBlock, progress: Progress): ReportBlock | null {
  const { candidates, shape, warnings, lastNo } = progress;
  const candidate = candidates.get(line);
  if (candidate === undefined || (progress.ended && line.level > 2)) return null;
  const above = last.above.concat(last.level > 0 ? [last] : []);
  const place = placeOf(line, { above, last, lastNo });
  if (!isHeading(line, candidate, shape, place)) return null;
  const parents = above.filter(({ level }) => level < line.level);
  warnings.push(...outOfTurn(line, place.expected, lastNo));
  noteNumber(line, lastNo);
  for (const parent of parents.slice(-1)) parent.hasHeadings = true;
  return blockAt(line, parents, candidate.heading);
}

interface Around {
  readonly candidate: Candidate | undefined;
  /** The line below it. */
  readonly below: ReportLine | undefined;
}

function addTo(block: ReportBlock, line: ReportLine, around: Around): void {
  if (!goesOn(block, line, around)) {
    block.body.push(line);
    block.hasFields ||= line.kind === 'field' && line.field !== 'other';
    return;
  }
  block.title += line.raw;
  // What is cut within its quotes is whole when they close.
  if (headingClose.test(line.raw) || !brokenHeading.test(block.title)) block.heading = headingOf(block.title);
}

const blockAt = (
  { line, level, no, title }: Pick<ReportBlock, 'line' | 'level' | 'no' | 'title'>,
  above: readonly ReportBlock[],
  heading: Heading = headingOf(title),
): ReportBlock => ({
  line,
  level,
  no,
  title,
  heading,
  above,
  body: [],
  hasHeadings: false,
  hasFields: false,
});

function placeOf(
  line: MarkLine,
  {
    above,
    last,
    lastNo,
  }: {
    readonly above: readonly ReportBlock[];
    readonly last: ReportBlock;
    readonly lastNo: ReadonlyMap<number, number>;
  },
): Place {
  return {
    expected: (lastNo.get(line.level) ?? 0) + 1,
    inProblem: above.some(({ level, heading }) => level > 0 && heading.named) || last.hasFields,
    fresh: last.body.length === 0 && last.heading.rest === '',
    above: last.level,
    afterCut: isCut(last.body.at(-1)?.raw ?? last.heading.rest),
  };
}

/** Short lines are headings of some sort; a longer one without its full stop was cut. */
const CUT_CHARS = 8;
const isCut = (text: string): boolean => text.length >= CUT_CHARS && !sentenceEnd.test(text);

function noteNumber({ level, no }: MarkLine, lastNo: Map<number, number>): void {
  lastNo.set(level, no);
  for (const deeper of [2, 3, 4, 5].filter((each) => each > level)) lastNo.delete(deeper);
}

/** A number that does not follow the one before it. Items may be numbered through all sections. */
function outOfTurn(
  { line, level, no }: MarkLine,
  expected: number,
  lastNo: Map<number, number>,
): ReportWarning[] {
  const through = -level;
  const next = (lastNo.get(through) ?? 0) + 1;
  lastNo.set(through, no);
  if (level < 3 || no === expected || no === next) return [];
  return [{ line, message: reportText.notInSequence(no > next ? Math.max(next, expected) : expected, no) }];
}

const MAX_HEADING = 200;
const MAX_TAIL = 30;

/** A heading that goes on in the next line. */
function goesOn(
  { level, title, heading, body }: ReportBlock,
  line: ReportLine,
  { candidate, below }: Around,
): boolean {
  // 反馈问题：… has no end of its own: a short line before the first label is the rest of it.
  const isLabelled = problemLabel.test(title) && !sentenceEnd.test(title) && body.length === 0;
  if (isLabelled && line.kind === 'text' && below?.kind === 'field' && line.raw.length <= MAX_TAIL)
    return true;
  if (level === 0 || body.length > 0 || heading.named || title.length > MAX_HEADING) return false;
  if (line.kind !== 'text' && candidate === undefined) return false;
  if (cutProblem[0].test(title) && cutProblem[1].test(line.raw)) return true;
  if (brokenHeading.test(title)) return !sentenceEnd.test(title);
  return (
    line.kind === 'text' &&
    line.raw.length <= MAX_TAIL &&
    headingEnd.test(line.raw) &&
    !headingEnd.test(title) &&
    !sentenceEnd.test(title)
  );
}

/**
 * The blocks that are problems: the deepest headings that name one. Of chapters that neither name problems nor label
 * anything there are none in a report that does so elsewhere.
 */
export function problemBlocks(blocks: readonly ReportBlock[]): ReportBlock[] {
  const leaves = blocks.filter((block) => block.level > 0 && !block.hasHeadings && !isAside(block));
  const clear = leaves.filter((block) => block.heading.named || block.hasFields);
  if (clear.length === 0) {
    const items = leaves.filter(({ level }) => level > 2);
    return items.length > 0 ? items : leaves.filter((block) => block.level === 2 && startsMeasures(block));
  }
  const chapters = new Set(clear.map(chapterOf));
  return leaves.filter((block) => {
    if (block.heading.named || block.hasFields) return true;
    return block.level > 2 && chapters.has(chapterOf(block));
  });
}

const chapterOf = (block: ReportBlock): ReportBlock | undefined => [...block.above, block][0];

const startsMeasures = ({ heading, body }: ReportBlock): boolean =>
  hasOrdinals(heading.rest) || body.some(({ raw }) => hasOrdinals(raw));

/** What was done to organise the work, what comes next, whom to call. */
const isAside = (block: ReportBlock): boolean =>
  [...block.above, block].some(({ level, title, heading }) => {
    if (heading.named) return false;
    if (level > 2) return closingItem.test(heading.title);
    return closingTitle.test(heading.title) || (level === 1 && dutyTitle.test(title));
  });

/** The heading a problem is counted under: the one below its chapter, or the chapter itself. */
export function categoryOf({ above }: ReportBlock): string {
  const [first, second] = above;
  const category = first?.level === 1 && second !== undefined ? second : first;
  const title = category?.title ?? '';
  return title.replaceAll(titleBrackets, withoutStates).replace(/[。：:；;，,]$/u, '');
}

/** （反馈问题3个，已整改3个） is how things stood, and no part of the name. */
const withoutStates = (brackets: string, inside: string): string =>
  /\d/.test(inside) && Object.keys(partsOf(inside)).length > 0 ? '' : brackets;
