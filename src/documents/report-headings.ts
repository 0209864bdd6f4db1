import { namesFault, opensOrdinals, ordinalWord, sentenceEnd } from '../zh/report.ts';
import { titleState } from '../zh/report-state.ts';
import type { ReportField } from '../zh/report.ts';
import { headingOf } from './report-heading.ts';
import type { Heading } from './report-heading.ts';
import { listedLines } from './report-listed.ts';
import type { HeadingLevel, MarkLine, ReportLine } from './report-line.ts';

/*
 * Numbers begin problems, but also the measures below them. Which is which shows in the whole report: by headings that
 * say 关于…的问题; without those, by headings with labelled paragraphs; without those, by headings with 一是…二是…; and at
 * last by what the numbered lines look like.
 */

/** A numbered line with what tells whether it is a heading. */
export interface Candidate {
  heading: Heading;
  /** A labelled paragraph follows at once, or behind the measures below it. */
  hasField: boolean;
  /** 一是…二是… follows, on its line or below. */
  readonly hasOrdinals: boolean;
  readonly hasBody: boolean;
  readonly namesFault: boolean;
  /** Deeper numbered lines below it, up to the next one of its own level, name problems or carry fields. */
  holds: { named: boolean; field: boolean };
  /** So do two or more numbered lines beside it, one after the other. */
  rowHasFields: boolean;
  /** It stands in a list below a label. */
  readonly isListed: boolean;
}

export type Candidates = ReadonlyMap<ReportLine, Candidate>;

export function candidatesOf(lines: readonly ReportLine[]): Candidates {
  const candidates = new Map<ReportLine, Candidate>();
  const listed = listedLines(lines);
  for (const [index, line] of lines.entries()) {
    if (line.kind !== 'mark') continue;
    const candidate = candidateAt(lines, index, line);
    const isListed = listed.has(line) && !candidate.heading.named;
    candidates.set(line, isListed ? { ...candidate, isListed, hasField: false } : candidate);
  }
  noteRows(lines, candidates);
  noteWhatTheyHold(lines, candidates);
  return candidates;
}

/** A problem begins with one of these; with a plan it ends. */
const OPENING: ReadonlySet<ReportField> = new Set(['status', 'account', 'measures', 'cause']);

/** Lines looked at below a heading. */
const NEAR = 4;

function candidateAt(lines: readonly ReportLine[], index: number, line: MarkLine): Candidate {
  const heading = headingOf(line.title);
  const below = lines.slice(index + 1, index + 1 + NEAR);
  const end = below.findIndex(({ kind }) => kind === 'mark' || kind === 'end');
  const own = end < 0 ? below : below.slice(0, end);
  const bare = heading.title.replace(titleState, '').replace(/[。：:；;]$/u, '');
  return {
    heading,
    // A heading that is cut has its field one line lower.
    hasField: own.slice(0, 2).some((each) => each.kind === 'field' && OPENING.has(each.field)),
    hasOrdinals: ordinalWord.test(heading.rest) || own.some(({ raw }) => opensOrdinals.test(raw)),
    hasBody: own.length > 0 || heading.rest !== '',
    namesFault: namesFault.test(bare),
    holds: { named: false, field: false },
    rowHasFields: false,
    isListed: false,
  };
}

/** Numbered lines of one level below the same heading. */
interface NumberedRow {
  readonly above: MarkLine | null;
  readonly row: MarkLine[];
}

function rowsOf(lines: readonly ReportLine[]): NumberedRow[] {
  const open = new Map<number, NumberedRow>();
  const rows: NumberedRow[] = [];
  for (const line of lines) {
    if (line.kind !== 'mark') continue;
    for (const level of [2, 3, 4, 5].filter((each) => each > line.level)) open.delete(level);
    const known = open.get(line.level);
    if (known !== undefined) {
      known.row.push(line);
      continue;
    }
    const outer = [...open].filter(([level]) => level < line.level).toSorted(([a], [b]) => b - a)[0];
    const begun = { above: outer?.[1].row.at(-1) ?? null, row: [line] };
    open.set(line.level, begun);
    rows.push(begun);
  }
  return rows;
}

/** 针对…的问题，… is a measure where its neighbours below a problem are measures. */
function noteRows(lines: readonly ReportLine[], candidates: Candidates): void {
  const rows = rowsOf(lines);
  moveFieldsUp(rows, candidates);
  for (const { above, row } of rows) {
    const own = row.flatMap((line) => candidates.get(line) ?? []);
    const inProblem = above !== null && candidates.get(above)?.heading.named === true;
    const allNamed = own.length > 1 && own.every(({ heading }) => heading.named);
    const allFields = own.length > 1 && own.every(({ hasField }) => hasField);
    for (const candidate of own) {
      candidate.rowHasFields = allFields;
      const { heading } = candidate;
      if (inProblem && !allNamed && heading.weak) candidate.heading = { ...heading, named: false };
    }
  }
}

/**
 * Measures (1) (2) (3), and behind the last one 整改进展：已完成: that is the label of the problem above them, if rows of
 * several show it.
 */
function moveFieldsUp(rows: readonly NumberedRow[], candidates: Candidates): void {
  const endings = rows.flatMap(({ above, row }) => {
    const outer = above && candidates.get(above);
    const own = row.flatMap((line) => candidates.get(line) ?? []);
    const isList = own.every(({ namesFault: fault, heading }) => !fault && !heading.named);
    const last = own.at(-1);
    if (!outer?.namesFault || !isList || !last?.hasField) return [];
    return [{ outer, last, before: own.slice(0, -1) }];
  });
  const longer = endings.filter(({ before }) => before.length > 0);
  if (longer.length === 0 || longer.some(({ before }) => before.some(({ hasField }) => hasField))) return;
  for (const { outer, last } of endings) {
    last.hasField = false;
    outer.hasField = true;
  }
}

