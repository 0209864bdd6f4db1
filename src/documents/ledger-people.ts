import { aroundName, leadMark, leadTail, nameSeparator, supportMark, supportTail } from '../zh/columns.ts';
import { importText } from '../zh/ledger-import.ts';
import type { ImportColumn } from '../zh/columns.ts';
import { contentOf } from './cell-text.ts';
import type { RawLedgerRow, Reading } from './raw-ledger.ts';
import type { CellValue } from './sheet.ts';

/**
 * Who leads, answers and helps. Of several owners the second is the contact, of several units the others help; whoever
 * has no place is named in the remark.
 */
export function peopleOf(
  reading: Reading,
): Pick<RawLedgerRow, 'leader' | 'unit' | 'owner' | 'contact' | 'supports'> & { notTaken: string[] } {
  const { row, note, nameOf } = reading;
  const notTaken: string[] = [];
  const leaveOut = (column: ImportColumn, names: readonly string[]) => {
    if (names.length === 0) return;
    note('warning', column, importText.notTaken(names));
    notTaken.push(importText.otherNames(nameOf(column), names));
  };
  const { leads, supports } = unitsIn(row.value('unit'));
  const [unit = null, ...otherLeads] = leads;
  if (otherLeads.length > 0) note('warning', 'unit', importText.othersSupport(otherLeads));
  const [owner = null, second, ...others] = peopleIn(row.value('owner'));
  const [contact = null, ...otherContacts] = peopleIn(row.value('contact'));
  const [leader = null, ...otherLeaders] = peopleIn(row.value('leader'));
  const unused = contact !== null && second !== undefined ? [second, ...others] : others;
  leaveOut('leader', otherLeaders);
  leaveOut('owner', unused);
  leaveOut('contact', otherContacts);
  noteMissing(reading, 'unit', unit);
  noteMissing(reading, 'owner', owner);
  const helping = [...otherLeads, ...supports, ...Object.values(unitsIn(row.value('supports'))).flat()];
  return {
    leader,
    unit,
    owner,
    contact: contact ?? second ?? null,
    supports: [...new Set(helping)].filter((each) => each !== unit),
    notTaken,
  };
}

/** A column that is missing altogether is noted once, for the sheet. */
function noteMissing({ has, nameOf, note }: Reading, column: ImportColumn, value: string | null): void {
  if (value === null && has(column)) note('warning', column, importText.empty(nameOf(column)));
}

/** The people of a cell, in their order: 张三（A角）、李 四 → 张三, 李四. */
function peopleIn(value: CellValue): string[] {
  return partsOf(value)
    .map((name) =>
      name
        .replaceAll(/[（(][^）)]*[）)]|\s/g, '')
        .replace(PHONE, '')
        .replaceAll(aroundName, ''),
    )
    .filter((name) => name !== '');
}

/** A number behind the name: 李向晚13800001111, 李向晚 8123456. */
const PHONE = /[:：]?\+?\d[\d-]{5,}$/;

/** The units of a cell; those behind 配合： help, the others lead. */
function unitsIn(value: CellValue): { readonly leads: string[]; readonly supports: string[] } {
  const leads: string[] = [];
  const supports: string[] = [];
  let list = leads;
  for (const part of partsOf(value)) {
    if (supportMark.test(part)) list = supports;
    if (leadMark.test(part)) list = leads;
    const own = supportTail.test(part) ? supports : list;
    own.push(MARKS.reduce((name, mark) => name.replace(mark, ''), part));
  }
  return { leads, supports };
}

const MARKS = [supportMark, leadMark, supportTail, leadTail];

const partsOf = (value: CellValue): string[] =>
  contentOf(value)
    .split(nameSeparator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
