import {
  AlignmentType,
  BorderStyle,
  DocumentGridType,
  Footer,
  Header,
  LineRuleType,
  PageNumber,
  Paragraph,
  TextRun,
  type ISectionOptions,
} from 'docx';
import { commonText } from '../../zh/word/common.ts';
import { textWidth } from '../text-layout.ts';
import { CHARACTER_SPACE, FONT, LETTER, linePitchOf, PAGE, PAGE_NUMBER, SIZE } from './house-style.ts';
import { runsOf } from './blocks.ts';
import { textOf, type Run } from './paper.ts';

type Section = Omit<ISectionOptions, 'children'>;

/** The page of a document: numbers on the outer side, from page 1. @param mark above the text of every page */
export const documentSection = (linePitch: number, mark?: string): Section => ({
  properties: {
    page: { ...SHEET, margin: { ...MARGIN, header: PAGE.top - 600, footer: PAGE_NUMBER.footer } },
    grid: gridAt(linePitch),
  },
  headers: { default: documentHeader(mark), even: documentHeader(mark) },
  footers: numberFooters(0),
});

/** 信函格式: sender and double line at the head of page 1, the other line at its foot, no number there. */
export const letterSection = (linePitch: number, sender: Run): Section => ({
  properties: {
    titlePage: true,
    page: { ...SHEET, margin: { ...MARGIN, header: LETTER.senderFromTop, footer: LETTER.lineFromBottom } },
    grid: gridAt(linePitch),
  },
  headers: { first: senderHeader(sender), default: emptyHeader(), even: emptyHeader() },
  footers: {
    ...numberFooters(PAGE_NUMBER.footer - LETTER.lineFromBottom),
    first: new Footer({ children: [doubleLine()] }),
  },
});

const SHEET = { size: { width: PAGE.width, height: PAGE.height } };
const MARGIN = { top: PAGE.top, bottom: PAGE.bottom, left: PAGE.left, right: PAGE.right, gutter: 0 };

const gridAt = (linePitch: number) => ({
  type: DocumentGridType.LINES_AND_CHARS,
  linePitch: linePitchOf(linePitch),
  charSpace: CHARACTER_SPACE,
});

const exactly = (line: number, after = 0) => ({ line, lineRule: LineRuleType.EXACT, before: 0, after });

/** One that takes no room: a header of a line's height would push the text down. */
const emptyHeader = (): Header =>
  new Header({ children: [new Paragraph({ spacing: exactly(20), children: [] })] });

const documentHeader = (mark: string | undefined): Header =>
  mark === undefined ? emptyHeader() : markHeader(mark);

/** Small, within the margin, so that it moves nothing. */
const markHeader = (mark: string): Header =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        spacing: exactly(MARK.line),
        children: [new TextRun({ text: mark, size: MARK.size, color: MARK.color })],
      }),
    ],
  });

/** Nine points, a dark grey. */
const MARK = { size: 18, line: 240, color: '666666' };

function numberFooters(after: number) {
  const { before, after: behind } = commonText.pageNumber;
  const footer = (side: 'left' | 'right') =>
    new Footer({
      children: [
        new Paragraph({
          alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
          indent: { [side]: PAGE_NUMBER.indent },
          spacing: exactly(PAGE_NUMBER.line, after),
          children: [
            new TextRun({
              font: FONT.pageNumber,
              size: SIZE.pageNumber,
              children: [before, PageNumber.CURRENT, behind],
            }),
          ],
        }),
      ],
    });
  return { default: footer('right'), even: footer('left') };
}

/** As wide as 170 mm: wider than the text area on both sides. */
const WIDE = { left: -LETTER.beyondLeft, right: -LETTER.beyondRight };

function senderHeader(sender: Run): Header {
  const gap = typeof sender === 'object';
  return new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        indent: WIDE,
        spacing: exactly(SIZE.sender * 10),
        border: {
          bottom: {
            style: BorderStyle.THICK_THIN_SMALL_GAP,
            ...LETTER.line,
            space: LETTER.lineBelowSender,
          },
        },
        children: gap
          ? runsOf([sender])
          : [
              new TextRun({
                text: textOf(sender),
                font: FONT.title,
                size: senderSize(textOf(sender)),
                color: LETTER.red,
              }),
            ],
      }),
      new Paragraph({ spacing: exactly(120), children: [] }),
    ],
  });
}

/** A long name is set smaller, so that it stays on one line of 170 mm. */
const senderSize = (name: string): number =>
  Math.max(SIZE.body, Math.min(SIZE.sender, 2 * Math.floor(LETTER.widthPoints / (textWidth(name) / 2))));

const doubleLine = (): Paragraph =>
  new Paragraph({
    indent: WIDE,
    spacing: exactly(20),
    border: { bottom: { style: BorderStyle.THIN_THICK_SMALL_GAP, ...LETTER.line, space: 0 } },
    children: [],
  });
