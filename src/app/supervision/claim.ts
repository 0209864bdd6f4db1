import { standingEntries, type ProgressEntry } from '../../domain/reply/entry.ts';
import { checkClaim, type ClaimCheck } from '../../domain/task/claim-check.ts';
import type { Task } from '../../domain/task/task.ts';
import { closureDemand } from '../../domain/task/transitions.ts';
import { roundOf, type Acting } from '../acting.ts';

type Sight = Pick<Acting, 'stores' | 'words' | 'rounds'>;

/** What a claim looks like to a reviewer: its own words, and the check over all that was said of the task. */
export async function claimOf(sight: Sight, task: Task): Promise<{ text: string; check: ClaimCheck }> {
  const { words } = sight;
  const { entries, evidence } = await sinceOpened(sight, task);
  const check = checkClaim(
    {
      texts: entries.map(({ text }) => text),
      names: await namesOf(sight),
      evidence,
      evidenceDemanded: demandOf(sight, task).evidence,
    },
    words.claimWords,
  );
  return { text: claimIn(entries)?.text ?? '', check };
}

/** Nothing is struck off on words alone (domain rule 8); how much it takes is the category's to say. */
export const lacksEvidence = async (sight: Sight, task: Task): Promise<boolean> =>
  (await sinceOpened(sight, task)).evidence < demandOf(sight, task).evidence;

/** What was said and shown of the task; after a relapse only what came since: on the rest it was closed in vain. */
async function sinceOpened(
  { stores }: Pick<Sight, 'stores'>,
  task: Task,
): Promise<{ readonly entries: readonly ProgressEntry[]; readonly evidence: number }> {
  const relapsedAt = await stores.lookBacks.relapsedAt(task.id);
  const entries = standingEntries(await stores.entries.ofTasks([task.id])).filter(
    ({ recordedAt }) => relapsedAt === null || new Date(recordedAt) >= relapsedAt,
  );
  const ids = new Set(entries.map(({ id }) => id));
  const shown = (await stores.evidence.ofTask(task.id)).filter(({ entryId }) => ids.has(entryId));
  return { entries, evidence: shown.length };
}

const demandOf = (sight: Pick<Acting, 'rounds'>, task: Task): ReturnType<typeof closureDemand> =>
  closureDemand(task, roundOf(sight, task).settings);

const claimIn = (entries: readonly ProgressEntry[]): ProgressEntry | undefined =>
  entries.findLast(({ status }) => status === 'done') ?? entries.at(-1);

/** One character is no name that could be told from a word. */
async function namesOf({ stores }: Sight): Promise<string[]> {
  const [people, units] = [await stores.people.all(), await stores.people.units()];
  return [...people, ...units].map(({ name }) => name).filter((name) => name.length > 1);
}
