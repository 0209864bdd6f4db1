import type { DateOnly } from '../../calendar/date.ts';
import { has, indexOf, type Clause } from '../text/clauses.ts';
import type { NormalText } from '../text/normalise.ts';
import { isWord, type Token } from '../text/tokens.ts';
import { DOUBT, inProgress, type Claim } from './claim.ts';
import { combine, type Combined } from './combine.ts';
import { contentOf } from './content.ts';
import { readClaim } from './read-claim.ts';
import { deadline, readRequests, type Asked } from './requests.ts';

/** What clauses about one task say of it, all together. */
export interface Weighed {
  readonly status: Combined;
  readonly claims: readonly Claim[];
  readonly asked: readonly Asked[];
}

interface About {
  /** Of the task, normalised. */
  readonly title: string;
  readonly today: DateOnly;
  readonly message: NormalText;
}

export function weigh(said: readonly Clause[], about: About): Weighed {
  const clauses = said.filter(({ tokens }) => tokens.some(({ kind }) => kind !== 'codes'));
  const heard = clauses.map((clause) => ({ clause, asked: readRequests({ clause, ...about }) }));
  const asked = heard.flatMap((each) => each.asked);
  const isFavour = asked.some(({ kind }) => kind !== 'help');
  const telling = isFavour ? heard.filter(({ clause }) => !has(clause, 'because')) : heard;
  const claims = claimsOf(
    telling.map((each) => (each.asked.length > 0 ? beforeRequest(each.clause) : each.clause)),
    about.title,
  );
  const counted = isFavour ? claims.filter(isReport) : claims;
  return {
    status: combine(counted),
    claims: counted,
    asked: asked.map((request) => withDateBeside(request, clauses, about.today)),
  };
}

/** The reason given with "extend" or "transfer" is no report ("当事人出差"); "还没完成" and "正在…" are. */
const isReport = ({ whole, reason }: Claim): boolean => whole || reason === 'progress';

/** A request says nothing of the state; what comes before it in its clause may: "还没完成需要延期". */
function beforeRequest(clause: Clause): Clause {
  const end = indexOf(clause, 'ask', 'extend', 'transfer', 'by', 'notMine');
  return { ...clause, tokens: clause.tokens.slice(0, end) };
}

function claimsOf(clauses: readonly Clause[], title: string): Claim[] {
  const read = clauses.map((clause, index) => {
    const claim = claimOf(clause, title);
    const isOfStep = claim?.status === 'done' && hasSubject(clause, clauses[index - 1], title);
    return { clause, claim: isOfStep ? stage : claim };
  });
  const last = read.findLastIndex(({ claim }) => claim !== null);
  // "不是已完成，是基本完成": what is denied gives way to what is said instead.
  const standing = read.filter(({ clause }, index) => index >= last || !has(clause, 'notIs'));
  return standing.flatMap(({ claim }) => claim ?? []);
}

function claimOf(clause: Clause, title: string): Claim | null {
  if (has(clause, 'tag')) return doubtful;
  return readClaim(clause, title) ?? (limitsWhatWasSaid(clause, title) ? doubtful : null);
}

/** "清产核资，已完成": what stands bare before the comma is what was done, a step of the task. */
function hasSubject(clause: Clause, before: Clause | undefined, title: string): boolean {
  if (before === undefined || clause.opener !== 'comma' || has(clause, 'generic', 'applies')) return false;
  const named = contentOf(before, title);
  const isNoun = (token: Token): boolean =>
    named.includes(token)
      ? !isWord(token, 'action')
      : token.kind === 'codes' || isWord(token, 'light', 'generic', 'joiner');
  return named.length > 0 && before.tokens.every(isNoun);
}

const stage: Claim = { ...inProgress('stage'), whole: false, aside: null };
const doubtful: Claim = { ...DOUBT, whole: false, aside: null };

/** "完成了，但效果不好": something is wrong, one cannot tell what. */
const limitsWhatWasSaid = (clause: Clause, title: string): boolean =>
  clause.opener === 'contrast' &&
  !has(clause, 'evidence', 'followUp', 'ask') &&
  contentOf(clause, title).length > 0;

/** "申请延期两周，到6月30日", "申请延期，预计7月底完成": the day said next to the request is the day asked for. */
function withDateBeside(asked: Asked, clauses: readonly Clause[], today: DateOnly): Asked {
  if (asked.kind !== 'extension' || asked.due !== null || asked.inPast) return asked;
  const beside = clauses.find(
    (clause) => isWord(clause.tokens[0], 'until') || isPlannedEnd(clause) || isDateAlone(clause),
  );
  const date = beside?.tokens.find((token) => token.kind === 'date');
  return { ...asked, ...deadline(date, today) };
}

/** "延期，九月十号". */
const isDateAlone = ({ tokens }: Clause): boolean =>
  tokens.some(({ kind }) => kind === 'date') &&
  tokens.every((token) => token.kind === 'date' || isWord(token, 'light', 'hedge', 'courtesy'));

const isPlannedEnd = (clause: Clause): boolean =>
  has(clause, 'plan') && has(clause, 'done', 'soft') && !has(clause, 'formerly');
