import {
  aboutProblem,
  headingMeasure,
  headingSentence,
  ofOneSort,
  problemLabel,
  quotedFinding,
  sentenceGoesOn,
} from '../zh/report.ts';
import { stateAfterTitle, stateBeforeTitle, titleState } from '../zh/report-state.ts';
import { labelledState } from './report-state.ts';

/** A heading taken apart: its title, a state in brackets behind it, and the text that follows on its line. */
export interface Heading {
  readonly title: string;
  /** It says by its form that it names a problem. */
  readonly named: boolean;
  /** So it says, but the sentence goes on behind it. */
  readonly weak: boolean;
  readonly state: string;
  readonly rest: string;
}

export function headingOf(text: string): Heading {
  const before = stateBeforeTitle.exec(text);
  const state = before?.groups?.['state'] ?? '';
  if (before !== null && labelledState(state).completion !== null) {
    return { ...headingOf(text.slice(before[0].length)), state };
  }
  const about = aboutOf(text);
  if (about) return namedHeading(about);
  const found = headingMeasure.exec(text) ?? headingSentence.exec(text);
  const title = (found?.groups?.['title'] ?? text).trim();
  return {
    title: quotedFinding.exec(title)?.groups?.['title'] ?? title,
    named: false,
    weak: false,
    state: titleState.exec(title)?.groups?.['state'] ?? '',
    rest: (found?.groups?.['rest'] ?? '').trim(),
  };
}

function namedHeading({ title, rest, tail }: About): Heading {
  const stated = stateAfterTitle.exec(rest);
  return {
    title: quotedFinding.exec(title)?.groups?.['title'] ?? title,
    named: true,
    weak: sentenceGoesOn.test(tail),
    state: stated?.groups?.['state'] ?? '',
    rest: (stated ? rest.slice(stated[0].length) : rest).trim(),
  };
}

interface About {
  readonly title: string;
  readonly rest: string;
  /** From the sign behind the word 问题 on. */
  readonly tail: string;
}

/** Of the forms that fit, the one that ends first: a later 问题 belongs to the text. */
function aboutOf(text: string): About | undefined {
  return [...aboutProblem, problemLabel]
    .flatMap((form) => {
      const groups = form.exec(text)?.groups;
      if (!groups || ofOneSort.test(groups['title'] ?? '')) return [];
      const rest = groups['rest'] ?? '';
      return [{ title: (groups['title'] ?? '').trim(), rest, tail: text.slice(-rest.length - 1) }];
    })
    .toSorted((a, b) => a.title.length - b.title.length)[0];
}
