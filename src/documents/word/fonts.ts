import { FONT_FALLBACKS } from './house-style.ts';

/** word/fontTable.xml: which font stands in for one that is missing. Nothing is embedded. */
export function fontTable(): string {
  const fonts = FONT_FALLBACKS.map(
    ([name, others, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${others}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
