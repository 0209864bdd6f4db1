import { findCodes } from './codes/codes.ts';
import { readCommand } from './commands/commands.ts';
import { decide } from './decision/decide.ts';
import { pendingItem, withNodAsAnswer } from './decision/pending.ts';
import { asAnswerTo, quotationIn } from './decision/quotation.ts';
import type { ReplyContext, Understanding } from './result.ts';
import { isCourtesy, statementsOf } from './statements/statements.ts';
import { clausesOf } from './text/clauses.ts';
import { normaliseMessage, unreadPart } from './text/normalise.ts';
import { titleIndex } from './text/title-index.ts';
import { tokenise } from './text/tokenise.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Nobody says more in one message; what comes after is left unread. */
const MOST_STATEMENTS = 60;

/**
 * What a reply means (replies.md). A state is recorded only when it was said: in doubt the result asks.
 * Any text is accepted; codes resolve only within the person's own tasks.
 *
 * Of a very long message only the beginning is searched for statements (`normaliseMessage`, `MOST_STATEMENTS`);
 * the rest goes into the ledger with them, and because it might take back what came before, no completion is
 * recorded of such a message without asking.
 */
export function understand(text: string, given: ReplyContext, vocabulary: Vocabulary): Understanding {
  const message = normaliseMessage(text);
  const command = readCommand(message, given, vocabulary);
  if (command !== null) return { reports: [], requests: [], ...command };
  const titles = titleIndex(given.items, vocabulary);
  const expectsDate = given.pending?.asks === 'extension_due';
  const tokensIn = (words: string) =>
    findCodes(tokenise(words, { today: given.today, titles, vocabulary, expectsDate }), given);
  const quotation = quotationIn(message.text);
  const tokens = tokensIn(message.text).filter(({ start }) => start >= (quotation?.answerAt ?? 0));
  const context = quotation === null ? given : asAnswerTo(tokensIn(quotation.quoted), given);
  // "OK" to a quoted reminder is a nod, whatever was quoted.
  const clauses = quotation === null ? withNodAsAnswer(clausesOf(tokens), context) : clausesOf(tokens);
  const statements = statementsOf(clauses, pendingItem(context) !== null);
  const courteous = clauses.some(isCourtesy) || isPictureOnly(message.text);
  const heard = statements.slice(0, MOST_STATEMENTS);
  const isCut = unreadPart(message) !== '' || heard.length < statements.length;
  const decided = decide({ message, statements: heard, isCut, courteous, context });
  if (decided.unclear !== null || decided.reports.length > 0 || decided.requests.length > 0)
    return { ...decided, command: null };
  return courteous
    ? { ...decided, command: { name: 'acknowledge' } }
    : { ...decided, command: null, unclear: 'not_understood' };
}

/** A lone emoji is a nod, whatever it shows. */
const isPictureOnly = (text: string): boolean =>
  /\p{Extended_Pictographic}/u.test(text) && !/[\p{L}\p{N}√×]/u.test(text);
