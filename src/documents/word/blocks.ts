import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import { FIRST_LINE, FONT, GAP_HIGHLIGHT, SIZE, TEXT_WIDTH } from './house-style.ts';
import { STYLE } from './styles.ts';
import type { Annex, Block, Column, Heading, Paragraph as Text, Run, Table as Grid } from './paper.ts';

/** The parts of a paper as the library has them. @param keepNext its end stays on the page of what follows */
export function render(block: Block, keepNext = false): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [headingOf(block)];
    case 'paragraph':
      return [textParagraph(block, keepNext)];
    case 'table':
      return tableOf(block, keepNext);
    case 'annex':
      return annexOf(block);
  }
}

/** Text of the body; what a person has to fill in is marked. */
export const runsOf = (runs: readonly Run[]): TextRun[] =>
  runs.map((run) =>
    typeof run === 'string'
      ? new TextRun(run)
      : new TextRun({
          text: run.text,
          ...(run.look === 'gap' ? { highlight: GAP_HIGHLIGHT } : { font: FONT.level2 }),
        }),
  );

const textParagraph = ({ runs, flush, keep }: Text, keepNext: boolean): Paragraph =>
  new Paragraph({
    children: runsOf(runs),
    keepNext: keepNext || keep === true,
    ...(!flush && { indent: FIRST_LINE }),
  });

const headingOf = ({ level, text }: Heading): Paragraph =>
  new Paragraph({ style: STYLE.levels[level], children: [new TextRun(text)] });

const annexOf = ({ mark, title }: Annex): Paragraph[] => [
  new Paragraph({
    pageBreakBefore: true,
    children: [new TextRun({ text: mark, font: FONT.level1 })],
  }),
  new Paragraph({ style: STYLE.title, children: [new TextRun(title)] }),
];

const SIDE = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const BORDERS = { top: SIDE, bottom: SIDE, left: SIDE, right: SIDE };
/** 12 pt characters with a little room between the lines. */
const TABLE_LINE = 360;
const CELL_MARGINS = { top: 40, bottom: 40, left: 60, right: 60 };
const MIN_ROW = 480;

function tableOf({ caption, columns, rows, total }: Grid, keepNext: boolean): (Paragraph | Table)[] {
  const widths = widthsOf(columns);
  const heading = new TableRow({
    tableHeader: true,
    cantSplit: true,
    height: { value: MIN_ROW, rule: HeightRule.ATLEAST },
    children: columns.map((column, index) =>
      cellOf(column.heading, widths[index] ?? 0, 'heading', rows.length > 0),
    ),
  });
  const body = rows.map(
    (row, no) =>
      new TableRow({
        cantSplit: true,
        height: { value: MIN_ROW, rule: HeightRule.ATLEAST },
        children: columns.map((column, index) =>
          cellOf(
            row[index] ?? '',
            widths[index] ?? 0,
            total && no === rows.length - 1 ? 'heading' : (column.align ?? 'center'),
            keepNext && no === rows.length - 1,
          ),
        ),
      }),
  );
  const table = new Table({
    rows: [heading, ...body],
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
  });
  return [
    ...(caption === undefined
      ? []
      : [new Paragraph({ style: STYLE.caption, children: [new TextRun(caption)] })]),
    table,
    // Two tables in a row would run into one, and a document may not end in one.
    new Paragraph({ keepNext, spacing: { line: 20, lineRule: LineRuleType.EXACT }, children: [] }),
  ];
}

type Look = 'heading' | 'left' | 'center';

function cellOf(text: string, width: number, look: Look, keepNext = false): TableCell {
  const lines = text.split('\n');
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: CELL_MARGINS,
    borders: BORDERS,
    verticalAlign: VerticalAlign.CENTER,
    children: lines.map(
      (line) =>
        new Paragraph({
          keepNext,
          alignment: look === 'left' ? AlignmentType.LEFT : AlignmentType.CENTER,
          spacing: { line: TABLE_LINE, lineRule: LineRuleType.EXACT },
          children: [
            new TextRun({ text: line, size: SIZE.table, ...(look === 'heading' && { font: FONT.level1 }) }),
          ],
        }),
    ),
  });
}

/** Twips that add up to the width of the text area. */
function widthsOf(columns: readonly Column[]): number[] {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((share / all) * TEXT_WIDTH));
  const rest = TEXT_WIDTH - widths.reduce((sum, width) => sum + width, 0);
  return widths.map((width, index) => (index === 0 ? width + rest : width));
}
