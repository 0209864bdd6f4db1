import type { Response } from 'express';

/** Controls, halves of characters, and what turns the direction of a name around: gnp.exe read as exe.png. */
const UNSEEN = /[\p{Cc}\p{Cs}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Says the name of a file to be saved as RFC 6266 wants it, in Chinese too: never a path, never another header. */
export function attached(response: Response, fileName: string): void {
  const name = fileName.replaceAll(UNSEEN, '').split(/[/\\]/).at(-1)?.trim() ?? '';
  response.attachment(/^\.*$/.test(name) ? 'file' : name);
}
