import type { WeekMovement } from '../../domain/ledger/movement.ts';
import { lightLabel } from '../labels.ts';
import { baseLines } from './base.ts';
import { inline } from './fit.ts';
import { codeName } from './parts.ts';

/**
 * What changed since the week before, a line for each kind of change, codes only; none when nothing did. A changed base
 * is shown, never hidden (domain rule 4). What was closed is done as well and said once.
 */
export function movementLines(moved: WeekMovement, shown: number): string[] {
  const turned = (to: 'green' | 'yellow') =>
    moved.lights.filter((light) => light.to === to).map(({ code }) => code);
  const changes: readonly (readonly [string, readonly string[]])[] = [
    ['新销号', moved.newlyClosed],
    ['新完成', moved.newlyDone.filter((code) => !moved.newlyClosed.includes(code))],
    ['新逾期', moved.newlyOverdue],
    [`转${lightLabel.yellow}`, turned('yellow')],
    [`转${lightLabel.green}`, turned('green')],
    ['反弹', moved.relapsed],
    ['新增任务', moved.base ? moved.base.added : moved.added],
    ['减少任务', moved.base ? [] : moved.removed],
  ];
  const items = changes.flatMap(([label, codes]) =>
    codes.length > 0 ? [`${label}${codes.length}项：${codesInline(codes, shown)}`] : [],
  );
  return [...items, ...baseLines(moved.base, shown)];
}

export const codesInline = (codes: readonly string[], shown: number): string =>
  inline(codes.map(codeName), shown);
