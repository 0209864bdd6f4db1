import type { ReplyStatus } from '../../domain/reply/result.ts';

/* What somebody has written and not sent, kept on his device until the service has said that it has it. */

export interface DraftFile {
  /** Of the upload, once it is there. */
  readonly id: string;
  readonly fileName: string;
  readonly bytes: number;
}

export interface DraftContent {
  readonly status: ReplyStatus | '';
  readonly text: string;
  readonly nextPlan: string;
  readonly files: readonly DraftFile[];
}

interface Kept {
  readonly content: DraftContent;
  /** The key it was sent with, and what was sent: what is sent again unchanged has the same key. */
  readonly sent: { readonly key: string; readonly content: string } | null;
  /** There were files that had not been sent whole. */
  readonly filesLost: boolean;
}

/** What is used of the browser's localStorage. */
export interface Shelf {
  readonly length: number;
  key(index: number): string | null;
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
  removeItem(name: string): void;
}

const PREFIX = 'duban:draft:';

export interface Draft {
  read(): Kept | null;
  write(content: DraftContent, filesLost: boolean): void;
  /**
   * The key to send this with. After a send that may or may not have arrived the same words keep their key, so that
   * they are recorded once; other words are a correction and get a new one.
   */
  keyFor(content: DraftContent): string;
  clear(): void;
}

/** One person's draft of one task. */
export function draftOf(shelf: Shelf, userid: string, code: string, newKey: () => string): Draft {
  const name = `${PREFIX}${userid}:${code}`;
  const read = (): Kept | null => {
    try {
      const kept = shelf.getItem(name);
      return kept === null ? null : (JSON.parse(kept) as Kept);
    } catch {
      return null;
    }
  };
  const put = (kept: Kept): void => {
    try {
      shelf.setItem(name, JSON.stringify(kept));
    } catch {
      // A full or forbidden shelf: the page itself still has the words.
    }
  };
  return {
    read,
    write: (content, filesLost) => put({ content, filesLost, sent: read()?.sent ?? null }),
    keyFor(content) {
      const kept = read();
      const said = JSON.stringify(content);
      if (kept?.sent?.content === said) return kept.sent.key;
      const key = newKey();
      put({ content, filesLost: false, sent: { key, content: said } });
      return key;
    },
    clear: () => shelf.removeItem(name),
  };
}

/** Nothing of anybody stays on a device that somebody has signed out of. */
export function clearDrafts(shelf: Shelf): void {
  const names = Array.from({ length: shelf.length }, (_, index) => shelf.key(index));
  for (const name of names) if (name?.startsWith(PREFIX)) shelf.removeItem(name);
}

/** Not `randomUUID`: that is there over https only, and a closed network may have no certificate. */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
