import type { Row } from './monday.ts';
import { clockRows } from './rows-clock.ts';
import { diskRows } from './rows-disk.ts';
import { killRows, undisturbed } from './rows-kill.ts';
import { manyRows } from './rows-many.ts';
import { queueRows } from './rows-queue.ts';
import { stepRows } from './rows-steps.ts';
import { upgradeRows } from './rows-upgrade.ts';
import { wecomRows } from './rows-wecom.ts';
import { weekRows } from './rows-week.ts';

/** The matrix, in the order it is run and printed. */
export const ROWS: readonly Row[] = [
  undisturbed,
  ...killRows,
  ...stepRows,
  ...weekRows,
  ...queueRows,
  ...wecomRows,
  ...clockRows,
  ...diskRows,
  ...manyRows,
  ...upgradeRows,
];
