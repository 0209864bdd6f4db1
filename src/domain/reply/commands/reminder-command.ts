import type { ReplyContext } from '../result.ts';
import { literalAt, wordAt } from '../text/lexicon.ts';
import type { CodeMention } from '../text/tokens.ts';
import type { CommandWords, Vocabulary } from '../vocabulary.ts';
import {
  codesOfRound,
  codesOnly,
  inquire,
  literalEnding,
  ordered,
  withoutFiller,
  type CommandReading,
  type Order,
} from './order.ts';

/** "催办 12、15", "催办 全部逾期", "催一下没报的", "催办 城建办", "催办 张三". */
export function readReminder(order: Order): CommandReading | null {
  const { forms, vocabulary } = order;
  if ((forms[0] ?? '').split(',').some((part) => isThanks(part, vocabulary))) return null;
  for (const form of forms) {
    const target = targetIn(form, vocabulary.commands);
    const reading = target === null ? null : readTarget(trimmed(target, vocabulary.commands), order);
    if (reading !== null) return reading;
  }
  return null;
}

/** What stands after the verb, or before it: "没报的催一下". A letter that reminds ("催办函") does not. */
function targetIn(form: string, { remind, notReminding }: CommandWords): string | null {
  const verb = literalAt(form, 0, remind);
  if (verb !== null) {
    const target = form.slice(verb.length);
    return literalAt(target, 0, notReminding) === null ? target : null;
  }
  // Behind other words a single character is part of what is said: "怎么还催".
  const ending = literalEnding(
    form,
    remind.filter((any) => any.length > 1),
  );
  return ending === null ? null : form.slice(0, -ending.length);
}

/** "谢谢提醒" is no order. */
function isThanks(form: string, { lexicon, commands }: Vocabulary): boolean {
  const word = wordAt(form, 0, lexicon);
  const rest = form.slice(word?.end ?? 0);
  const bare = trimmed(rest, commands);
  if (word?.roles.has('thanks') === true) return true;
  return word?.roles.has('courtesy') === true && (bare === '' || commands.remind.includes(bare));
}

function trimmed(target: string, { fillers }: CommandWords): string {
  const shorter = withoutFiller(target, fillers);
  return shorter === target ? target : trimmed(shorter, { fillers } as CommandWords);
}

function readTarget(target: string, order: Order): CommandReading | null {
  const { overdue, unreported, several } = order.vocabulary.commands;
  const includes = (words: readonly string[]): boolean => words.some((word) => target.includes(word));
  if (target === '') return inquire('which_item');
  const mentions = codesOnly(target, order);
  if (mentions !== null) return remindItems(mentions, order.context);
  if (includes(overdue)) return ordered({ name: 'remind', scope: 'overdue' });
  if (includes(unreported)) return ordered({ name: 'remind', scope: 'unreported' });
  if (!namesIn(target, several).every(mayBeName)) return null;
  return includes(several) ? inquire('which_item') : readName(target, order.vocabulary.commands);
}

const namesIn = (target: string, separators: readonly string[]): string[] =>
  separators
    .reduce((names, separator) => names.flatMap((name) => name.split(separator)), [target])
    .filter((name) => name !== '');

const mayBeName = (name: string): boolean => /^\p{Script=Han}{2,20}$/u.test(name);

/** Codes the round does not have, or has twice, are asked for; the others are reminded. */
function remindItems(mentions: readonly CodeMention[], context: ReplyContext): CommandReading {
  const found = mentions.map((mention) => ({ mention, items: codesOfRound([mention], context) }));
  const isAmbiguous = ({ mention, items }: (typeof found)[number]): boolean =>
    mention.from === mention.to && items.length > 1;
  const items = [...new Set(found.flatMap((each) => (isAmbiguous(each) ? [] : each.items)))];
  const missing = found.some((each) => each.items.length === 0) ? 'no_such_item' : null;
  return {
    command: items.length === 0 ? null : { name: 'remind', items },
    unclear: found.some(isAmbiguous) ? 'which_item' : missing,
  };
}

/** A person's name has two to four characters and does not end as units do. */
function readName(name: string, { unitSuffixes }: CommandWords): CommandReading | null {
  const isUnit = name.length > 4 || literalEnding(name, unitSuffixes) !== null;
  return ordered(isUnit ? { name: 'remind', unit: name } : { name: 'remind', person: name });
}
