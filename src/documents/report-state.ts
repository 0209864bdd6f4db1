import type { Completion } from '../domain/task/task.ts';
import {
  groupLead,
  groupTail,
  phraseBetween,
  phraseEnd,
  sentences,
  shareBefore,
  stateLead,
  statePhrases,
  stateSubject,
  takenBack,
  tickBoxes,
  tickedState,
} from '../zh/report-state.ts';
import type { StatePhrase } from '../zh/report-state.ts';
import { longTermTitle, trailingParticle } from '../zh/report.ts';
import { readState } from './state-text.ts';
import type { State } from './state-text.ts';

/** What is said, and whether the report contradicts itself. */
export interface StatedState extends State {
  readonly contradictory: boolean;
}

const NOTHING: StatedState = { completion: null, ongoing: false, contradictory: false };

/** The state in a labelled paragraph: 整改状态：…. */
export function labelledState(text: string): State {
  const share = shareBefore.exec(text)?.[0] ?? '';
  if (share !== '') return labelledState(text.slice(share.length));
  const ticked = tickBoxes.test(text) ? (tickedState.exec(text)?.groups?.['state'] ?? text) : text;
  const state = readState(ticked);
  if (state.completion !== null) return state;
  const phrases = phrasesOf(ticked.replace(stateLead, '').replace(stateSubject, ''));
  return phrases === null ? state : stateFrom(phrases);
}

/** The state that accounts tell in a sentence of its own. Two sentences that differ tell none. */
export function proseState(accounts: readonly string[]): StatedState {
  const told = accounts
    .flatMap((account) =>
      account
        .split(sentences)
        .map((sentence, index) => stateOfSentence(sentence.trim().replace(/\.$/u, ''), index === 0)),
    )
    .filter((state) => state !== null);
  const completions = new Set(told.map(({ completion }) => completion).filter((each) => each !== null));
  const [completion = null, ...others] = completions;
  if (others.length > 0) return { ...NOTHING, contradictory: true };
  return { completion, ongoing: told.some(({ ongoing }) => ongoing), contradictory: false };
}

/** Longer ones tell a story. */
const MAX_SENTENCE = 400;

function stateOfSentence(sentence: string, isFirst: boolean): State | null {
  if (sentence === '' || sentence.length > MAX_SENTENCE) return null;
  const afterLead = sentence.replace(stateLead, '');
  const text = afterLead.replace(stateSubject, '');
  const { says, rest } = phrasesAtStart(text);
  if (says.length === 0) return null;
  const whole = rest === '';
  const aboutAll = text !== afterLead || isFirst;
  if (!whole && (!aboutAll || !phraseEnd.test(rest) || takenBack.test(rest))) return null;
  const state = stateFrom(says);
  // 持续整改 as a sentence among others is what is being done, not what the office says of the problem.
  return state.completion === null && !aboutAll ? null : state;
}

function phrasesAtStart(text: string): { says: StatePhrase[]; rest: string } {
  const says: StatePhrase[] = [];
  let rest = text;
  for (;;) {
    const next = rest.replace(phraseBetween, '');
    const found = statePhrases
      .map(({ says: each, pattern }) => ({ says: each, length: pattern.exec(next)?.[0].length ?? 0 }))
      .find(({ length }) => length > 0 && phraseEnd.test(next.slice(length)));
    if (found === undefined) return { says, rest: next === '' ? '' : rest };
    says.push(found.says);
    rest = next.slice(found.length);
  }
}

/** A state and nothing else. */
export const isOnlyState = (text: string): boolean => {
  const phrases = phrasesOf(text.replace(stateLead, '').replace(stateSubject, ''));
  return phrases !== null && stateFrom(phrases).completion !== null;
};

/** The phrases of a text that holds nothing else. */
function phrasesOf(text: string): StatePhrase[] | null {
  const { says, rest } = phrasesAtStart(text.replace(/[。.]$/u, ''));
  return rest === '' && says.length > 0 ? says : null;
}

/** 长期坚持 alone says that it is not done. */
function stateFrom(says: readonly StatePhrase[]): State {
  const completion = says.find((each): each is Completion => each !== 'ongoing' && each !== 'aside') ?? null;
  const ongoing = says.includes('ongoing');
  return { completion: completion ?? (ongoing ? 'not_done' : null), ongoing };
}

/** The state that a heading gives to all problems below it: 已完成整改的问题. */
export function groupState(titles: readonly string[]): State {
  for (const title of titles.toReversed()) {
    const bare = title
      .replaceAll(/[（(][^）)]*[）)]/gu, '')
      .replace(groupLead, '')
      .replace(groupTail, '')
      .replace(trailingParticle, '');
    const says = bare === '' ? null : phrasesOf(bare);
    const state = says && stateFrom(says);
    if (state && (state.completion !== null || state.ongoing)) {
      return { completion: state.ongoing ? null : state.completion, ongoing: state.ongoing };
    }
  }
  return { completion: null, ongoing: titles.some((title) => longTermTitle.test(title)) };
}
