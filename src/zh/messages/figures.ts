import type { CompletionCount } from '../../domain/ledger/ledger.ts';
import type { Light } from '../../domain/task/light.ts';
import { completionLabel, horizonLabel, lightLabel } from '../labels.ts';
import { joined } from './parts.ts';

/*
 * Figures always name their unit and close (domain rule 4): parts that are 0 are left out, the others are all there.
 */

const PARTS = {
  done: completionLabel.done,
  basicallyDone: completionLabel.basically_done,
  notDone: completionLabel.not_done,
  ongoing: horizonLabel.long,
  stopped: completionLabel.stopped,
} as const satisfies Record<Exclude<keyof CompletionCount, 'total'>, string>;

const LIGHTS = ['red', 'yellow', 'green', 'closed'] as const satisfies readonly Light[];

/** 已完成14（含立行立改4）、基本完成2、未完成18. What is inside 已完成 is said there and never added. */
export function completionParts(count: CompletionCount, immediateDone = 0): string {
  const parts = (Object.keys(PARTS) as (keyof typeof PARTS)[]).map((part) => {
    const within =
      part === 'done' && immediateDone > 0 ? `（含${horizonLabel.immediate}${immediateDone}）` : '';
    return count[part] > 0 && `${PARTS[part]}${count[part]}${within}`;
  });
  return joined(parts, '、');
}

/** 红灯4、黄灯4、绿灯16、已办结15. */
export const lightParts = (lights: Readonly<Record<Light, number>>): string =>
  joined(
    LIGHTS.map((light) => lights[light] > 0 && `${lightLabel[light]}${lights[light]}`),
    '、',
  );

/** A claim is not a completion yet (domain rule 3). */
export const underReviewPart = (count: number): string => `任务${count}项，审核通过前不计入已完成`;
