import type { LedgerRow } from '../../domain/ledger/ledger.ts';
import type { Before } from '../ledger-cells.ts';
import type { LedgerDocument } from '../ledger-document.ts';
import { cellText, serialOf } from '../sheet-rows.ts';
import type { Value } from '../table-sheet.ts';
import { onlyPlaceholder, placeholdersIn, replaced } from './placeholders.ts';
import type { XmlCell } from './sheet-xml.ts';
import { changedRichText, plainText, richTextOf, textElement, withRichText } from './strings.ts';
import type { TemplateStyles } from './styles.ts';
import { columnValue, scalarValue, valueText } from './values.ts';
import { attributeOf, withAttribute } from './xml.ts';

export interface Filling {
  readonly document: LedgerDocument;
  readonly before: Before;
  readonly shared: readonly string[];
  readonly styles: TemplateStyles;
}

type Meaning = NonNullable<ReturnType<typeof onlyPlaceholder>>;

/** The cell with its placeholders filled in, the same when it has none. Without a row, those of a task become empty. */
export function filledCell(cell: XmlCell, row: LedgerRow | null, filling: Filling): XmlCell {
  const rich = richTextOf(cell, filling.shared);
  if (rich === null || placeholdersIn(plainText(rich)).length === 0) return cell;
  const valueOf = (meaning: Meaning): Value => {
    if (meaning.kind === 'scalar') return scalarValue(meaning.scalar, filling.document);
    return row === null ? null : columnValue(meaning.column, row, filling.before);
  };
  const only = onlyPlaceholder(plainText(rich));
  if (only !== null) return valueCell(cell, valueOf(only), filling.styles);
  const text = changedRichText(rich, (part) => replaced(part, (meaning) => valueText(valueOf(meaning))));
  return withRichText(kept(cell, plainText(text), filling.styles), text);
}

/** The cell with that value in the look it has; a day is text where the look is not that of a date. */
export function valueCell(cell: XmlCell, value: Value, styles: TemplateStyles): XmlCell {
  const empty = { column: cell.column, attributes: styled(styleOf(cell)), inner: null };
  if (typeof value === 'number') return { ...empty, inner: `<v>${value}</v>` };
  if (value instanceof Date && styles.isDate(styleOf(cell)))
    return { ...empty, inner: `<v>${serialOf(value)}</v>` };
  const text = cellText(valueText(value));
  return text === '' ? empty : withRichText(kept(cell, text, styles), textElement(valueText(value)));
}

const styleOf = ({ attributes }: XmlCell): number => Number(attributeOf(attributes, 's') ?? 0);

const styled = (style: number): string => (style === 0 ? '' : withAttribute('', 's', style));

/** What looks like a formula is marked as text, so that editing the cell does not make it one. */
const kept = (cell: XmlCell, text: string, styles: TemplateStyles): XmlCell => ({
  ...cell,
  attributes: styled(/^[=+\-@]/.test(text) ? styles.quoted(styleOf(cell)) : styleOf(cell)),
});
