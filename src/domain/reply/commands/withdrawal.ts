import { resolveCode } from '../decision/resolve.ts';
import type { RequestSubject } from '../result.ts';
import { codesOfRound, codesOnly, inquire, ordered, type CommandReading } from './order.ts';
import type { Shaped } from './shapes.ts';

/** "撤回6", "撤回9的延期申请", "撤回延期申请". A manager may name any task of the round. */
export function readWithdrawal(shaped: Shaped, what: RequestSubject | null): CommandReading | null {
  const words = shaped.slot('codes');
  if (words === null) return what === null ? null : ordered({ name: 'withdraw', what });
  const mentions = codesOnly(words, shaped);
  const [mention] = mentions ?? [];
  if (mentions === null || mention === undefined) return null;
  if (mentions.length > 1 || mention.from !== mention.to) return inquire('which_item');
  const own = resolveCode(mention, shaped.context);
  const others = shaped.context.role === 'manager' ? codesOfRound(mentions, shaped.context) : [];
  const [item, ...more] = own.items.length > 0 ? own.items : others;
  if (item === undefined) return inquire(own.problem ?? 'no_such_item');
  if (more.length > 0) return inquire('which_item');
  return ordered(what === null ? { name: 'withdraw', item } : { name: 'withdraw', item, what });
}
