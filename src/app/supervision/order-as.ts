import type { Notice } from '../../domain/message/notice.ts';
import type { RefusalReason } from '../../domain/message/lines.ts';
import type { SupervisionCommand } from '../../domain/reply/result.ts';
import { note, type Acting } from '../acting.ts';
import { newCardId, prepare } from './supervise.ts';

/** What became of an order that did not come by chat. */
export interface Ordered {
  /** What was done, in a word. */
  readonly outcome: string;
  readonly notice: Notice;
  /** Why not; null when it was done, or would be. */
  readonly refused: RefusalReason | 'secret' | null;
}

/** Does it without asking again: who presses a button of a page has seen the matter. */
export const orderAs = (acting: Acting, command: SupervisionCommand, text: string): Promise<Ordered> =>
  checked(acting, command, text, 'perform');

/** What it would do. Nothing is done; a refusal is logged all the same. */
export const previewAs = (acting: Acting, command: SupervisionCommand, text: string): Promise<Ordered> =>
  checked(acting, command, text, 'preview');

async function checked(
  acting: Acting,
  command: SupervisionCommand,
  text: string,
  how: 'perform' | 'preview',
): Promise<Ordered> {
  if (acting.words.hasSecrecyMark(`${text}\n${wordsIn(command)}`)) return refuseSecret(acting);
  const prepared = await prepare(acting, command, acting.words.maskNumbers(text));
  if (prepared.kind === 'refused') {
    const { why, code } = prepared;
    return { outcome: 'refused', notice: { kind: 'refused', code, why }, refused: why };
  }
  if (prepared.kind === 'empty') return { ...prepared, refused: null };
  if (how === 'perform') return { ...(await prepared.perform()), refused: null };
  return { outcome: 'ready', notice: prepared.preview(newCardId()), refused: null };
}

/** Each text of the order on a line of its own, as marks stand at heads of lines. */
const wordsIn = (command: unknown): string =>
  typeof command === 'object' && command !== null
    ? Object.values(command).map(wordsIn).join('\n')
    : String(command);

/** Marked 秘密 or higher: nothing of it is kept (domain rule 10). */
async function refuseSecret(acting: Acting): Promise<Ordered> {
  await note(acting, 'secret_refused', acting.id, { refused: true, detail: { what: 'text' } });
  return { outcome: 'refused', notice: { kind: 'secret_refused' }, refused: 'secret' };
}
