import { CHARACTER_SPACING, FIRST_LINE, FONT, linePitchOf, SIZE } from './house-style.ts';

/** Names of the styles: an office changes one place and the whole paper follows. */
export const STYLE = {
  title: 'PaperTitle',
  caption: 'PaperCaption',
  levels: { 1: 'Heading1', 2: 'Heading2', 3: 'Heading3', 4: 'Heading4' },
} as const;

/** A line of the title is a good half higher than its characters, whatever the pitch of the page. */
const TITLE_LINE = 700;

/**
 * word/styles.xml: 仿宋 16 pt on the pitch of the page; levels 黑体, 楷体, 仿宋, 仿宋; title 小标宋 22 pt. Nothing is
 * bold. The library does not know paragraphs off the grid.
 */
export function styleSheet(linePitch: number): string {
  const line = linePitchOf(linePitch);
  const level = (no: 1 | 2 | 3 | 4, font: string) =>
    style(STYLE.levels[no], {
      name: `heading ${no}`,
      paragraph: `<w:keepNext/>${spacing(line)}<w:ind w:firstLineChars="${FIRST_LINE.firstLineChars}" w:firstLine="${FIRST_LINE.firstLine}"/><w:outlineLvl w:val="${no - 1}"/>`,
      run: fonts(font),
    });
  const centred = (id: string, lineHeight: number, run: string) =>
    style(id, { name: id, paragraph: `<w:keepNext/>${spacing(lineHeight)}<w:jc w:val="center"/>`, run });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:docDefaults><w:rPrDefault><w:rPr>${BODY_RUN}${LANGUAGES}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>${OFF_GRID}${spacing(line)}<w:jc w:val="both"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>${OFF_GRID}${spacing(line)}<w:jc w:val="both"/></w:pPr><w:rPr>${BODY_RUN}</w:rPr></w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>
${level(1, FONT.level1)}
${level(2, FONT.level2)}
${level(3, FONT.body)}
${level(4, FONT.body)}
${centred(STYLE.title, Math.max(line, TITLE_LINE), `${fonts(FONT.title)}${sizes(SIZE.title)}`)}
${centred(STYLE.caption, line, `${fonts(FONT.level1)}${sizes(SIZE.table)}`)}
</w:styles>`;
}

const fonts = (name: string): string =>
  `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}"/>`;

const sizes = (size: number): string => `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`;

const spacing = (line: number): string =>
  `<w:spacing w:before="0" w:after="0" w:line="${line}" w:lineRule="exact"/>`;

/** Off the grid of characters (see CHARACTER_SPACING); digits and words stand beside Chinese without a gap. */
const OFF_GRID = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>';

const BODY_RUN = `${fonts(FONT.body)}<w:snapToGrid w:val="0"/><w:spacing w:val="${CHARACTER_SPACING}"/>${sizes(SIZE.body)}`;

/** As Word has it. With Chinese for western text too, LibreOffice breaks lines inside numbers. */
const LANGUAGES = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>';

const style = (id: string, { name, paragraph, run }: Record<'name' | 'paragraph' | 'run', string>): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
