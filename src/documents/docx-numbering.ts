import { CIRCLED_ONE, ordinals } from '../zh/report.ts';
import { child, childrenOf, valueOf } from './docx-xml.ts';
import type { XmlNode } from './docx-xml.ts';

/*
 * The numbers Word sets before paragraphs by itself (numbering.xml): they are not in the text, and without them a report
 * has no headings.
 */

interface Level {
  readonly start: number;
  readonly format: string;
  /** （%1）, %1.%2. */
  readonly text: string;
}

interface List {
  readonly abstractId: string;
  readonly levels: ReadonlyMap<number, Level>;
}

export interface NumberOf {
  readonly numId: string;
  readonly level: number;
}

/** The next number of a list, as it is printed; '' for bullets and for lists that are not defined. */
export type Numbering = (place: NumberOf) => string;

export function numberingOf(root: XmlNode | undefined): Numbering {
  const lists = listsOf(root);
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();
  return ({ numId, level }) => {
    const list = lists.get(numId);
    const own = list?.levels.get(level);
    if (list === undefined || own === undefined) return '';
    // Lists of one kind count on, except where one of them says that it begins again.
    const starts = (each: number) => list.levels.get(each)?.start ?? 1;
    const counter = counters.get(list.abstractId) ?? [];
    counters.set(list.abstractId, counter);
    if (!begun.has(numId) && restarts(root, numId)) counter.length = 0;
    begun.add(numId);
    for (let each = 0; each < level; each += 1) counter[each] ??= starts(each);
    counter[level] = counter[level] === undefined ? own.start : counter[level] + 1;
    counter.length = level + 1;
    if (own.format === 'bullet') return '';
    return own.text.replaceAll(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      return formatted(counter[at] ?? starts(at), list.levels.get(at)?.format ?? own.format);
    });
  };
}

function listsOf(root: XmlNode | undefined): Map<string, List> {
  const abstracts = new Map(
    childrenOf(root, 'abstractNum').map((abstract) => [
      abstract.attributes['abstractNumId'] ?? '',
      new Map(childrenOf(abstract, 'lvl').map(levelOf)),
    ]),
  );
  return new Map(
    childrenOf(root, 'num').map((num) => {
      const abstractId = valueOf(num, 'abstractNumId') ?? '';
      const levels = new Map(abstracts.get(abstractId));
      for (const override of childrenOf(num, 'lvlOverride')) {
        const at = Number(override.attributes['ilvl']);
        const own = child(override, 'lvl');
        const start = valueOf(override, 'startOverride');
        const level = own ? levelOf(own)[1] : levels.get(at);
        if (level) levels.set(at, start === undefined ? level : { ...level, start: Number(start) });
      }
      return [num.attributes['numId'] ?? '', { abstractId, levels }];
    }),
  );
}

const restarts = (root: XmlNode | undefined, numId: string): boolean =>
  childrenOf(root, 'num').some(
    (num) =>
      num.attributes['numId'] === numId &&
      childrenOf(num, 'lvlOverride').some((override) => child(override, 'startOverride') !== undefined),
  );

const levelOf = (level: XmlNode): [number, Level] => [
  Number(level.attributes['ilvl']),
  {
    start: Number(valueOf(level, 'start') ?? '1'),
    format: valueOf(level, 'numFmt') ?? 'decimal',
    text: valueOf(level, 'lvlText') ?? '',
  },
];

const CHINESE = /chinese|japanese|taiwanese|ideograph/i;

function formatted(no: number, format: string): string {
  if (format === 'none') return '';
  if (/enclosedcircle/i.test(format)) return String.fromCodePoint(CIRCLED_ONE + Math.min(19, no - 1));
  if (CHINESE.test(format)) return ordinals[no - 1] ?? String(no);
  return String(no);
}
