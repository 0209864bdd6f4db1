import type { BaseChange, BaseMovement } from '../../domain/ledger/base-movement.ts';
import { inline } from './fit.ts';
import { codeName } from './parts.ts';

/**
 * How a changed base came about (domain rule 4), codes only: 拆分1项为2项：12号→41号、42号, and the sum that gives the
 * total of this week.
 */
export function baseLines(base: BaseMovement | undefined, shown: number): string[] {
  if (base === undefined) return [];
  return [
    ...changeLine(base, 'split', shown),
    ...changeLine(base, 'merged', shown),
    ...changeLine(base, 'withdrawn', shown),
    sumLine(base),
    ...problemsLine(base),
  ];
}

function changeLine({ changes, parts }: BaseMovement, how: BaseChange['how'], shown: number): string[] {
  const own = changes.filter((change) => change.how === how);
  if (own.length === 0) return [];
  const label = {
    split: `拆分${own.length}项为${parts}项`,
    merged: `合并${own.length}项`,
    withdrawn: `撤销${own.length}项`,
  };
  return [`${label[how]}：${inline(own.map(became), shown)}`];
}

/** 12号→41号、42号; 13号并入12号; 7号. */
function became({ how, code, into }: BaseChange): string {
  const heirs = into.map(codeName).join('和');
  if (heirs === '') return codeName(code);
  return how === 'split' ? `${codeName(code)}→${heirs}` : `${codeName(code)}并入${heirs}`;
}

const sumLine = ({ before, after, added, parts, changes }: BaseMovement): string =>
  `任务总数：上周${before}项，增加${added.length + parts}项，减少${changes.length}项，本周${after}项`;

const problemsLine = ({ problems: { before, after } }: BaseMovement): string[] =>
  before === after ? [] : [`问题总数：上周${before}项，本周${after}项`];
