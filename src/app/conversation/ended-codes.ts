import type { Understanding } from '../../domain/reply/result.ts';
import type { Turn } from './turn.ts';

/**
 * The code of a round that has ended, if that is what the text means: codes lose their letter when one round remains, and
 * "A12" out of an old message must not be taken for the 12 of another round. Null when nothing of the kind is meant.
 */
export async function endedCodeIn(
  turn: Turn,
  text: string,
  understanding: Understanding,
): Promise<string | null> {
  if (turn.rounds.length > 1) return null;
  const meant = new Set(itemsOf(understanding));
  if (meant.size === 0) return null;
  const said = codesWithLetters(text);
  const wanted = said.find(({ number }) => meant.has(number));
  if (!wanted) return null;
  const active = new Set(turn.rounds.map(({ letter }) => letter));
  const used = new Set(await turn.stores.rounds.lettersUsed());
  return (
    said.find(({ letter, number }) => meant.has(number) && used.has(letter) && !active.has(letter))?.code ??
    null
  );
}

function itemsOf({ reports, requests, command }: Understanding): string[] {
  const items = [...reports, ...requests].map(({ item }) => item);
  if (command !== null && 'item' in command && command.item !== undefined) items.push(command.item);
  if (command !== null && 'items' in command) items.push(...command.items);
  return items;
}

const codesWithLetters = (text: string): { code: string; letter: string; number: string }[] =>
  [
    ...text
      .normalize('NFKC')
      .toUpperCase()
      .matchAll(/(?<![\dA-Z])([A-Z])0*(\d{1,3})(?!\d)/g),
  ].map(([code, letter = '', number = '']) => ({ code, letter, number }));
