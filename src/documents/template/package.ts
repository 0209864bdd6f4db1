import { zipSync } from 'fflate';
import { openZip } from '../zip.ts';
import { attributeOf, elementPattern } from './xml.ts';

/** The workbook of an office, part by part; a part that nobody changes is written back as it was. */
export interface TemplatePackage {
  readonly names: readonly string[];
  /** In their order. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  text(part: string): string | null;
  /** Null takes the part out. */
  set(part: string, text: string | null): void;
  /** What a part refers to: pictures, comments and tables of a sheet. */
  related(part: string): readonly { readonly type: string; readonly part: string }[];
  write(): Buffer;
}

const MAX_MEGABYTES = 10;
const MAX_UNPACKED = 200 * 2 ** 20;
const OLE_MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
const NO_TIME = new Date(1980, 0, 1);
export const WORKBOOK = 'xl/workbook.xml';

/** Or a line that says why it is refused. */
export function openPackage(file: Buffer): TemplatePackage | string {
  if (file.length > MAX_MEGABYTES * 2 ** 20) return `it is larger than ${MAX_MEGABYTES} MB`;
  if (file.subarray(0, 4).equals(OLE_MAGIC))
    return file.includes(ENCRYPTED)
      ? 'it is protected by a password: take the password off and save it again'
      : 'it is an old .xls file: save it as .xlsx';
  const parts = partsOf(file);
  if (parts === null) return 'it is no .xlsx file, damaged, or unpacks to too much';
  if ([...parts.keys()].some((name) => /vbaProject|macrosheets\//i.test(name)))
    return 'it holds macros: save it as .xlsx without them';
  const workbook = parts.get(WORKBOOK)?.toString('utf8');
  if (workbook === undefined) return 'it is no workbook of Excel, WPS or LibreOffice';
  return packageOf(parts, workbook);
}

function partsOf(file: Buffer): Map<string, Buffer> | null {
  try {
    const zip = openZip(file, MAX_UNPACKED);
    return new Map(zip.names.map((name) => [name, zip.bytes(name) ?? Buffer.alloc(0)]));
  } catch {
    return null;
  }
}

function packageOf(parts: Map<string, Buffer>, workbook: string): TemplatePackage {
  const text = (part: string) => parts.get(part)?.toString('utf8') ?? null;
  const targets = new Map(relationsOf(WORKBOOK, text).map(({ id, part }) => [id, part]));
  const sheets = [...workbook.matchAll(elementPattern('sheet'))].flatMap(([, attributes = '']) => {
    const part = targets.get(attributeOf(attributes, 'r:id') ?? '');
    const name = attributeOf(attributes, 'name');
    return part?.startsWith('xl/worksheets/') !== true || name === null ? [] : [{ name, part }];
  });
  return {
    names: [...parts.keys()],
    sheets,
    text,
    set: (part, changed) =>
      changed === null ? void parts.delete(part) : void parts.set(part, Buffer.from(changed)),
    related: (part) => relationsOf(part, text),
    write: () => Buffer.from(zipSync(Object.fromEntries(parts), { level: 6, mtime: NO_TIME })),
  };
}

function relationsOf(part: string, text: (part: string) => string | null) {
  const [folder, file] = [part.slice(0, part.lastIndexOf('/')), part.slice(part.lastIndexOf('/') + 1)];
  const relations = text(`${folder}/_rels/${file}.rels`) ?? '';
  return [...relations.matchAll(elementPattern('Relationship'))].map(([, attributes = '']) => ({
    id: attributeOf(attributes, 'Id') ?? '',
    type: (attributeOf(attributes, 'Type') ?? '').replace(/^.*\//, ''),
    part: resolved(folder, attributeOf(attributes, 'Target') ?? ''),
  }));
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path = folder.split('/');
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
}
