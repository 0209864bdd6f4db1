import type { Span } from '../../domain/message/document.ts';
import { neutralInMarkdown, neutralInRichMarkdown, neutralInText, plainBeginning } from './neutral.ts';

/**
 * What a text is written in: `plain` for msgtype text, `app` for the application's markdown (app-api §4.3), `webhook`
 * and `webhook_v2` for a group webhook's two (bots §A2), `robot` for the smart robot's, which is like v2 (bots §B5, C4).
 */
export type Flavour = 'plain' | 'app' | 'webhook' | 'webhook_v2' | 'robot';

/** What opens and closes a stretch of words. */
export type Marks = readonly [open: string, close: string];

type Style = NonNullable<Extract<Span, { kind: 'text' }>['style']>;

/** How one flavour says things. */
export interface Dialect {
  /** Words in which nothing is read as markup. */
  readonly neutral: (words: string) => string;
  /** The same for the beginning of a line. */
  readonly beginning: (line: string) => string;
  readonly marks: Readonly<Record<Style, Marks>>;
  readonly link: (words: string, address: string) => string;
  /** Null where nobody is told: his name stands there. */
  readonly mention: ((userid: string) => string) | null;
  /** Before the first heading of a document, and before the others. */
  readonly title: string;
  readonly heading: string;
  readonly quote: string;
  readonly bullet: string;
  /** Between the lines of a paragraph or a quote. */
  readonly newLine: string;
  /** Between a heading and what it is above. */
  readonly underHeading: string;
  readonly tables: boolean;
}

export const NO_MARKS: Marks = ['', ''];
export const BOLD: Marks = ['**', '**'];
const inColour = (name: string): Marks => [`<font color="${name}">`, '</font>'];

const mention = (userid: string): string => `<@${userid}>`;
const markdownLink = (words: string, address: string): string => `[${words}](${address})`;

/** Mentions work in a webhook's texts and in those of the app's groups; nobody is mentioned in a private chat. */
const TEXT: Dialect = {
  neutral: neutralInText,
  beginning: (line) => line,
  marks: { strong: NO_MARKS, muted: NO_MARKS, good: NO_MARKS, warning: NO_MARKS },
  link: (words, address) => `<a href="${address}">${words}</a>`,
  mention,
  title: '',
  heading: '',
  quote: '',
  bullet: '· ',
  newLine: '\n',
  underHeading: '\n',
  tables: false,
};

/** Neither lists nor tables: what looks like a list is lines. Every line feed is a new line. */
const MARKDOWN: Dialect = {
  neutral: neutralInMarkdown,
  beginning: plainBeginning,
  marks: {
    strong: BOLD,
    muted: inColour('comment'),
    good: inColour('info'),
    warning: inColour('warning'),
  },
  link: markdownLink,
  mention: null,
  title: '# ',
  heading: '### ',
  quote: '> ',
  bullet: '· ',
  newLine: '\n',
  underHeading: '\n',
  tables: false,
};

/**
 * No colours and no mentions. A single line feed may be read as a blank, as common markdown does: two spaces before it
 * make it a new line there, and are not seen where it is one anyway. Blocks have an empty line between them, without
 * which a table or a list would belong to the line above.
 */
const RICH_MARKDOWN: Dialect = {
  neutral: neutralInRichMarkdown,
  beginning: plainBeginning,
  marks: { strong: BOLD, muted: NO_MARKS, good: NO_MARKS, warning: BOLD },
  link: markdownLink,
  mention: null,
  title: '# ',
  heading: '### ',
  quote: '> ',
  bullet: '- ',
  newLine: '  \n',
  underHeading: '\n\n',
  tables: true,
};

export const DIALECTS: Readonly<Record<Flavour, Dialect>> = {
  plain: TEXT,
  app: MARKDOWN,
  webhook: { ...MARKDOWN, mention },
  webhook_v2: RICH_MARKDOWN,
  robot: RICH_MARKDOWN,
};
