import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const served = { globalSetup: ['tests/support/global-setup.ts'], testTimeout: 60_000, hookTimeout: 60_000 };

/** Whole processes, and servers that are killed and cut off: each wants the machine to itself. */
const ALONE = [
  'tests/integration/{embedded,process,queue}/**/*.test.ts',
  'tests/integration/week/recovery.test.ts',
  'tests/faults/**/*.test.ts',
];

/**
 * Only in `npm run test:long`: what `npm run test:faults` proves at more moments, a year's holidays day by day, and the
 * sandbox's own pages.
 */
const LONG = [
  'tests/integration/process/kill.test.ts',
  'tests/integration/week/{recovery,holidays-2026}.test.ts',
  'tests/e2e/sandbox-*.test.ts',
];
const leftOut = process.env['DUBAN_LONG'] === '1' ? [] : LONG;

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    // Vitest would leave one processor to a screen that nobody watches.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        extends: true,
        // They keep nothing between tests, so that the modules need not be read anew for each file.
        // Property tests take longer where the machine is busy.
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], isolate: false, testTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/{integration,e2e}/**/*.test.ts'],
          exclude: [...ALONE, ...leftOut],
          // Each test has a database and a house of its own; the modules are the same.
          isolate: false,
          sequence: { groupOrder: 1 },
          ...served,
        },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ALONE,
          exclude: leftOut,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          ...served,
        },
      },
    ],
  },
});