function noteWhatTheyHold(lines: readonly ReportLine[], candidates: Candidates): void {
  const below = Array.from({ length: 6 }, () => ({ named: false, field: false }));
  for (const line of lines.toReversed()) {
    const candidate = candidates.get(line);
    if (line.kind !== 'mark' || candidate === undefined) continue;
    const held = below.splice(line.level + 1, below.length, ...emptyLevels(5 - line.level));
    candidate.holds = { named: held.some(({ named }) => named), field: held.some(({ field }) => field) };
    const own = below[line.level];
    if (own === undefined) continue;
    own.named ||= candidate.heading.named || candidate.holds.named;
    own.field ||= candidate.hasField || candidate.holds.field;
  }
}

const emptyLevels = (count: number) =>
  Array.from({ length: Math.max(0, count) }, () => ({ named: false, field: false }));

/** How the report marks its problems, and on which levels. */
export interface ReportShape {
  readonly by: 'name' | 'field' | 'ordinals' | 'look';
  readonly levels: ReadonlySet<HeadingLevel>;
}

export function shapeOf(lines: readonly ReportLine[], candidates: Candidates): ReportShape {
  const items = lines.flatMap((line) => {
    const candidate = candidates.get(line);
    return line.kind === 'mark' && candidate ? [{ level: line.level, candidate }] : [];
  });
  const levelsOf = (has: (candidate: Candidate) => boolean): ReadonlySet<HeadingLevel> =>
    new Set(items.filter(({ candidate }) => has(candidate)).map(({ level }) => level));
  const named = levelsOf(({ heading }) => heading.named);
  if (named.size > 0) return { by: 'name', levels: named };
  const field = levelsOf(({ hasField }) => hasField);
  if (field.size > 0) return { by: 'field', levels: field };
  const ordinals = levelsOf(({ hasOrdinals }) => hasOrdinals);
  if ([...ordinals].some((level) => level > 2)) return { by: 'ordinals', levels: ordinals };
  return { by: 'look', levels: new Set([deepestOfFaults(items)]) };
}

/** The deepest level whose lines name faults at least every second time; without any, 1. … */
function deepestOfFaults(items: readonly { level: HeadingLevel; candidate: Candidate }[]): HeadingLevel {
  const deepest = ([5, 4, 3] as const).find((level) => {
    const own = items.filter((item) => item.level === level);
    const faults = own.filter(({ candidate }) => candidate.namesFault && candidate.hasBody);
    return own.length > 0 && faults.length * 2 >= own.length;
  });
  return deepest ?? 3;
}

/** Where the numbered line stands among the headings found so far. */
export interface Place {
  /** The number that is due on its level. */
  readonly expected: number;
  /** The heading above names a problem or has an account of its own. */
  readonly inProblem: boolean;
  /** Nothing but the heading stands above: no account is open that the line could be part of. */
  readonly fresh: boolean;
  /** Level of the heading above, 0 without one. */
  readonly above: number;
  /** The line before it ends in the middle of a sentence. */
  readonly afterCut: boolean;
}

export function isHeading(line: MarkLine, candidate: Candidate, shape: ReportShape, place: Place): boolean {
  const { heading, hasField, holds } = candidate;
  const inTurn = line.no >= place.expected;
  if (heading.named) return true;
  if (candidate.isListed) return false;
  if (place.afterCut && line.no !== place.expected) return false;
  if (line.level <= 2) {
    return !(place.inProblem && place.above < line.level) || hasField || holds.named || holds.field;
  }
  if (holds.named && (inTurn || !place.inProblem)) return true;
  const deepest = Math.max(...shape.levels);
  if (candidate.namesFault && candidate.hasBody && startsOrGoesOn(line, place)) return true;
  if (line.level > deepest) {
    const isOwn = candidate.rowHasFields || !sentenceEnd.test(heading.title) || candidate.namesFault;
    return hasField && (isOwn || shape.by !== 'name') && startsOrGoesOn(line, place);
  }
  if (hasField) return inTurn;
  return inTurn && BY_SHAPE[shape.by](line, candidate, shape, place);
}

/** The first of a row right under its heading, or the next of one. */
const startsOrGoesOn = ({ level, no }: MarkLine, { fresh, above, expected }: Place): boolean =>
  above === level ? no === expected : fresh && no === 1;

/** What a line without a name of its own and without fields must have to be a heading all the same. */
const BY_SHAPE: Readonly<
  Record<
    ReportShape['by'],
    (line: MarkLine, candidate: Candidate, shape: ReportShape, place: Place) => boolean
  >
> = {
  name: (line, { namesFault: fault, hasBody, hasOrdinals }, { levels }, place) =>
    levels.has(line.level) &&
    !(place.inProblem && place.above < line.level) &&
    hasBody &&
    (fault || hasOrdinals),
  field: (line, { namesFault: fault, hasBody, holds }, { levels }, place) => {
    if (holds.field) return !place.inProblem || place.above >= line.level;
    if (!levels.has(line.level) || (place.inProblem && place.above < line.level)) return false;
    return fault || (hasBody && !sentenceEnd.test(line.title)) || !place.inProblem;
  },
  ordinals: (line, { hasOrdinals }, { levels }, place) =>
    hasOrdinals ||
    line.level < Math.min(...levels) ||
    (levels.has(line.level) && !(place.inProblem && place.above < line.level)),
  look: (line, candidate, { levels }, place) =>
    levels.has(line.level)
      ? !(place.inProblem && place.above < line.level)
      : line.level < Math.min(...levels) && !sentenceEnd.test(candidate.heading.title),
};
