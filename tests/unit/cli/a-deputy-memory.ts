import type { DeputyStore } from '../../../src/app/week/ladder-stores.ts';
import type { Deputation } from '../../../src/domain/task/deputies.ts';

/** Who stands in for whom, in memory. */
export function deputyMemory(kept: Deputation[]): DeputyStore {
  return {
    notOver: async (day) => kept.filter(({ until }) => until === null || until > day),
    all: async () => [...kept],
    async add({ personId, deputyId, from, until }) {
      const id = `deputy-${kept.length + 1}`;
      kept.push({ id, personId, deputyId, from, until, deputyActive: true });
      return id;
    },
    async end(id, day) {
      const index = kept.findIndex((entry) => entry.id === id);
      const entry = kept[index];
      if (entry) kept[index] = { ...entry, until: day };
    },
  };
}
