import type { Lexicon } from './lexicon.ts';

/**
 * What a word does in a reply. The words themselves are data of the language (`src/zh/vocabulary.ts`); the
 * rules of this folder know only these roles, and a word may play several.
 *
 * A word without a role is content: it names something in particular. That matters most after "done": a task
 * is done when nothing in particular was named, a step of it when something was.
 */
export type WordRole =
  // the state of a task
  | 'done' // the work has ended
  | 'closing' // ends the task as a whole, whatever was named before it ("17 places, all rectified")
  | 'soft' // means done only with a sign of the past ("dealt with"), otherwise an activity
  | 'inPlace' // is where it belongs: of the work done, of anything named only that it has arrived
  | 'basically' // done but for details
  | 'part' // only a part
  | 'remaining' // something is left over
  | 'cannot' // will not be done
  | 'begin' // the start of work
  | 'work' // to do; counts only when negated or in progress
  | 'progress' // under way, or stuck
  | 'doing' // under way, when it ends a clause
  | 'ongoing'
  | 'noChange'
  // what turns a state into something else
  | 'not'
  | 'lacking' // a negation that says: something has not come about
  | 'notYet' // a negation that stands alone as an answer
  | 'notIs' // "it is not (3)"
  | 'near'
  | 'plan'
  | 'condition'
  | 'after' // "after …": what precedes has not happened for sure
  | 'formerly'
  | 'past' // a sign before the verb that it has happened
  | 'aspect' // a sign after the verb that it has happened
  | 'uncertain'
  | 'hedge' // makes a state doubtful and a request polite
  | 'hearsay'
  | 'question'
  | 'tag' // "…, right?"
  // whose state
  | 'all'
  | 'rest'
  | 'except'
  | 'exceptEnd'
  | 'generic' // the task itself: "rectification", "this matter"
  | 'codeNoun' // may stand before a code: "task 6"
  | 'joiner'
  | 'until'
  // content that needs telling apart
  | 'action' // an activity that a progress text reports
  | 'thing' // a noun that would otherwise be cut into other words
  | 'evidence'
  | 'check' // acceptance and the like, which comes after the work
  | 'followUp'
  | 'defect' // what titles complain of; never names a task
  | 'rate' // "progress (80%)"
  // requests
  | 'extend'
  | 'ask'
  | 'assist'
  | 'transfer'
  | 'handover' // who is in charge: closes the name in "by … in charge"
  | 'by' // "by …", a transfer only when "in charge" follows
  | 'notMine'
  // structure
  | 'contrast'
  | 'and'
  | 'because'
  | 'step' // "firstly": a list of the person's own making
  | 'correction'
  | 'courtesy'
  | 'of' // after words of a title: "the one of …"
  | 'light'; // carries no content

export interface Numerals {
  /** The digits from zero to nine; each may be written in several ways. */
  readonly digits: readonly string[];
  readonly ten: string;
  readonly hundred: string;
  /** Makes a number an ordinal. */
  readonly ordinal: string;
  /** Stands before the number of a percentage. */
  readonly percent: string;
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
  readonly within: readonly string[];
  readonly after: readonly string[];
  /** Lengths of time that are counted ("3 days"), and those that stand alone ("half a year"). */
  readonly spans: Readonly<Record<string, Span>>;
  readonly wholeSpans: Readonly<Record<string, Span>>;
}

/** Commands are whole messages: courtesy and fillers aside, nothing else may be said. */
export interface CommandWords {
  readonly fillers: readonly string[];
  /** Questions and wishes that take no object. */
  readonly plain: Readonly<
    Record<
      'help' | 'my_items' | 'withdraw' | 'digest' | 'ledger' | 'unreported' | 'overdue',
      readonly string[]
    >
  >;
  readonly show: readonly string[];
  readonly remind: readonly string[];
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
}

export interface Vocabulary {
  readonly lexicon: Lexicon;
  readonly numerals: Numerals;
  /** Words that make the number before them an amount, not a code. */
  readonly units: readonly string[];
  /** Units that may also belong to a code: "6-9 项" and "第 6 项", "第 6 个", "6 号". */
  readonly codeUnits: {
    readonly item: readonly string[];
    readonly ordinal: readonly string[];
    readonly number: readonly string[];
  };
  readonly dates: DateWords;
  readonly commands: CommandWords;
}
