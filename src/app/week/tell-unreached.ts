import { mondayOf } from '../../domain/calendar/date.ts';
import type { UnreachedNotice, UnreachedReason } from '../../domain/message/channel-notice.ts';
import type { Person } from '../../domain/task/people.ts';
import type { Round } from '../../domain/task/round.ts';
import { hasAccount } from '../office/add-person.ts';
import type { NewOutbound, OutboundSummary } from '../delivery/message-stores.ts';
import type { Deps } from '../ports.ts';

const STEPS = ['weekly', 'nudge'] as const;

/**
 * When a step's messages have all come to an end, the managers learn whom they did not reach, once, and the round's
 * group is asked to pass it on, by name alone (design §6): nobody is silently skipped.
 */
export async function tellUnreached(deps: Deps): Promise<void> {
  const week = mondayOf(deps.clock.local(deps.clock.now()).date);
  for (const round of await deps.store.rounds.active())
    for (const kind of STEPS) {
      const step = { roundId: round.id, kind, period: week };
      const failed = await deps.store.outbound.ofStep(step, ['rejected', 'ambiguous']);
      if (failed.length === 0 || (await isTold(deps, step))) continue;
      if ((await deps.store.outbound.ofStep(step, ['planned', 'sending'])).length > 0) continue;
      await tell(deps, round, step, failed);
    }
}

type Step = { readonly roundId: string; readonly kind: UnreachedNotice['step']; readonly period: string };

/** This is asked on every wake-up for the rest of the week. */
async function isTold(deps: Deps, { roundId, kind, period }: Step): Promise<boolean> {
  const told = { roundId, kind: 'unreached', period: `${period}:${kind}` };
  return (await deps.store.outbound.ofStep(told, ANY_STATE)).length > 0;
}

const ANY_STATE = ['planned', 'sending', 'sent', 'rejected', 'ambiguous', 'skipped', 'expired'] as const;

async function tell(
  deps: Deps,
  round: Round,
  { kind, period }: Step,
  failed: readonly OutboundSummary[],
): Promise<void> {
  const people = await deps.store.people.all();
  const unreached = failed.flatMap((message) => {
    const person = people.find(({ id }) => id === message.personId);
    return person ? [{ person, why: reasonOf(message) }] : [];
  });
  const now = deps.clock.now();
  const message = (to: Pick<NewOutbound, 'personId' | 'kind' | 'address' | 'notice'>): NewOutbound => ({
    ...to,
    roundId: round.id,
    period: `${period}:${kind}`,
    urgent: false,
    notBefore: now,
    createdAt: now,
  });
  const managers = await deps.store.people.withRole('manager', round.id);
  const ids = await deps.store.outbound.add([
    ...managers.map(({ id, userid }) =>
      message({
        personId: id,
        kind: 'unreached',
        address: { kind: 'person', userid },
        notice: noticeOf(round, kind, unreached),
      }),
    ),
    ...mentionIn(round, unreached).map(message),
  ]);
  if (ids.length === 0) return;
  deps.log.warn({ round: round.letter, step: kind, people: unreached.length }, 'people_unreached');
  await deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
}

type Unreached = readonly { readonly person: Person; readonly why: UnreachedReason }[];

const noticeOf = (round: Round, step: UnreachedNotice['step'], unreached: Unreached): UnreachedNotice => ({
  kind: 'unreached',
  roundName: round.name,
  step,
  people: unreached.map(({ person, why }) => ({ name: person.name, unit: person.unit?.name ?? '', why })),
});

/** Only who has an account can be mentioned. */
function mentionIn(
  { settings }: Round,
  unreached: Unreached,
): Pick<NewOutbound, 'personId' | 'kind' | 'address' | 'notice'>[] {
  const people = unreached
    .filter(({ person, why }) => hasAccount(person) && why !== 'no_account' && why !== 'unclear')
    .map(({ person: { userid, name } }) => ({ userid, name }));
  if (settings.mentionIn === undefined || people.length === 0) return [];
  return [
    {
      personId: null,
      kind: 'mention',
      address: { kind: 'webhook', name: settings.mentionIn },
      notice: { kind: 'mention', people },
    },
  ];
}

const UNREACHABLE = /^unreachable:(no_account|not_contacted|out_of_scope|refused)$/;

function reasonOf({ state, reason, errcode }: OutboundSummary): UnreachedReason {
  const known = UNREACHABLE.exec(reason)?.[1];
  if (known) return known as UnreachedReason;
  if (state === 'ambiguous') return 'unclear';
  return errcode !== null && OUT_OF_SCOPE.has(errcode) ? 'out_of_scope' : 'refused';
}

/** WeCom knows nobody of that name in the app's scope (app-api §4.1, §6.4). */
const OUT_OF_SCOPE: ReadonlySet<number> = new Set([40003, 40031, 60011, 60111, 81013]);
