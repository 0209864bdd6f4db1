import type { ReplyStatus } from '../../../domain/reply/result.ts';
import type { AnswerOf } from '../../../contract/endpoint.ts';
import type { Endpoints } from '../../../contract/endpoints.ts';
import { withPlan } from '../../../zh/pages/desk-week.ts';

export type Reply = AnswerOf<Endpoints['GET /replies']>['replies'][number];

/** A line of the form; empty until it is chosen. */
export interface Draft {
  item: string;
  status: ReplyStatus | '';
  text: string;
}

/** What was recorded and still counts; of an answer that was not understood its words. */
export function draftsOf(reply: Pick<Reply, 'entries' | 'text'>): Draft[] {
  const recorded = reply.entries
    .filter(({ counts }) => counts)
    .map(({ code, status, text, nextPlan }) => ({ item: code, status, text: withPlan(text, nextPlan) }));
  return recorded.length > 0 ? recorded : [{ item: '', status: '', text: reply.text }];
}

/** The reports as the service takes them; null while something is lacking. */
export function reportsOf(
  drafts: readonly Draft[],
): { item: string; status: ReplyStatus; text: string }[] | null {
  const reports = drafts.flatMap(({ item, status, text }) =>
    item === '' || status === '' || text.trim() === '' ? [] : [{ item, status, text: text.trim() }],
  );
  const isWhole = reports.length === drafts.length && reports.length > 0;
  return isWhole && new Set(reports.map(({ item }) => item)).size === reports.length ? reports : null;
}
