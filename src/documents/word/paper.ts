import { textWidth } from '../text-layout.ts';
import type { DateOnly } from '../../domain/calendar/date.ts';

/*
 * An official document as data: what it says, not how it looks. Composed from rows and figures, tested as it is, and
 * rendered by render.ts.
 */

/** A piece of text; `gap`: what only a person can fill in, shown so that nobody overlooks it. */
export type Run = string | { readonly text: string; readonly look: 'gap' | 'label' };

export interface Heading {
  readonly kind: 'heading';
  /** 一、 · （一） · 1. · （1）; the numbers are set by `numbered`. */
  readonly level: 1 | 2 | 3 | 4;
  readonly text: string;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly runs: readonly Run[];
  /** Body text has its first line indented by two characters; 主送, 抄送 and the like have not. */
  readonly flush?: true;
  /** Its last line stays on the page of what follows. */
  readonly keep?: true;
}

export interface Column {
  readonly heading: string;
  /** Share of the width of the text area; the shares of a table add up to any number. */
  readonly share: number;
  readonly align?: 'left' | 'center';
}

export interface Table {
  readonly kind: 'table';
  /** Above the table, centred. */
  readonly caption?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** The last row is a sum and set apart. */
  readonly total?: true;
}

/** 附件: on a page of its own, with its own title. */
export interface Annex {
  readonly kind: 'annex';
  /** 附件, 附件1. */
  readonly mark: string;
  readonly title: string;
}

export type Block = Heading | Paragraph | Table | Annex;

export interface Paper {
  readonly form: 'document' | 'letter';
  /** Lines of the title, broken where its words end. */
  readonly title: readonly string[];
  /** Below the title, in brackets or not: date of the figures, state of a draft. */
  readonly subtitle?: string;
  /** 主送机关, without the colon. */
  readonly addressee?: readonly Run[];
  readonly body: readonly Block[];
  /** 署名 and 成文日期. */
  readonly signature?: { readonly office: Run; readonly date: DateOnly | Extract<Run, object> };
  /** 抄送, below everything. */
  readonly copyTo?: readonly Run[];
  /** 附件说明 and what follows the signature. */
  readonly annexes?: readonly Block[];
  /** Of a letter: who sends it, in red at its head. */
  readonly sender?: Run;
  /** 发文字号, flush right below the red line of a letter. */
  readonly number?: Run;
}

export const paragraph = (...runs: readonly Run[]): Paragraph => ({ kind: 'paragraph', runs });

export const heading = (level: Heading['level'], text: string): Heading => ({ kind: 'heading', level, text });

export const gap = (text: string): Run => ({ text, look: 'gap' });

export const textOf = (run: Run): string => (typeof run === 'string' ? run : run.text);

/** How many places a person has to fill in. */
export function gapsIn(paper: Paper): number {
  const { signature, addressee = [], copyTo = [], sender, number } = paper;
  const runs = [
    ...addressee,
    ...copyTo,
    ...[sender, number, signature?.office].filter((run) => run !== undefined),
    ...(signature && typeof signature.date === 'object' ? [signature.date] : []),
    ...[...paper.body, ...(paper.annexes ?? [])].flatMap((block) =>
      block.kind === 'paragraph' ? block.runs : [],
    ),
  ];
  return runs.filter((run) => typeof run === 'object' && run.look === 'gap').length;
}

/** 22 pt characters on a line of 156 mm. */
const TITLE_CHARACTERS = 20;

/** The words of a title on as few lines as they need; a line is only broken between two of them. */
export function titleLines(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(last + word) <= 2 * TITLE_CHARACTERS)
      lines[lines.length - 1] = last + word;
    else lines.push(word);
  }
  return lines;
}
