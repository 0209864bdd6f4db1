import type { Vocabulary } from '../vocabulary.ts';
import type { WordRole } from '../word-roles.ts';
import { wordAt } from './lexicon.ts';
import { normalise } from './normalise.ts';
import { branch, emptyTree, leafOf, type WordTree } from './word-tree.ts';

/** Words by which tasks may be named, each with the codes of the tasks whose title has it. */
export type TitleIndex = WordTree<string[]>;

/** Nobody types more of a title than this unless all of it. */
const LONGEST_PART = 8;
/** A single character names nothing. */
const SHORTEST_PART = 2;

const NAMING_ROLES: readonly WordRole[] = ['action', 'thing', 'evidence', 'check'];
const PARTING_ROLES: readonly WordRole[] = ['not', 'joiner', 'defect'];

/**
 * A task may be named by its title or by any part of it that names something: what titles complain of
 * ("not in place"), and words every reply uses, name nothing.
 */
export function titleIndex(
  items: readonly { readonly code: string; readonly title: string }[],
  vocabulary: Vocabulary,
): TitleIndex {
  const index: TitleIndex = emptyTree();
  for (const { code, title } of items) {
    const text = normalise(title).text.trim();
    if (text.length >= SHORTEST_PART) addName(leafOf(index, text), code);
    const runs = namingRuns(text, vocabulary);
    for (const run of runs) addParts(index, run, code);
    addEndings(index, { text, runs, code });
  }
  return index;
}

/** "责任不落实" of "河道保洁责任不落实": what it complains of is named with its defect, which says no state. */
function addEndings(index: TitleIndex, title: Title): void {
  const [run = ''] = title.runs.filter((part) => part.length >= SHORTEST_PART).slice(-1);
  const at = run === '' ? -1 : title.text.lastIndexOf(run);
  if (at < 0 || at + run.length === title.text.length) return;
  for (let start = at; start <= at + run.length - SHORTEST_PART; start += 1)
    addName(leafOf(index, title.text.slice(start)), title.code);
}

interface Title {
  readonly text: string;
  readonly runs: readonly string[];
  readonly code: string;
}

function addParts(index: TitleIndex, run: string, code: string): void {
  for (let start = 0; start < run.length; start += 1) {
    let place = index;
    for (let at = start; at < Math.min(run.length, start + LONGEST_PART); at += 1) {
      place = branch(place, run.charCodeAt(at));
      if (at - start + 1 >= SHORTEST_PART) addName(place, code);
    }
  }
}

/** Titles come one after the other, so that a code already there is the last. */
function addName(place: TitleIndex, code: string): void {
  if (place.value === undefined) place.value = [code];
  else if (place.value.at(-1) !== code) place.value.push(code);
}

function namingRuns(title: string, { lexicon }: Vocabulary): string[] {
  const runs: string[] = [''];
  for (let at = 0; at < title.length;) {
    const word = wordAt(title, at, lexicon);
    const text = title.slice(at, word?.end ?? at + 1);
    if (word === null ? isLetter(text) : isNaming(text, word.roles)) runs.push((runs.pop() ?? '') + text);
    else runs.push('');
    at += text.length;
  }
  return runs;
}

const isLetter = (text: string): boolean => /[\p{Script=Han}A-Z0-9]/u.test(text);

/** A single character is more often part of a longer word (the 地 of 土地) than a word of its own. */
const isNaming = (text: string, roles: ReadonlySet<WordRole>): boolean =>
  text.length === 1
    ? !PARTING_ROLES.some((role) => roles.has(role))
    : NAMING_ROLES.some((role) => roles.has(role));
