import type { ReplyReport, ReplyRequest, RequestSubject } from '../../domain/reply/result.ts';

/** What somebody says on a page: the same things as in chat, with nothing left to understand. */
export type PageSaid =
  | {
      readonly do: 'report';
      readonly report: ReplyReport;
      /** Empty when he gave none apart from the text. */
      readonly nextPlan: string;
      /** Ids of the uploads that bear it out. */
      readonly uploads: readonly string[];
    }
  | { readonly do: 'ask'; readonly request: ReplyRequest; readonly text: string }
  | { readonly do: 'withdraw'; readonly item: string; readonly what: 'answer' | RequestSubject }
  /** A picture or file for an answer that is still being written. */
  | { readonly do: 'upload' };

/** The words in it that a person wrote himself. */
export function freeTexts(said: PageSaid): readonly string[] {
  if (said.do === 'report') return [said.report.text, said.nextPlan];
  if (said.do !== 'ask') return [];
  return said.request.kind === 'transfer' ? [said.text, said.request.to ?? ''] : [said.text];
}

/** The same with each of those words changed. */
export function mapTexts(said: PageSaid, change: (text: string) => string): PageSaid {
  if (said.do === 'report')
    return {
      ...said,
      report: { ...said.report, text: change(said.report.text) },
      nextPlan: change(said.nextPlan),
    };
  return said.do === 'ask' ? { ...said, text: change(said.text) } : said;
}
