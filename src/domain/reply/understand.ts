import { findCodes } from './codes/codes.ts';
import { readCommand } from './commands/commands.ts';
import { decide } from './decision/decide.ts';
import { pendingItem } from './decision/pending.ts';
import type { ReplyContext, Understanding } from './result.ts';
import { isCourtesy, statementsOf } from './statements/statements.ts';
import { clausesOf } from './text/clauses.ts';
import { normalise } from './text/normalise.ts';
import { titleIndex } from './text/title-index.ts';
import { tokenise } from './text/tokenise.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * What a reply means (replies.md). A state is recorded only when it was said: in doubt the result asks.
 * Any text is accepted; codes resolve only within the person's own tasks.
 */
export function understand(text: string, context: ReplyContext, vocabulary: Vocabulary): Understanding {
  const message = normalise(text);
  const command = readCommand(message.text, context, vocabulary);
  if (command !== null) return { reports: [], requests: [], ...command };
  const titles = titleIndex(context.items, vocabulary);
  const expectsDate = context.pending?.asks === 'extension_due';
  const tokens = tokenise(message.text, { today: context.today, titles, vocabulary, expectsDate });
  const clauses = clausesOf(findCodes(tokens, context));
  const statements = statementsOf(clauses, pendingItem(context) !== null);
  const courteous = clauses.some(isCourtesy) || isPictureOnly(message.text);
  const decided = decide({ message, statements, courteous, context });
  if (decided.unclear !== null || decided.reports.length > 0 || decided.requests.length > 0)
    return { ...decided, command: null };
  return courteous
    ? { ...decided, command: { name: 'acknowledge' } }
    : { ...decided, command: null, unclear: 'not_understood' };
}

/** A lone emoji is a nod, whatever it shows. */
const isPictureOnly = (text: string): boolean =>
  /\p{Extended_Pictographic}/u.test(text) && !/[\p{L}\p{N}√×]/u.test(text);
