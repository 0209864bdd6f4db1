import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readReport } from '../../../src/documents/report-reader.ts';
import { readWord } from '../../../src/documents/word-import.ts';
import { docxFile, p } from './docx-file.ts';

/* A report in Word, whose numbers Word sets itself, reads as its text does. */

const folder = new URL('../../fixtures/reports/', import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** What the list of the file sets by itself: 一、 （一） 1. ①, level by level. */
const MARKS = [
  /^[一二三四五六七八九十]+、/u,
  /^（[一二三四五六七八九十]+）/u,
  /^\d{1,2}[.．、](?!\d)\s*/u,
  /^[①-⑳]\s*/u,
];

function paragraphOf(line: string): string {
  const level = MARKS.findIndex((mark) => mark.test(line));
  if (level < 0) return p(line);
  return p(line.replace(MARKS[level] ?? '', ''), { list: ['1', level] });
}

const ORDERLY = readdirSync(folder).filter((name) => /^(?:01|02|32|34|35).*\.txt$/.test(name));

test.each(ORDERLY)('%s with numbers that Word sets', (name) => {
  const text = textOf(name);
  const word = readWord(docxFile(text.trimEnd().split('\n').map(paragraphOf).join('')));
  if (word.kind !== 'text') throw new Error('a report is no ledger');
  const [expected, found] = [readReport(text), readReport(word.text)];
  expect(found.counts).toEqual(expected.counts);
  const said = (report: typeof found) =>
    report.problems.map(({ category, title, completion, measures }) => ({
      category,
      title,
      completion,
      measures,
    }));
  expect(said(found)).toEqual(said(expected));
});
