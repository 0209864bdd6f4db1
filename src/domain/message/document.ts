/**
 * What a message says beyond a sentence, before a channel words it in its own markup: plain text, the app's markdown,
 * a group webhook's, the robot's. No line holds a line break.
 */
export interface Document {
  readonly blocks: readonly Block[];
}

export type Block =
  | { readonly kind: 'heading'; readonly line: Line }
  | { readonly kind: 'paragraph'; readonly lines: readonly Line[] }
  | { readonly kind: 'quote'; readonly lines: readonly Line[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Line[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

export type Line = readonly Span[];

/** `text` is what people read: whoever renders it takes care that nothing in it is read as markup. */
export type Span =
  | { readonly kind: 'text'; readonly text: string; readonly style?: 'strong' | 'muted' | 'good' | 'warning' }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  /** Somebody of the group, told by the client where the channel can, named otherwise. */
  | { readonly kind: 'mention'; readonly userid: string; readonly name: string };
