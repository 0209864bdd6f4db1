import type { Clause } from '../text/clauses.ts';
import { isState } from '../text/neighbours.ts';
import { piecesOf, type Piece } from './pieces.ts';
import { isBare, NOBODY, subjectOf, type Subject } from './subjects.ts';
import { isWord } from '../text/tokens.ts';

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
 * @param isAsked we asked about one task, or the person has only one: the first clauses need not name it.
 */
export function statementsOf(clauses: readonly Clause[], isAsked: boolean): Statement[] {
  const pieces = clauses.filter((clause) => !isCourtesy(clause)).flatMap(piecesOf);
  const gathered: Gathered = { statements: [], last: null, corrects: false, statesFirst: false };
  pieces.forEach((piece, index) => gather(gathered, piece, { next: pieces[index + 1], isAsked }));
  if (gathered.corrects) takeBack(gathered.statements);
  return gathered.statements;
}

/** "…，说错了" with nothing behind it: what was said last does not hold. */
function takeBack(statements: Statement[]): void {
  const current = currentOf(statements);
  if (current !== null) statements.push({ act: 'corrects', subject: current.subject, clauses: [] });
}

interface Gathered {
  statements: Statement[];
  /** The clause gathered last, while nothing came between. */
  last: Clause | null;
  /** A word of correction stands before what comes next. */
  corrects: boolean;
  /** The person writes the state before its codes: "已完成：2、6。推进中：9". */
  statesFirst: boolean;
}

function gather(
  gathered: Gathered,
  { act, clause }: Piece,
  around: { next: Piece | undefined; isAsked: boolean },
): void {
  if (act === 'mentions' || act === 'cancels') {
    gathered.statements.push({ act, subject: subjectOf(clause, null), clauses: [] });
    return;
  }
  gathered.corrects ||= act === 'corrects';
  if (act === 'corrects' && clause.tokens.length === 0) return;
  const current = currentOf(gathered.statements);
  const topic = current?.subject.kind ?? (around.isAsked ? 'asked' : null);
  const subject = act === 'excepts' ? ({ kind: 'rest' } as const) : subjectOf(clause, topic);
  if (gathered.corrects) correct(gathered, current, subject, clause);
  else if (current === null) gathered.statements.push({ act: 'says', subject, clauses: [clause] });
  else say(gathered, current, subject, clause, around.next);
  gathered.last = clause;
}

const currentOf = (statements: readonly Statement[]): Statement | null =>
  statements.findLast(({ act }) => act === 'says' || act === 'corrects') ?? null;

/** "说错了，是9" moves what was said to 9; "说错了，没完成" says something else of the same tasks. */
function correct(gathered: Gathered, current: Statement | null, subject: Subject, clause: Clause): void {
  gathered.corrects = false;
  const moved = subject.kind === 'codes' && isBare(clause) ? (current?.clauses ?? [clause]) : [clause];
  const about = subject.kind === 'none' ? (current?.subject ?? NOBODY) : subject;
  gathered.statements.push({ act: 'corrects', subject: about, clauses: moved });
}

function say(
  gathered: Gathered,
  current: Statement,
  subject: Subject,
  clause: Clause,
  next: Piece | undefined,
): void {
  const { statements, last } = gathered;
  const bare = isBare(clause);
  const extended = { ...current, clauses: [...current.clauses, clause] };
  const saysState = current.clauses.some(({ tokens }) => tokens.some(isState));
  const goesOnListing = last !== null && isBare(last) && clause.opener === 'comma' && (bare || !saysState);
  if (subject.kind === 'codes' && current.subject.kind === 'codes' && goesOnListing) {
    // "2，6，9已完成"
    const mentions = [...current.subject.mentions, ...subject.mentions];
    statements.splice(statements.indexOf(current), 1, { ...extended, subject: { kind: 'codes', mentions } });
  } else if (subject.kind === 'codes' && bare && current.subject.kind === 'none' && saysState) {
    const counted = current.clauses.map((earlier) => withoutCount(earlier, subject.mentions.length));
    statements.splice(statements.indexOf(current), 1, { ...current, subject, clauses: [...counted, clause] });
    gathered.statesFirst = true;
  } else if (
    subject.kind === 'none' &&
    !(gathered.statesFirst && next !== undefined && isBare(next.clause))
  ) {
    statements.splice(statements.indexOf(current), 1, extended);
  } else {
    statements.push({ act: 'says', subject, clauses: [clause] });
  }
}

/** "已完成2项：2、6": a count of the codes that follow is no amount of work. */
const withoutCount = (clause: Clause, count: number): Clause => ({
  ...clause,
  tokens: clause.tokens.filter(
    (token) => !(token.kind === 'amount' && token.of === 'items' && token.value === count),
  ),
});
