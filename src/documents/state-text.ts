import type { Completion } from '../domain/task/task.ts';
import { completionWords, horizonWords } from '../zh/columns.ts';
import { stateSeparator } from '../zh/report.ts';
import { folded, lookUp, wordsOf } from './cell-text.ts';

export interface State {
  /** Null when the text names none. */
  readonly completion: Completion | null;
  /** 长期坚持, beside a completion or alone. */
  readonly ongoing: boolean;
}

/** Reads a state as papers print it: 已完成, 长期坚持, 已完成（长期坚持）. 长期坚持 alone says that it is not done. */
export function readState(text: string): State {
  const parts = text.split(stateSeparator).filter((part) => part !== '');
  const stated = parts.map((part) => lookUp(completionWords, part)).find((completion) => completion !== null);
  const ongoing = parts.some((part) => wordsOf(horizonWords.long).has(folded(part)));
  return { completion: stated ?? (ongoing ? 'not_done' : null), ongoing };
}
