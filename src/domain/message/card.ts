/**
 * A message as we mean it, before a channel words it in its own markup. Limits of WeCom (app-api §4.2, §4.6)
 * are kept by the channel; whoever composes keeps the important things first.
 */
export type OutgoingMessage =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'markdown'; readonly markdown: string }
  | { readonly kind: 'card'; readonly card: Card };

export interface CardButton {
  readonly key: string;
  readonly text: string;
  readonly style: 'primary' | 'normal' | 'danger' | 'plain';
}

/** A card with buttons and at most one list to choose from. */
export interface Card {
  /** `[0-9A-Za-z_\-@]`, at most 128, never used twice within the app. */
  readonly cardId: string;
  readonly source: string;
  readonly title: string;
  readonly subtitle: string;
  readonly body: string;
  /** At most 6 are shown. */
  readonly lines: readonly { readonly name: string; readonly value: string }[];
  readonly choice: CardChoice | null;
  /** Empty on a finished card. */
  readonly buttons: readonly CardButton[];
  /** Set on an update: the card stays readable and cannot be pressed any more. */
  readonly doneText: string | null;
}

export interface CardChoice {
  readonly key: string;
  readonly title: string;
  /** At most 10 are offered. */
  readonly options: readonly { readonly id: string; readonly text: string }[];
}
