import type { Lexicon } from './text/lexicon.ts';
import type { WordTree } from './text/word-tree.ts';

export interface Numerals {
  /** What each character counts, by its code; a digit may be written in several ways. */
  readonly digits: ReadonlyMap<number, number>;
  readonly ten: string;
  readonly hundred: string;
  /** Makes a number an ordinal. */
  readonly ordinal: string;
  /** Stands before the number of a percentage. */
  readonly percent: string;
  /** All of it, written as a percentage. */
  readonly wholes: readonly string[];
  /** Behind a number it counts tenths. */
  readonly tenth: string;
  /** May stand between a number and its unit: "20-odd". */
  readonly approximations: readonly string[];
}

/** A length of time. */
export type Span = { readonly days: number } | { readonly months: number };

export interface DateWords {
  readonly year: readonly string[];
  readonly month: readonly string[];
  /** `anyway` marks a day always, `inContext` only where a date is expected. */
  readonly day: { readonly anyway: readonly string[]; readonly inContext: readonly string[] };
  /** The end of a year or quarter. */
  readonly end: readonly string[];
  /** The day on which a part of the month ends. */
  readonly partsOfMonth: Readonly<Record<string, number | 'last'>>;
  /** Days from today. */
  readonly days: Readonly<Record<string, number>>;
  /** "this", "next", "last" before a week, month or quarter. */
  readonly which: Readonly<Record<string, number>>;
  readonly years: Readonly<Record<string, number>>;
  readonly week: readonly string[];
  readonly weekdays: Readonly<Record<string, number>>;
  readonly quarter: readonly string[];
  /** Days of the year as `[month, day]`. */
  readonly marks: Readonly<Record<string, readonly [number, number]>>;
  /** As `marks`; "before" it means the day before. */
  readonly festivals: Readonly<Record<string, readonly [number, number]>>;
  readonly before: readonly string[];
  /** Behind a number they tell that it is a day. */
  readonly thatDay: readonly string[];
  readonly within: readonly string[];
  readonly after: readonly string[];
  /** Lengths of time that are counted ("3 days"), and those that stand alone ("half a year"). */
  readonly spans: Readonly<Record<string, Span>>;
  readonly wholeSpans: Readonly<Record<string, Span>>;
}

/** Commands that name tasks or people, by the pattern they are written in. */
export type ShapeName =
  | 'withdraw'
  | 'withdraw_extension'
  | 'withdraw_transfer'
  | 'withdraw_help'
  | 'approve_transfer'
  | 'coordinated'
  | 'assign'
  | 'split'
  | 'merge'
  | 'remove'
  | 'stop'
  | 'report_up'
  | 'stages'
  | 'stage_reached'
  | 'deputy'
  | 'end_deputy'
  | 'sample'
  | 'look_back_passed'
  | 'look_back_relapsed'
  | 'complaint'
  | 'interview'
  | 'sign_letter'
  | 'drop_letter';

/** A whole command up to its first colon, with named groups for what it names. */
export interface CommandShape {
  readonly name: ShapeName;
  /** From an official these words tell of his work. */
  readonly managerOnly: boolean;
  readonly pattern: RegExp;
}

/** Commands are whole messages: courtesy and fillers aside, nothing else may be said. */
export interface CommandWords {
  readonly fillers: readonly string[];
  /** Questions and wishes that take no object. */
  readonly plain: Readonly<
    Record<
      | 'help'
      | 'my_items'
      | 'withdraw'
      | 'digest'
      | 'ledger'
      | 'unreported'
      | 'overdue'
      | 'reviews'
      | 'deputies'
      | 'look_backs'
      | 'warnings'
      | 'letters',
      ReadonlySet<string>
    >
  >;
  readonly show: readonly string[];
  readonly remind: readonly string[];
  /** Behind the verb they make a thing of it: a letter that reminds. */
  readonly notReminding: readonly string[];
  readonly overdue: readonly string[];
  readonly unreported: readonly string[];
  /** In a name: a list of several, or "everybody". */
  readonly several: readonly string[];
  readonly unitSuffixes: readonly string[];
  /** Agree to something that must be named; `pass` alone approves the closure. */
  readonly agree: readonly string[];
  readonly pass: readonly string[];
  readonly sendBack: readonly string[];
  readonly closure: readonly string[];
  readonly extension: readonly string[];
  readonly handover: readonly string[];
  readonly assistance: readonly string[];
  readonly shapes: readonly CommandShape[];
}

/** "6-9项" and "第6项" may be codes, "6号" nearly always is one, "6家" never. */
export type UnitKind = 'things' | 'item' | 'number';

export interface Vocabulary {
  readonly lexicon: Lexicon;
  readonly numerals: Numerals;
  /** What stands behind a number: `things` make it an amount; a code may be an `item` or a `number`, too. */
  readonly units: WordTree<UnitKind>;
  readonly dates: DateWords;
  readonly commands: CommandWords;
}
