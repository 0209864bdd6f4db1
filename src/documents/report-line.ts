import type { ReportField } from '../zh/report.ts';

/** The mark a heading begins with: 1 一、 2 （一） 3 1. 4 （1） 5 ①. */
export type HeadingLevel = 1 | 2 | 3 | 4 | 5;

/** A line of a report by what it begins with. `line` counts from 1 in the text as given. */
export type ReportLine = { readonly line: number; readonly raw: string } & (
  | { readonly kind: 'mark'; readonly level: HeadingLevel; readonly no: number; readonly title: string }
  | { readonly kind: 'field'; readonly field: ReportField; readonly text: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'text' }
);

export type MarkLine = Extract<ReportLine, { kind: 'mark' }>;
