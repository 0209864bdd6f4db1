import { aboutHeading, brokenHeading, closingTitle, dutyTitle, reportText } from '../zh/report.ts';
import type { ReportLine } from './report-lines.ts';

export interface ReportWarning {
  readonly line: number;
  readonly message: string;
}

/** A heading of the report with the lines below it, up to the next heading. */
export interface ReportBlock {
  readonly line: number;
  readonly kind: 'chapter' | 'section' | 'item' | 'end';
  /** As numbered; 0 for what is not. */
  readonly no: number;
  title: string;
  /** The titles this block stands under. */
  readonly chapter: string;
  readonly section: string;
  readonly body: ReportLine[];
}

/** The lines under their headings. A numbered line inside the account of a problem stays part of the account. */
export function blocksOf(lines: readonly ReportLine[]): { blocks: ReportBlock[]; warnings: ReportWarning[] } {
  const itemsAreAbout = lines.some((line) => line.kind === 'item' && aboutHeading.test(line.title));
  const blocks: ReportBlock[] = [];
  const warnings: ReportWarning[] = [];
  for (const [index, line] of lines.entries()) {
    const last = blocks.at(-1);
    const nextIsField = lines[index + 1]?.kind === 'field';
    if (last && line.kind === 'text' && isCut(last)) {
      last.title += line.text;
    } else if (line.kind === 'text' || line.kind === 'field') {
      last?.body.push(line);
    } else if (line.kind !== 'item') {
      blocks.push(newBlock(line, last));
    } else if (isHeading(line, last, { itemsAreAbout, nextIsField })) {
      const expected = nextNo(last);
      if (line.no !== expected)
        warnings.push({ line: line.line, message: reportText.notInSequence(expected, line.no) });
      blocks.push(newBlock(line, last));
    } else {
      last?.body.push({ line: line.line, kind: 'text', text: line.raw });
    }
  }
  return { blocks, warnings };
}

/** The blocks that are problems: items, and sections without items that give an account of their own. */
export function problemBlocks(blocks: readonly ReportBlock[]): ReportBlock[] {
  return blocks.filter((block, index) => {
    if (dutyTitle.test(block.chapter)) return false;
    if (closingTitle.test(block.chapter) || closingTitle.test(block.section)) return false;
    if (block.kind === 'item') return true;
    if (block.kind !== 'section' || blocks[index + 1]?.kind === 'item') return false;
    return aboutHeading.test(block.title) || hasFields(block);
  });
}

/** A heading that goes on in the next line. */
const isCut = ({ title, body }: ReportBlock): boolean =>
  body.length === 0 && title.length < MAX_HEADING && brokenHeading.test(title);

const MAX_HEADING = 200;

type ItemLine = Extract<ReportLine, { kind: 'item' }>;

function isHeading(
  item: ItemLine,
  last: ReportBlock | undefined,
  { itemsAreAbout, nextIsField }: { readonly itemsAreAbout: boolean; readonly nextIsField: boolean },
): boolean {
  if (aboutHeading.test(item.title)) return true;
  if (itemsAreAbout) return nextIsField && item.no === nextNo(last);
  if (last === undefined || !hasFields(last))
    return last?.kind !== 'section' || !aboutHeading.test(last.title);
  return last.kind === 'item' && item.no === nextNo(last);
}

const hasFields = (block: ReportBlock): boolean => block.body.some(({ kind }) => kind === 'field');

const nextNo = (last: ReportBlock | undefined): number => (last?.kind === 'item' ? last.no + 1 : 1);

function newBlock(
  line: Exclude<ReportLine, { kind: 'text' | 'field' }>,
  last: ReportBlock | undefined,
): ReportBlock {
  const above = { chapter: last?.chapter ?? '', section: last?.section ?? '' };
  const common = { line: line.line, no: 0, body: [] };
  switch (line.kind) {
    case 'end':
      return { ...common, kind: 'end', title: '', ...above };
    case 'chapter':
      return { ...common, kind: 'chapter', title: line.title, chapter: line.title, section: '' };
    case 'section':
      return {
        ...common,
        kind: 'section',
        no: line.no,
        title: line.title,
        chapter: above.chapter,
        section: line.title,
      };
    case 'item':
      return { ...common, kind: 'item', no: line.no, title: line.title, ...above };
  }
}
