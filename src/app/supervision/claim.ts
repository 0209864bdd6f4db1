import { standingEntries, type ProgressEntry } from '../../domain/reply/entry.ts';
import { checkClaim, type ClaimCheck } from '../../domain/task/claim-check.ts';
import type { Task } from '../../domain/task/task.ts';
import { closureDemand } from '../../domain/task/transitions.ts';
import { roundOf, type Acting } from '../acting.ts';

type Sight = Pick<Acting, 'stores' | 'words' | 'rounds'>;

/** What a claim looks like to a reviewer: its own words, and the check over all that was said of the task. */
export async function claimOf(sight: Sight, task: Task): Promise<{ text: string; check: ClaimCheck }> {
  const { stores, words } = sight;
  const entries = standingEntries(await stores.entries.ofTasks([task.id]));
  const check = checkClaim(
    {
      texts: entries.map(({ text }) => text),
      names: await namesOf(sight),
      evidence: (await stores.entries.evidenceCounts([task.id])).get(task.id) ?? 0,
      evidenceDemanded: demandOf(sight, task).evidence,
    },
    words.claimWords,
  );
  return { text: claimIn(entries)?.text ?? '', check };
}

export const demandOf = (sight: Pick<Acting, 'rounds'>, task: Task): ReturnType<typeof closureDemand> =>
  closureDemand(task, roundOf(sight, task).settings);

const claimIn = (entries: readonly ProgressEntry[]): ProgressEntry | undefined =>
  entries.findLast(({ status }) => status === 'done') ?? entries.at(-1);

/** One character is no name that could be told from a word. */
async function namesOf({ stores }: Sight): Promise<string[]> {
  const [people, units] = [await stores.people.all(), await stores.people.units()];
  return [...people, ...units].map(({ name }) => name).filter((name) => name.length > 1);
}
