import { AlignmentType, Document, Packer, Paragraph, TextRun } from 'docx';
import { commonText, fullDate } from '../../zh/word/common.ts';
import { textWidth } from '../text-layout.ts';
import { render, runsOf } from './blocks.ts';
import { fontTable } from './fonts.ts';
import { CHARACTER, DATE_INDENT, FONT, LINE_PITCH } from './house-style.ts';
import { numbered } from './numbered.ts';
import { documentSection, letterSection } from './page.ts';
import { gap, textOf, type Block, type Paper, type Run } from './paper.ts';
import { STYLE, styleSheet } from './styles.ts';

/** A paper as a .docx file in the form of GB/T 9704-2012. @param linePitch points between lines @param mark on every page */
export async function renderPaper(
  paper: Paper,
  linePitch: number = LINE_PITCH.standard,
  mark?: string,
): Promise<Buffer> {
  const section =
    paper.form === 'letter'
      ? letterSection(linePitch, paper.sender ?? gap(commonText.fillIn(commonText.office)))
      : documentSection(linePitch, mark);
  const document = new Document({
    title: paper.title.join(''),
    creator: '',
    lastModifiedBy: '',
    description: '',
    evenAndOddHeaderAndFooters: true,
    compatibility: { version: 15 },
    sections: [{ ...section, children: [...head(paper), ...body(paper), ...foot(paper)] }],
  });
  return Packer.toBuffer(document, undefined, [
    { path: 'word/fontTable.xml', data: fontTable() },
    { path: 'word/styles.xml', data: styleSheet(linePitch) },
  ]);
}

const emptyLine = (keepNext = false): Paragraph => new Paragraph({ keepNext, children: [] });

function head({ form, number, title, subtitle, addressee }: Paper): Paragraph[] {
  return [
    ...(number === undefined ? [] : [numberLine(number)]),
    // Two lines below the red one.
    ...(form === 'letter' ? [emptyLine(), emptyLine()] : []),
    ...title.map((line) => new Paragraph({ style: STYLE.title, children: [new TextRun(line)] })),
    ...(subtitle === undefined
      ? []
      : [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ text: subtitle, font: FONT.level2 })],
          }),
        ]),
    emptyLine(),
    ...(addressee === undefined
      ? []
      : [new Paragraph({ children: runsOf([...addressee, commonText.colon]) })]),
  ];
}

const numberLine = (number: Run): Paragraph =>
  new Paragraph({ alignment: AlignmentType.RIGHT, children: runsOf([number]) });

/** A signature never stands alone on a page: the end of the text goes with it. */
const body = ({ body: blocks, signature }: Paper) => renderAll(blocks, signature !== undefined);

/** What announces a table stays with it. @param keepEnd the last block stays with what follows */
const renderAll = (blocks: readonly Block[], keepEnd = false) =>
  numbered(blocks).flatMap((block, index, all) => {
    const next = all[index + 1];
    const announces = block.kind === 'paragraph' && next?.kind === 'table';
    return render(block, announces || (keepEnd && next === undefined));
  });

function foot({ signature, copyTo, annexes = [] }: Paper) {
  return [
    ...(signature === undefined ? [] : signatureOf(signature)),
    ...(copyTo === undefined
      ? []
      : [emptyLine(), new Paragraph({ children: runsOf([commonText.copyTo, ...copyTo]) })]),
    ...renderAll(annexes),
  ];
}

/** The date four characters from the right, the office centred above it. */
function signatureOf({ office, date }: NonNullable<Paper['signature']>): Paragraph[] {
  const day = typeof date === 'string' ? fullDate(date) : date;
  if (day === null) return [];
  const overhang = (widthOf(textOf(office)) - widthOf(textOf(day))) / 2;
  const indent = Math.max(0, Math.round(DATE_INDENT - overhang * CHARACTER));
  return [emptyLine(true), emptyLine(true), rightLine(office, indent, true), rightLine(day, DATE_INDENT)];
}

const rightLine = (run: Run, right: number, keepNext = false): Paragraph =>
  new Paragraph({ keepNext, alignment: AlignmentType.RIGHT, indent: { right }, children: runsOf([run]) });

/** In Chinese characters. */
const widthOf = (text: string): number => textWidth(text) / 2;
