import { has, type Clause } from '../text/clauses.ts';
import { isContent, isState } from '../text/neighbours.ts';
import { isWord, type CodeMention, type Token } from '../text/tokens.ts';
import { piecesOf, type Piece } from './pieces.ts';
import { withoutNotice } from './notice.ts';
import { isBare, NOBODY, subjectOf, type Subject, type Topic } from './subjects.ts';

/** What is said of the same tasks, clause by clause. */
export interface Statement {
  readonly act: 'says' | 'corrects' | 'mentions' | 'cancels';
  readonly subject: Subject;
  readonly clauses: readonly Clause[];
  /** "Except 9, which …": the rest is that of the tasks. */
  readonly excepted?: boolean;
}

/** Thanks, greetings, "received": they change nothing. */
export const isCourtesy = (clause: Clause): boolean =>
  !clause.asked &&
  (isThanks(clause) ||
    (clause.tokens.some((token) => isWord(token, 'courtesy')) &&
      clause.tokens.every((token) => isWord(token, 'courtesy', 'light'))));

/** "谢谢老师提醒". */
const isThanks = ({ tokens }: Clause): boolean =>
  isWord(tokens[0], 'thanks') && !tokens.some((token) => isState(token) || token.kind === 'codes');

/** "现将整改任务进展汇报如下"; but "第3项进展如下" names what the next clause is about. */
const isHeader = ({ tokens }: Clause): boolean =>
  isWord(tokens.at(-1), 'below') && !tokens.some(({ kind }) => kind === 'codes' || kind === 'title');

/** "完成的不是36，是39": 36 is taken back, and what was said before it is said of 39. */
function withMovedStates(clauses: readonly Clause[]): Clause[] {
  return clauses.flatMap((clause, index) => {
    const [before, behind] = [clauses[index - 1], clauses[index + 1]];
    const state = behind !== undefined && isBare(behind) ? stateBeforeDenied(clause) : null;
    if (state !== null) return [{ ...clause, tokens: clause.tokens.slice(state.length) }];
    const moved = before !== undefined && isBare(clause) ? stateBeforeDenied(before) : null;
    return moved === null ? [clause] : [{ ...clause, tokens: [...clause.tokens, ...moved] }];
  });
}

function stateBeforeDenied({ tokens }: Clause): readonly Token[] | null {
  const at = tokens.findIndex((token) => isWord(token, 'notIs'));
  const state = tokens.slice(0, at);
  const isDenied = at > 0 && tokens.length === at + 2 && tokens[at + 1]?.kind === 'codes';
  return isDenied && state.some(isState) && !state.some(({ kind }) => kind === 'codes') ? state : null;
}

/**
 * Gathers clauses that are about the same tasks. A clause that names none goes on about the last ones.
 * @param isAsked we asked about one task, so that the first clauses need not name it.
 */
export function statementsOf(clauses: readonly Clause[], isAsked: boolean): Statement[] {
  const telling = withoutNotice(clauses).filter((clause) => !isCourtesy(clause) && !isHeader(clause));
  const pieces = withMovedStates(telling).flatMap(piecesOf);
  const gathered: Gathered = {
    statements: [],
    current: null,
    lead: [],
    last: null,
    corrects: false,
    statesFirst: false,
  };
  pieces.forEach((piece, index) => gather(gathered, piece, { next: pieces[index + 1]?.clause, isAsked }));
  if (gathered.corrects) takeBack(gathered);
  return gathered.statements;
}

/** "…，说错了" with nothing behind it: what was said last does not hold. */
function takeBack({ statements, current }: Gathered): void {
  if (current !== null) statements.push({ act: 'corrects', subject: current.subject, clauses: [] });
}

/** The statement that clauses are being added to: in place, a long message would be copied again and again. */
interface OpenStatement extends Statement {
  readonly act: 'says' | 'corrects';
  subject: Subject;
  /** The codes of the subject, to which more may be added. */
  listed: CodeMention[] | null;
  readonly clauses: Clause[];
  excepted: boolean;
  saysState: boolean;
}

