import type { RoundName } from '../../domain/message/lines.ts';
import { clip, linesOf } from './fit.ts';

/**
 * The first `shown` items, a line each, under the names of their rounds where several run.
 * @param codeOf the letter of its code says which round an item is of
 */
export function linesByRound<Item>(
  items: readonly Item[],
  shown: number,
  {
    rounds,
    codeOf,
    word,
    unit = '项',
  }: {
    rounds: readonly RoundName[] | undefined;
    codeOf: (item: Item) => string;
    word: (item: Item) => string;
    unit?: string;
  },
): string[] {
  if (!rounds || rounds.length < 2) return linesOf(items, shown, word, unit);
  const groups = rounds.map((round) => ({
    round,
    own: items.filter((item) => codeOf(item).startsWith(round.letter)),
  }));
  const lines: string[] = [];
  let room = shown;
  for (const { round, own } of groups.filter((group) => group.own.length > 0)) {
    if (room > 0) lines.push(roundTitle(round, `${own.length} ${unit}`));
    lines.push(...own.slice(0, room).map(word));
    room -= Math.min(room, own.length);
  }
  return items.length > shown ? [...lines, `另有 ${items.length - shown} ${unit}`] : lines;
}

/** 【A】区委第五轮巡察整改（3 项） */
const roundTitle = ({ letter, name }: RoundName, count: string): string =>
  `【${letter}】${clip(name, 24)}（${count}）`;
