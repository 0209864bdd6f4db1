import type { CardChoice } from '../domain/message/card.ts';
import { cutChars } from './limits.ts';

/* What the two dialects of cards do not have in common: how long a text may be, in characters (字). */

/** The self-built app's (app-api §4.6) or the smart robot's (bots §B7). */
export type CardDialect = 'app' | 'robot';

const LENGTHS = {
  app: {
    source: 20,
    title: 36,
    voteTitle: 16,
    subtitle: 44,
    body: 160,
    text: 160,
    lineName: 5,
    lineValue: 30,
    button: 10,
    question: 13,
    option: 16,
    tick: 17,
  },
  // Titles and lines as of a webhook's cards (bots §A3): those of the robot are not told.
  robot: {
    source: 13,
    title: 26,
    voteTitle: 26,
    subtitle: 30,
    body: 112,
    text: 112,
    lineName: 5,
    lineValue: 26,
    button: 10,
    question: 13,
    option: 10,
    tick: 11,
  },
} as const satisfies Record<CardDialect, Record<string, number>>;

export const lengthsOf = (dialect: CardDialect): (typeof LENGTHS)[CardDialect] => LENGTHS[dialect];

const MAX_OPTIONS = 10;
const MAX_TICKS = 20;

/** One of several. */
export const selectionOf = ({ key, title, options }: CardChoice, dialect: CardDialect): object => ({
  question_key: key,
  ...(title === '' ? {} : { title: cutChars(title, LENGTHS[dialect].question) }),
  option_list: options
    .slice(0, MAX_OPTIONS)
    .map(({ id, text }) => ({ id, text: cutChars(text, LENGTHS[dialect].option) })),
});

/** Any number of many; its title is the card's own. */
export const checkboxOf = ({ key, options }: CardChoice, dialect: CardDialect): object => ({
  question_key: key,
  mode: 1,
  option_list: options
    .slice(0, MAX_TICKS)
    .map(({ id, text }) => ({ id, text: cutChars(text, LENGTHS[dialect].tick), is_checked: false })),
});
