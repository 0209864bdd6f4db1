import type { Stores } from '../../../src/app/stores.ts';
import type { LookBack } from '../../../src/domain/task/look-back/look-back.ts';

/** Look-backs as a machine without a database keeps them. */
export const lookBackStores = (kept: LookBack[]): Pick<Stores, 'lookBacks' | 'complaints'> => ({
  lookBacks: {
    list: async ({ checked }) => kept.filter(({ checkedOn }) => checked || checkedOn === null),
    openOf: async (taskId) => kept.find((each) => each.taskId === taskId && each.checkedOn === null) ?? null,
    async add(lookBacks) {
      const added = lookBacks.map((given, index) => ({
        id: `look-back-${kept.length + index + 1}`,
        checkedOn: null,
        passed: null,
        finding: '',
        ...given,
      }));
      kept.push(...added);
      return added;
    },
    hasten: async () => {},
    check: async () => false,
    closedTasks: async () => [],
    submitterOf: async () => null,
    addedAt: async () => new Map(),
    suspects: async () => [],
    relapsedAt: async () => null,
    warnedOf: async () => new Set(),
  },
  complaints: { list: async () => [], add: async () => 'complaint-1' },
});
