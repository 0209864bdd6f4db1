import type { Card, OutgoingMessage } from '../../domain/message/card.ts';
import type { Notice } from '../../domain/message/notice.ts';
import { clip, cut } from './fit.ts';

/*
 * The pieces every message is made of.
 */

export type NoticeOf<Kind extends Notice['kind']> = Extract<Notice, { kind: Kind }>;

export const asText = (text: string): OutgoingMessage => ({ kind: 'text', text });

/** WeCom offers at most so many lines and options on a card (app-api §4.6, hard). */
export const CARD_LINES = 6;
const CARD_OPTIONS = 10;

/** What few cards have. */
type Rare = 'checklist' | 'link' | 'picture';

/** A card, every field within the characters WeCom shows (app-api §4.6). */
export function asCard(card: Omit<Card, 'source' | Rare> & Partial<Pick<Card, Rare>>): OutgoingMessage {
  return {
    kind: 'card',
    card: {
      checklist: null,
      link: null,
      picture: null,
      ...card,
      source: '督办',
      title: clip(card.title, 36),
      subtitle: clip(card.subtitle, 44),
      body: cut(card.body, 160),
      lines: card.lines
        .slice(0, CARD_LINES)
        .map(({ name, value }) => ({ name: clip(name, 5), value: clip(value, 30) })),
      choices: card.choices.map((choice) => ({
        ...choice,
        options: choice.options.slice(0, CARD_OPTIONS).map(({ id, text }) => ({ id, text: clip(text, 16) })),
      })),
    },
  };
}

/** 12号, A12号. */
export const codeName = (code: string): string => `${shortCode(code)}号`;

/** A code as it stands before a title or between others: 12. What a person wrote for one may be anything. */
export const shortCode = (code: string): string => clip(code, 8);

export const shortTitle = (title: string): string => clip(title, 30);

export const shortUnit = (unit: string): string => clip(unit, 12);

export const yesOrNo = (yes: string): Card['buttons'] => [
  { key: 'confirm', text: yes, style: 'primary' },
  { key: 'cancel', text: '取消', style: 'plain' },
];

type Part = string | false | null | undefined;

/** The parts that are there, with a comma between them. */
export const joined = (parts: readonly Part[], comma = '，'): string => parts.filter(Boolean).join(comma);

/** The lines that are there. */
export const paragraph = (lines: readonly Part[]): string => joined(lines, '\n');
