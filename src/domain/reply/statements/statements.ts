import type { Clause } from '../text/clauses.ts';
import { isState } from '../text/neighbours.ts';
import { isWord } from '../text/tokens.ts';
import { piecesOf, type Piece } from './pieces.ts';
import { isBare, NOBODY, subjectOf, type Subject } from './subjects.ts';

/** What is said of the same tasks, clause by clause. */
export interface Statement {
  readonly act: 'says' | 'corrects' | 'mentions' | 'cancels';
  readonly subject: Subject;
  readonly clauses: readonly Clause[];
}

/** Thanks, greetings, "received": they change nothing. */
export const isCourtesy = ({ tokens }: Clause): boolean =>
  tokens.some((token) => isWord(token, 'courtesy')) &&
  tokens.every((token) => isWord(token, 'courtesy', 'light'));

/**
 * Gathers clauses that are about the same tasks. A clause that names none goes on about the last ones.
 * @param isAsked we asked about one task, so that the first clauses need not name it.
 */
export function statementsOf(clauses: readonly Clause[], isAsked: boolean): Statement[] {
  const pieces = clauses.filter((clause) => !isCourtesy(clause)).flatMap(piecesOf);
  const gathered: Gathered = { statements: [], last: null, corrects: false, statesFirst: false };
  pieces.forEach((piece, index) => gather(gathered, piece, { next: pieces[index + 1]?.clause, isAsked }));
  if (gathered.corrects) takeBack(gathered.statements);
  return gathered.statements;
}

/** "…，说错了" with nothing behind it: what was said last does not hold. */
function takeBack(statements: Statement[]): void {
  const current = currentOf(statements);
  if (current !== null) statements.push({ act: 'corrects', subject: current.subject, clauses: [] });
}

interface Gathered {
  readonly statements: Statement[];
  /** The clause gathered last. */
  last: Clause | null;
  /** A word of correction stands before what comes next. */
  corrects: boolean;
  /** The person writes the state before its codes: "已完成：2、6。推进中：9". */
  statesFirst: boolean;
}

/** A clause on its way into a statement. */
interface Saying {
  readonly clause: Clause;
  readonly subject: Subject;
  readonly next: Clause | undefined;
}

function gather(
  gathered: Gathered,
  { act, clause }: Piece,
  around: { readonly next: Clause | undefined; readonly isAsked: boolean },
): void {
  if (act === 'mentions' || act === 'cancels') {
    gathered.statements.push({ act, subject: subjectOf(clause, null), clauses: [] });
    return;
  }
  gathered.corrects ||= act === 'corrects';
  if (act === 'corrects' && clause.tokens.length === 0) return;
  const current = currentOf(gathered.statements);
  const topic = current?.subject.kind ?? (around.isAsked ? 'asked' : null);
  const subject: Subject = act === 'excepts' ? { kind: 'rest' } : subjectOf(clause, topic);
  if (gathered.corrects) correct(gathered, current, { clause, subject, next: around.next });
  else say(gathered, current, { clause, subject, next: around.next });
  gathered.last = clause;
}

const currentOf = (statements: readonly Statement[]): Statement | null =>
  statements.findLast(({ act }) => act === 'says' || act === 'corrects') ?? null;

/** "说错了，是9" moves what was said to 9; "说错了，没完成" says something else of the same tasks. */
function correct(gathered: Gathered, current: Statement | null, { clause, subject }: Saying): void {
  const isMoved = subject.kind === 'codes' && isBare(clause);
  gathered.corrects = false;
  gathered.statements.push({
    act: 'corrects',
    subject: subject.kind === 'none' ? (current?.subject ?? NOBODY) : subject,
    clauses: isMoved && current !== null ? current.clauses : [clause],
  });
}

function say(gathered: Gathered, current: Statement | null, saying: Saying): void {
  const { statements } = gathered;
  const joined =
    current &&
    (listGoingOn(gathered, current, saying) ??
      codesBehindState(gathered, current, saying) ??
      sameSubject(gathered, current, saying));
  if (joined === null) statements.push({ act: 'says', subject: saying.subject, clauses: [saying.clause] });
  else statements.splice(statements.lastIndexOf(current ?? joined), 1, joined);
}

const saysState = ({ clauses }: Statement): boolean => clauses.some(({ tokens }) => tokens.some(isState));

/** "2，6，9已完成". */
function listGoingOn({ last }: Gathered, current: Statement, { clause, subject }: Saying): Statement | null {
  if (subject.kind !== 'codes' || current.subject.kind !== 'codes' || last === null) return null;
  if (!isBare(last) || clause.opener !== 'comma' || (saysState(current) && !isBare(clause))) return null;
  const mentions = [...current.subject.mentions, ...subject.mentions];
  return { ...current, subject: { kind: 'codes', mentions }, clauses: [...current.clauses, clause] };
}

/** "已完成：2、6": who writes so once, does so again. */
function codesBehindState(
  gathered: Gathered,
  current: Statement,
  { clause, subject }: Saying,
): Statement | null {
  if (subject.kind !== 'codes' || current.subject.kind !== 'none') return null;
  if (!isBare(clause) || !saysState(current)) return null;
  gathered.statesFirst = true;
  const counted = current.clauses.map((earlier) => withoutCount(earlier, subject.mentions.length));
  return { ...current, subject, clauses: [...counted, clause] };
}

function sameSubject(
  { statesFirst }: Gathered,
  current: Statement,
  { clause, subject, next }: Saying,
): Statement | null {
  const awaitsCodes = statesFirst && next !== undefined && isBare(next);
  if (subject.kind !== 'none' || awaitsCodes) return null;
  return { ...current, clauses: [...current.clauses, clause] };
}

/** "已完成2项：2、6": a count of the codes that follow is no amount of work. */
const withoutCount = (clause: Clause, count: number): Clause => ({
  ...clause,
  tokens: clause.tokens.filter(
    (token) => !(token.kind === 'amount' && token.of === 'items' && token.value === count),
  ),
});
