import { compareLocalTime } from '../../domain/calendar/date.ts';
import { nextSendable } from '../../domain/calendar/quiet-hours.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import { nextRung, whyStopped, type RungState } from '../../domain/reminder/escalation.ts';
import type { Unit } from '../../domain/task/people.ts';
import type { Round, Rung } from '../../domain/task/round.ts';
import type { Task } from '../../domain/task/task.ts';
import { messageOf } from '../../errors.ts';
import type { NewOutbound } from '../delivery/message-stores.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';
import type { Climb } from './climb.ts';
import { deputyWarnings } from './deputy-warnings.ts';
import { draftLetter } from './draft-letter.ts';
import { ladderFacts, type LadderFacts } from './ladder-facts.ts';
import { plannedMessages } from './planned-messages.ts';
import { taskBatches } from './round-rows.ts';
import { standInsOn, type StandIns } from './stand-ins.ts';

/**
 * Climbs the escalation ladder of a round (domain rule 6): once on a working day, at the first wake-up in sending
 * hours. The day is claimed and the steps are written before anything is said of them, all in one transaction, so that
 * neither a second process nor a second run takes a rung twice.
 */
export async function climbLadder(deps: Deps, round: Round, calendar: WorkCalendar): Promise<void> {
  const now = deps.clock.now();
  const local = deps.clock.local(now);
  if (local.date < round.startedOn) return;
  if (compareLocalTime(nextSendable(calendar, round.settings.quietHours, local), local) !== 0) return;
  if (await deps.store.ladder.hasClimbed(round.id, local.date)) return;
  await climbNow(deps, round, calendar);
}

/** At any hour: the day counts as climbed. */
export async function climbNow(deps: Deps, round: Round, calendar: WorkCalendar): Promise<void> {
  const now = deps.clock.now();
  const local = deps.clock.local(now);
  try {
    const ids = await deps.store.transaction(
      async (stores) => {
        if (!(await stores.ladder.beginDay(round.id, local.date, now))) return [];
        const climb = { deps, stores, round, calendar, now, today: local.date };
        return stores.outbound.add([...(await climbAll(climb)), ...(await deputyWarnings(climb))]);
      },
      { long: true },
    );
    await deps.queue.enqueue(ids.map((outboundId) => ({ name: 'deliver', outboundId })));
  } catch (error) {
    deps.log.error({ round: round.letter, error: messageOf(error) }, 'ladder_failed');
  }
}

interface Standing {
  readonly state: RungState;
  readonly toIds: readonly string[];
}

/** Some tasks after the other: what is overdue of a large round is much. */
async function climbAll(climb: Climb): Promise<NewOutbound[]> {
  const { deps, stores, round, today } = climb;
  const office = (await stores.people.withRole('manager', round.id)).map(({ id }) => id);
  const above = { units: await stores.people.units(), standIns: await standInsOn(stores, today) };
  const told = new Set<string>();
  let proposed = 0;
  const batches = taskBatches((batch) => stores.roundTasks.pastDeadline(round.id, today, batch));
  for await (const tasks of batches) {
    const late = tasks.filter((task) => whyStopped(task, today) === null);
    for (const facts of await ladderFacts({ stores, clock: deps.clock }, late)) {
      const standing = await climbOne(climb, facts, { office, above });
      if (standing?.state === 'proposed') proposed += 1;
      else for (const id of standing?.toIds ?? []) told.add(id);
    }
  }
  const rows = (kind: string, ids: readonly string[]) =>
    plannedMessages(deps, stores, { roundId: round.id, kind, period: today, at: climb.now }, ids);
  return [
    ...(told.size > 0 ? await rows('escalation', above.standIns.recipients([...told])) : []),
    ...(proposed > 0 ? await rows('escalation_proposal', office) : []),
  ];
}

interface Above {
  readonly units: readonly Unit[];
  readonly standIns: StandIns;
}

/** Null when no rung was taken. */
async function climbOne(
  climb: Climb,
  facts: LadderFacts,
  { office, above }: { readonly office: readonly string[]; readonly above: Above },
): Promise<Standing | null> {
  const { stores, round } = climb;
  const decision = nextRung({ ...facts, ...climb, settings: round.settings });
  if (decision.kind !== 'take') return null;
  const addressee = await addresseeOf(stores, decision.rung, facts.task, above);
  const standing = standingOf(decision.rung, addressee, round, office);
  return (await takeRung(climb, facts, decision.rung, standing)) ? standing : null;
}

/** Where there is nobody to tell, the office is told instead: the rung is taken all the same. */
function standingOf(
  { act }: Rung,
  addressee: string | null,
  { settings }: Round,
  office: readonly string[],
): Standing {
  if (act === 'draft_letter') return { state: 'done', toIds: office };
  if (addressee === null) return { state: 'no_addressee', toIds: office };
  return { state: settings.escalation.officeDecides ? 'proposed' : 'done', toIds: [addressee] };
}

/** False when it was taken before. */
async function takeRung(
  climb: Climb,
  facts: LadderFacts,
  { rung, act }: Rung,
  { state, toIds }: Standing,
): Promise<boolean> {
  const { stores, deps, round, now, today } = climb;
  const { task, episode } = facts;
  const step = { taskId: task.id, episode, rung, firedOn: today, firedAt: now, state, toIds };
  if (!(await stores.ladder.add(step))) return false;
  if (act === 'draft_letter') await draftLetter(climb, facts);
  await stores.audit.append({
    at: now,
    actor: 'system',
    source: 'job',
    event: state === 'proposed' ? 'rung_proposed' : 'rung_taken',
    subject: task.id,
    detail: { rung, act, episode, state, toIds },
  });
  deps.log.info({ round: round.letter, task: task.code, rung, act, state }, 'rung_taken');
  return true;
}

/** Who is told of it; null when there is nobody, or it would be the owner or whoever answers in his place. */
async function addresseeOf(
  { people }: Stores,
  { act }: Rung,
  task: Task,
  { units, standIns }: Above,
): Promise<string | null> {
  const head = units.find(({ id }) => id === task.leadUnit?.id)?.headId ?? null;
  const addressee = act === 'note_unit_head' ? head : (task.leader?.id ?? null);
  if (addressee === null || task.owner === null) return addressee;
  const recipient = standIns.of(addressee).personId;
  const answering = [task.owner.id, standIns.of(task.owner.id).personId];
  if (addressee === task.owner.id || answering.includes(recipient)) return null;
  return (await people.byId(recipient))?.active ? addressee : null;
}
