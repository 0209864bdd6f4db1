import type { ReplyContext, ReplyReport, ReplyStatus, Understanding } from '../../src/domain/reply/result.ts';

/* The reader one writes first: codes are numbers, a state is the first keyword found behind them. */

const KEYWORDS: readonly (readonly [RegExp, ReplyStatus])[] = [
  [/未完成|没完成|没有完成|正在|推进|进行/u, 'in_progress'],
  [/基本完成/u, 'basically_done'],
  [/完成|办结|销号|到位|搞定|弄好/u, 'done'],
  [/未启动|未开始|没开始/u, 'not_started'],
  [/长期/u, 'ongoing'],
  [/无进展|无新进展|没进展/u, 'no_change'],
];

export function keywords({ text, items }: ReplyContext & { readonly text: string }): Understanding {
  const parts = [...text.matchAll(/(\d+)([^\d]*)/gu)];
  const named = parts.flatMap(([, number = '', words = '']) => {
    const code = items.find((item) => item.code.replace(/^[A-Z]/u, '') === number)?.code;
    return code === undefined ? [] : [{ code, words }];
  });
  const [only] = items;
  const spoken =
    named.length === 0 && items.length === 1 && only !== undefined
      ? [{ code: only.code, words: text }]
      : named;
  const reports = spoken.flatMap(({ code, words }) => reportOf(code, words));
  const requests = spoken
    .filter(({ words }) => words.includes('延期'))
    .map(({ code }) => ({ kind: 'extension' as const, item: code, due: null }));
  const isEmpty = reports.length + requests.length === 0;
  return { reports, requests, command: null, unclear: isEmpty ? 'not_understood' : null };
}

function reportOf(item: string, words: string): ReplyReport[] {
  const status = KEYWORDS.find(([pattern]) => pattern.test(words))?.[1];
  return status === undefined ? [] : [{ item, status, text: words }];
}
