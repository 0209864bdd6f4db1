import { combine, type Combined } from '../meaning/combine.ts';
import type { Weighed } from '../meaning/weigh.ts';
import type { ReplyReport, ReplyRequest, Understanding } from '../result.ts';
import type { Statement } from '../statements/statements.ts';
import { unreadPart, type NormalText } from '../text/normalise.ts';
import { ledgerText } from './ledger-text.ts';

/** What one statement says of one task. */
export interface Entry {
  readonly item: string;
  readonly statement: Statement;
  readonly said: Weighed;
}

type Settled = Pick<Understanding, 'reports' | 'requests' | 'unclear'>;

/** The message the entries are from. */
interface Source {
  readonly message: NormalText;
  readonly isCut: boolean;
}

/** One report per task; of a task that was said to be done and not done, none (replies.md: contradiction). */
export function settle(entries: readonly Entry[], source: Source): Settled {
  const reports: ReplyReport[] = [];
  let isContradicted = false;
  for (const [item, own] of byItem(entries)) {
    const status = agreedStatus(own);
    if (status === 'in_doubt' || (source.isCut && isCompletion(status))) isContradicted = true;
    else if (status !== null) reports.push({ item, status, text: textOf(own, source.message) });
  }
  const unread = unreadPart(source.message).trim();
  return {
    reports: unread === '' ? reports : withRest(reports, unread),
    requests: requestsOf(entries),
    unclear: isContradicted ? 'which_status' : null,
  };
}

function byItem(entries: readonly Entry[]): Map<string, Entry[]> {
  const items = new Map<string, Entry[]>();
  for (const entry of entries) items.set(entry.item, [...(items.get(entry.item) ?? []), entry]);
  return items;
}

const isCompletion = (status: Combined): boolean => status === 'done' || status === 'basically_done';

/** What was not read belongs, as far as one can tell, to what was said last. */
const withRest = (reports: readonly ReplyReport[], rest: string): ReplyReport[] =>
  reports.map((report, index) =>
    index === reports.length - 1 ? { ...report, text: `${report.text}；${rest}` } : report,
  );

function agreedStatus(entries: readonly Entry[]): Combined {
  const [first, ...others] = entries;
  if (first === undefined || others.length === 0) return first?.said.status ?? null;
  return combine(entries.flatMap(({ said }) => said.claims));
}

const textOf = (entries: readonly Entry[], message: NormalText): string =>
  [
    ...new Set(
      entries
        .filter(({ said }) => said.status !== null)
        .map(({ statement }) => ledgerText(statement.clauses, message)),
    ),
  ].join('；');

function requestsOf(entries: readonly Entry[]): ReplyRequest[] {
  const requests = new Map<string, ReplyRequest>();
  for (const { item, said } of entries) {
    for (const asked of said.asked) {
      const request = requestFor(item, asked);
      const key = `${request.kind} ${item}`;
      const earlier = requests.get(key);
      if (earlier === undefined || isVague(earlier)) requests.set(key, request);
    }
  }
  return [...requests.values()];
}

function requestFor(item: string, asked: Weighed['asked'][number]): ReplyRequest {
  switch (asked.kind) {
    case 'extension':
      return { kind: 'extension', item, due: asked.due };
    case 'help':
      return { kind: 'help', item };
    case 'transfer':
      return { kind: 'transfer', item, to: asked.to };
  }
}

/** A later mention of the same request may add what this one lacks. */
const isVague = (request: ReplyRequest): boolean =>
  (request.kind === 'extension' && request.due === null) ||
  (request.kind === 'transfer' && request.to === null);
