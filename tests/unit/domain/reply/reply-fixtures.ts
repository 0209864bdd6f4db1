import { readFileSync } from 'node:fs';
import type { ReplyContext, Understanding } from '../../../../src/domain/reply/result.ts';

/** One line of `tests/fixtures/replies*.jsonl`: a reply, its context and what must be understood. */
export interface ReplyLine extends ReplyContext {
  readonly id: string;
  readonly text: string;
  readonly expect: unknown;
  /** Known to be misread still; asking once too often is all it may come to. */
  readonly missed?: true;
}

export function replyLines(name: string): ReplyLine[] {
  const file = new URL(`../../../fixtures/${name}`, import.meta.url);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ReplyLine);
}

/** What is scored of a result: the wording of a report is not. */
export const scored = ({ reports, requests, command, unclear }: Understanding) => ({
  reports: reports.map(({ item, status }) => ({ item, status })).toSorted(byItem),
  requests: requests.toSorted(byItem),
  command,
  unclear,
});

const byItem = (a: { readonly item: string }, b: { readonly item: string }): number =>
  a.item.localeCompare(b.item);

const TASKS = [
  { code: '2', title: '招商引资成效不明显' },
  { code: '6', title: '资产监管不到位' },
  { code: '9', title: '临时建筑到期未清理' },
];

/** An official with three open tasks of a round of forty, on a Wednesday. */
export const aContext = (changes: Partial<ReplyContext> = {}): ReplyContext => ({
  today: '2026-06-10',
  role: 'official',
  items: TASKS,
  roundCodes: Array.from({ length: 40 }, (_, index) => String(index + 1)),
  pending: null,
  ...changes,
});

export const oneTask: Partial<ReplyContext> = { items: TASKS.slice(2) };