interface Gathered {
  readonly statements: Statement[];
  current: OpenStatement | null;
  /** Clauses that only lead up to the next statement. */
  readonly lead: Clause[];
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

interface Around {
  readonly next: Clause | undefined;
  readonly isAsked: boolean;
}

function gather(gathered: Gathered, { act, clause, excepted }: Piece, around: Around): void {
  if (act === 'mentions' || act === 'cancels') {
    gathered.statements.push({ act, subject: subjectOf(clause, null), clauses: [] });
    return;
  }
  gathered.corrects ||= act === 'corrects';
  if (act === 'corrects' && clause.tokens.length === 0) return;
  // "除2外，除9外，…": of the rest nothing was said yet.
  if (act === 'excepts' && clause.tokens.length === 0 && awaitsRest(gathered.current)) return;
  const topic = gathered.current?.subject.kind ?? (around.isAsked ? 'asked' : null);
  const subject = subjectIn(gathered, { act, clause }, topic);
  if (subject.kind === 'none' && leadsUp(gathered, clause, around)) {
    gathered.lead.push(clause);
    return;
  }
  if (gathered.corrects) correct(gathered, { clause, subject, next: around.next });
  else say(gathered, { clause, subject, next: around.next });
  if (excepted && gathered.current !== null) gathered.current.excepted = true;
  gathered.last = clause;
}

const awaitsRest = (current: OpenStatement | null): boolean =>
  current?.subject.kind === 'rest' && current.clauses.every(({ tokens }) => tokens.length === 0);

function subjectIn({ last }: Gathered, { act, clause }: Piece, topic: Topic): Subject {
  if (act === 'excepts') return { kind: 'rest' };
  const subject = subjectOf(clause, topic);
  // "除了一人没到岗，其他都落实了": the rest of what was excepted from, not of the tasks.
  return subject.kind === 'rest' && last !== null && has(last, 'except') ? NOBODY : subject;
}

function open(
  gathered: Gathered,
  act: OpenStatement['act'],
  subject: Subject,
  clauses: readonly Clause[],
): void {
  const current = {
    act,
    subject,
    listed: null,
    excepted: false,
    clauses: [...gathered.lead.splice(0), ...clauses],
    saysState: clauses.some(saysState),
  };
  gathered.current = current;
  gathered.statements.push(current);
  speakOf(current, subject);
}

/** "因资金未到位，6还没完成", "等批复下来，6就能完成": a reason or a condition belongs to what follows it. */
function leadsUp({ current }: Gathered, clause: Clause, { next, isAsked }: Around): boolean {
  const isOpening = current === null || clause.opener === 'sentence';
  const namesNext = next?.opener === 'comma' && next.tokens.some(({ kind }) => kind === 'codes');
  if (!isOpening || !namesNext) return false;
  const isActivity =
    clause.tokens.some((token) => token.kind === 'amount' && token.of === 'things') ||
    (!saysState(clause) &&
      clause.tokens.some((token) => token.kind === 'amount' || isWord(token, 'action'))) ||
    isUnderWay(clause);
  return (
    (current === null && !isAsked && isActivity) ||
    has(clause, 'condition', 'because', 'notIs') ||
    isWord(clause.tokens.at(-1), 'after')
  );
}

/** "正在帮助孤儿补办资料，29还在推进". */
const isUnderWay = (clause: Clause): boolean =>
  has(clause, 'progress') && !has(clause, 'done', 'not', 'notYet') && clause.tokens.some(isContent);

function speakOf(current: OpenStatement, subject: Subject): void {
  current.listed = subject.kind === 'codes' ? [...subject.mentions] : null;
  current.subject = current.listed === null ? subject : { kind: 'codes', mentions: current.listed };
}

function add(current: OpenStatement, clause: Clause): void {
  current.clauses.push(clause);
  current.saysState ||= saysState(clause);
}

const saysState = ({ tokens }: Clause): boolean => tokens.some(isState);

/** "说错了，是9" moves what was said to 9; "说错了，没完成" says something else of the same tasks. */
function correct(gathered: Gathered, { clause, subject }: Saying): void {
  const { current } = gathered;
  const isMoved = subject.kind === 'codes' && isBare(clause);
  const about = subject.kind === 'none' ? (current?.subject ?? NOBODY) : subject;
  gathered.corrects = false;
  open(gathered, 'corrects', about, isMoved && current !== null ? current.clauses : [clause]);
}

function say(gathered: Gathered, saying: Saying): void {
  const { current } = gathered;
  const isJoined =
    current !== null &&
    (goesOnListing(gathered, current, saying) ||
      namesCodesBehindState(gathered, current, saying) ||
      hasSameSubject(gathered, saying));
  if (isJoined) add(current, saying.clause);
  else open(gathered, 'says', saying.subject, [saying.clause]);
}

/** "2，6，9已完成". */
function goesOnListing({ last }: Gathered, current: OpenStatement, { clause, subject }: Saying): boolean {
  if (subject.kind !== 'codes' || current.listed === null || last === null) return false;
  // One under the other: "21\n29\n都整改到位了".
  if (clause.opener !== 'comma' && (current.saysState || !isBare(clause))) return false;
  if (!isBare(last) || (current.saysState && !isBare(clause))) return false;
  current.listed.push(...subject.mentions);
  return true;
}

/** "已完成：2、6": who writes so once, does so again. */
function namesCodesBehindState(
  gathered: Gathered,
  current: OpenStatement,
  { clause, subject }: Saying,
): boolean {
  if (subject.kind !== 'codes' || current.subject.kind !== 'none') return false;
  if (!isBare(clause) || !current.saysState) return false;
  gathered.statesFirst = true;
  speakOf(current, subject);
  current.clauses.forEach((earlier, index) => {
    current.clauses[index] = withoutCount(earlier, subject.mentions.length);
  });
  return true;
}

function hasSameSubject({ statesFirst }: Gathered, { subject, next }: Saying): boolean {
  const awaitsCodes = statesFirst && next !== undefined && isBare(next);
  return subject.kind === 'none' && !awaitsCodes;
}

/** "已完成2项：2、6": a count of the codes that follow is no amount of work. */
const withoutCount = (clause: Clause, count: number): Clause => ({
  ...clause,
  tokens: clause.tokens.filter(
    (token) => !(token.kind === 'amount' && token.of === 'items' && token.value === count),
  ),
});
