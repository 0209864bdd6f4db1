import type { DigestTarget, Round } from '../../domain/task/round.ts';
import type { Groups } from '../channel.ts';
import type { Deps } from '../ports.ts';
import type { DoneBy } from './done-by.ts';
import { setDigestTarget, setMentionIn, type WantedTarget } from './set-up-office.ts';

/** As a page chooses it: of a group the app makes the id is ours and nobody's to know. */
export type ChosenTarget =
  | { readonly kind: 'made' }
  | { readonly kind: 'webhook'; readonly name: string }
  | { readonly kind: 'robot'; readonly chatid: string };

export interface ChosenGroups {
  readonly digest: ChosenTarget | null;
  readonly mentionIn: string | null;
}

/** What is set up to reach groups with. */
export interface GroupWays {
  /** Null without a self-built app. */
  readonly groups: Groups | null;
  /** Names of group webhooks. */
  readonly webhooks: readonly string[];
  /** What a group the app makes is called. */
  readonly groupName: string;
}

export async function readGroups(
  { store, robotId }: Pick<Deps, 'store' | 'robotId'>,
  { groups, webhooks }: GroupWays,
  round: Round,
): Promise<ChosenGroups & { webhooks: readonly string[]; robotGroups: string[]; canMake: boolean }> {
  const spokenTo = robotId === null ? [] : await store.robotChats.groups(robotId);
  return {
    ...chosenOf(round),
    webhooks,
    robotGroups: spokenTo.map(({ chatId }) => chatId),
    canMake: groups !== null,
  };
}

const chosenOf = ({ digestTarget, settings }: Round): ChosenGroups => ({
  digest: digestTarget && chosenTarget(digestTarget),
  mentionIn: settings.mentionIn ?? null,
});

function chosenTarget(target: DigestTarget): ChosenTarget {
  if (target.kind === 'appchat') return { kind: 'made' };
  return target.kind === 'webhook'
    ? { kind: 'webhook', name: target.name }
    : { kind: 'robot', chatid: target.chatid };
}

/**
 * Chooses the groups unless somebody else has since they were read.
 * @throws AppError not_found when the group cannot be had
 */
export async function changeGroups(
  deps: Deps,
  ways: GroupWays,
  round: Round,
  { before, by, ...wanted }: ChosenGroups & { readonly before: ChosenGroups; readonly by: DoneBy },
): Promise<ChosenGroups | { readonly refused: 'changed_meanwhile' | 'no_such_item' }> {
  const now = chosenOf(round);
  if (!isSame(now.digest, before.digest) || now.mentionIn !== before.mentionIn)
    return { refused: 'changed_meanwhile' };
  const named = [wanted.mentionIn, wanted.digest?.kind === 'webhook' ? wanted.digest.name : null];
  if (named.some((name) => name !== null && !ways.webhooks.includes(name)))
    return { refused: 'no_such_item' };
  if (wanted.digest !== null && !isSame(now.digest, wanted.digest))
    await setDigestTarget(deps, ways.groups, round.letter, targetOf(wanted.digest, ways), by);
  if (now.mentionIn !== wanted.mentionIn) await setMentionIn(deps, round.letter, wanted.mentionIn, by);
  return { digest: wanted.digest ?? now.digest, mentionIn: wanted.mentionIn };
}

const keyOf = (target: ChosenTarget | null): string => {
  if (target === null) return '';
  if (target.kind === 'made') return 'made';
  return target.kind === 'webhook' ? `webhook ${target.name}` : `robot ${target.chatid}`;
};
const isSame = (one: ChosenTarget | null, other: ChosenTarget | null): boolean => keyOf(one) === keyOf(other);

function targetOf(target: ChosenTarget, { groupName }: GroupWays): WantedTarget {
  if (target.kind === 'made') return { groupName };
  return target.kind === 'webhook' ? { webhook: target.name } : { robotGroup: target.chatid };
}
