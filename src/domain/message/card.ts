import type { Document } from './document.ts';

/**
 * A message as we mean it, before a channel words it in its own markup. Limits of WeCom (app-api §4.2, §4.6, bots
 * §A1, §B5) are kept by the channel, which splits what is too long; whoever composes keeps the important things first.
 */
export type OutgoingMessage =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'document'; readonly document: Document }
  | { readonly kind: 'card'; readonly card: Card };

export interface CardButton {
  readonly key: string;
  readonly text: string;
  readonly style: 'primary' | 'normal' | 'danger' | 'plain';
}

/**
 * One model for WeCom's five kinds of cards (app-api §4.6); which kind it becomes follows from what it holds:
 * a checklist makes a vote, several choices a multiple selection, buttons a button card, a picture a news notice, a
 * link alone a text notice. Where a channel has no card for it, it is worded as a document.
 */
export interface Card {
  /** `[0-9A-Za-z_\-@]`, at most 128, never used twice within the app. */
  readonly cardId: string;
  readonly source: string;
  readonly title: string;
  readonly subtitle: string;
  readonly body: string;
  /** At most 6 are shown. */
  readonly lines: readonly { readonly name: string; readonly value: string }[];
  /** One beside buttons, or up to 3 with a single button that submits them. */
  readonly choices: readonly CardChoice[];
  /** Up to 20 to tick, with a single button that submits them. */
  readonly checklist: CardChoice | null;
  /** Empty on a finished card. */
  readonly buttons: readonly CardButton[];
  /** Where a tap on the card leads. */
  readonly link: string | null;
  readonly picture: string | null;
  /** Set on an update: the card stays readable and cannot be pressed any more. */
  readonly doneText: string | null;
}

export interface CardChoice {
  readonly key: string;
  readonly title: string;
  /** At most 10 are offered, 20 on a checklist. */
  readonly options: readonly { readonly id: string; readonly text: string }[];
}
