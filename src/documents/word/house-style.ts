/*
 * GB/T 9704-2012 in the units of WordprocessingML: twips (1/20 pt) for lengths, half-points for characters, eighths of
 * a point for lines.
 */

const INCH_MM = 25.4;
const TWIPS_PER_INCH = 1440;
const TWIPS_PER_POINT = 20;

const mm = (length: number): number => Math.round((length / INCH_MM) * TWIPS_PER_INCH);

export const PAGE = {
  width: 11_906,
  height: 16_838,
  /** 天头 37, 订口 28; the 版心 of 156 × 225 mm leaves 26 and 35. */
  top: mm(37),
  left: mm(28),
  right: mm(26),
  bottom: mm(35),
} as const;

/** 156 mm. */
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

/** 28 characters on 156 mm are a little narrower than 16 pt each. */
const CHARACTERS = 28;
const LINES = 22;
const BODY_POINTS = 16;
/** What the grid adds to the width of a character, in 1/4096 pt. */
export const CHARACTER_SPACE = Math.round((TEXT_WIDTH / TWIPS_PER_POINT / CHARACTERS - BODY_POINTS) * 4096);

/**
 * Added to every character of the body, in twips. It alone brings 28 characters on a line, and text does not snap to the
 * grid: LibreOffice gives a character that is wider than its cell two cells. One twip less than would fit: it rounds up.
 */
export const CHARACTER_SPACING = Math.floor(TEXT_WIDTH / CHARACTERS) - 1 - BODY_POINTS * TWIPS_PER_POINT;

/** Points: below the characters touch, above 22 lines do not fit the 225 mm (29 pt do, to within the standard's ±1 mm). */
export const LINE_PITCH = { least: 20, standard: 28, most: 29 } as const;

export const linePitchOf = (points: number): number => Math.round(points * TWIPS_PER_POINT);

/** How many lines a page has at that pitch. */
export const linesAt = (points: number): number =>
  Math.min(LINES, Math.floor((PAGE.height - PAGE.top - PAGE.bottom + mm(1)) / linePitchOf(points)));

/** Half-points: 2号 22 pt, 3号 16 pt, 4号 14 pt, 小四 12 pt. */
export const SIZE = { title: 44, body: 32, pageNumber: 28, table: 24, sender: 72 } as const;

/** Of a 3号 character, which indents are counted in. */
export const CHARACTER = 320;
export const FIRST_LINE = { firstLine: 2 * CHARACTER, firstLineChars: 200 } as const;
/** 成文日期: four characters from the right. */
export const DATE_INDENT = 4 * CHARACTER;

/** 一字线 7 mm below the 版心, 14 pt high; one character from the outer edge. */
export const PAGE_NUMBER = {
  footer: PAGE.bottom - mm(7) - SIZE.pageNumber * 10,
  indent: SIZE.pageNumber * 10,
  line: SIZE.pageNumber * 10,
} as const;

/** 信函格式: the sender's upper edge, the double lines of 170 mm, the second one above the lower edge of the page. */
export const LETTER = {
  senderFromTop: mm(30),
  lineFromBottom: mm(20),
  /** What the line of 170 mm, centred on the page, is wider than the text area on either side. */
  beyondLeft: PAGE.left - mm(20),
  beyondRight: PAGE.right - mm(20),
  /** 4 mm from the sender to the line, in points as borders count. */
  widthPoints: mm(170) / TWIPS_PER_POINT,
  lineBelowSender: Math.round((4 / INCH_MM) * 72),
  line: { color: 'FF0000', size: 24 },
  red: 'FF0000',
} as const;

/**
 * Fonts by the name offices know them under. They are never embedded; where one is missing, the program takes what the
 * font table names beside it.
 */
export const FONT = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  level1: '黑体',
  level2: '楷体_GB2312',
  pageNumber: '宋体',
} as const;

export const FONT_FALLBACKS: readonly (readonly [name: string, others: string, family: 'roman' | 'swiss'])[] =
  [
    [FONT.title, '方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,SimSun', 'roman'],
    [FONT.body, '仿宋,FangSong,方正仿宋_GBK,FZFangSong-Z02,STFangsong', 'roman'],
    [FONT.level2, '楷体,KaiTi,方正楷体_GBK,FZKai-Z03,STKaiti', 'roman'],
    [FONT.level1, 'SimHei,方正黑体_GBK,STHeiti', 'swiss'],
    [FONT.pageNumber, 'SimSun,方正书宋_GBK,STSong', 'roman'],
  ];

/** What a person has to fill in is marked so on screen and on paper. */
export const GAP_HIGHLIGHT = 'yellow';
