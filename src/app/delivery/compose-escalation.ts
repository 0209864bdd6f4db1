import { daysBetween, type DateOnly } from '../../domain/calendar/date.ts';
import { groupBy } from '../../domain/group-by.ts';
import type {
  EscalationLine,
  EscalationPart,
  EscalationProposalNotice,
  EscalationRole,
} from '../../domain/message/ladder-notice.ts';
import type { Round, RungAct } from '../../domain/task/round.ts';
import type { LadderStep } from '../week/ladder-stores.ts';
import type { StoredOutbound } from './message-stores.ts';
import type { Deps } from '../ports.ts';
import { ladderFacts, stillStands, type LadderFacts } from '../week/ladder-facts.ts';
import { isSaidBy, type StandIns } from '../week/stand-ins.ts';
import { cardIdOf, drop, say, type Composed, type OnDay } from './composed.ts';

/** A step that still tells something: the task is as late as it was, and nobody has answered since. */
interface Told {
  readonly step: LadderStep;
  readonly as: EscalationRole;
  readonly line: Omit<EscalationLine, 'insteadOf'>;
}

const ROLE_OF_ACT: Readonly<Record<RungAct, EscalationRole>> = {
  note_unit_head: 'unit_head',
  note_lead_leader: 'lead_leader',
  draft_letter: 'letter',
};

/** What the ladder brought for this person that day, over all rounds and rungs. */
export async function composeEscalation(
  deps: Deps,
  message: StoredOutbound,
  { today, standIns }: OnDay,
): Promise<Composed> {
  const merged = await deps.store.outbound.merge(message, message.kind, deps.clock.now());
  const parts = await escalationParts(deps, [message, ...merged], standIns, today);
  return parts.length === 0 ? drop('skipped', 'nothing_due') : say({ kind: 'escalation', parts });
}

export async function composeProposal(deps: Deps, message: StoredOutbound): Promise<Composed> {
  const { date: today } = deps.clock.local(deps.clock.now());
  const { targets, taskIds } = await proposal(deps, message, today);
  if (targets.length === 0) return drop('skipped', 'nothing_due');
  const cardId = cardIdOf(message);
  return say(
    { kind: 'escalation_proposal', cardId, targets },
    { cardId, kind: 'escalation', taskIds, aboutId: null },
  );
}

/** What the person is told of the rungs that were taken when these rows were planned; closed, answered, extended ones drop out. */
async function escalationParts(
  deps: Deps,
  rows: readonly StoredOutbound[],
  standIns: StandIns,
  today: DateOnly,
): Promise<EscalationPart[]> {
  const told = await stepsOf(deps, rows, today, ['done', 'no_addressee']);
  const people = await deps.store.people.all();
  const mine = told.flatMap(({ step, as, line }) => {
    const personId = step.toIds.find((id) => rows.some((row) => isSaidBy(row, id, standIns)));
    if (personId === undefined) return [];
    const away = rows.every((row) => row.personId !== personId);
    const insteadOf = away ? (people.find(({ id }) => id === personId)?.name ?? null) : null;
    return [{ as, line: { ...line, insteadOf } }];
  });
  return ROLES.flatMap((as) => {
    const tasks = mine.flatMap((each) => (each.as === as ? [each.line] : []));
    return tasks.length === 0 ? [] : [{ as, tasks }];
  });
}

const ROLES: readonly EscalationRole[] = ['unit_head', 'lead_leader', 'no_addressee', 'letter'];

/** What the office is asked to decide: who would be told of which tasks. */
async function proposal(
  deps: Deps,
  message: StoredOutbound,
  today: DateOnly,
): Promise<{
  readonly targets: EscalationProposalNotice['targets'];
  readonly taskIds: readonly string[];
}> {
  const proposed = await stepsOf(deps, [message], today, ['proposed']);
  const people = await deps.store.people.all();
  const targets = [...groupBy(proposed, ({ step, as }) => `${as} ${step.toIds.join(' ')}`).values()];
  return {
    targets: targets.flatMap((own) => {
      const [first] = own;
      if (first?.as !== 'unit_head' && first?.as !== 'lead_leader') return [];
      const name = people.find(({ id }) => first.step.toIds.includes(id))?.name ?? '';
      return [{ name, as: first.as, tasks: own.map(({ line: { code, days } }) => ({ code, days })) }];
    }),
    taskIds: proposed.map(({ step }) => step.taskId),
  };
}

async function stepsOf(
  deps: Deps,
  rows: readonly StoredOutbound[],
  today: DateOnly,
  states: readonly LadderStep['state'][],
): Promise<Told[]> {
  const told: Told[] = [];
  for (const { roundId, createdAt } of rows) {
    const round = roundId === null ? null : await deps.store.rounds.byId(roundId);
    if (!round) continue;
    const steps = (await deps.store.ladder.stepsAt(round.id, createdAt)).filter(({ state }) =>
      states.includes(state),
    );
    const tasks = await deps.store.tasks.list({ roundId: round.id });
    const concerned = tasks.filter(({ id }) => steps.some(({ taskId }) => taskId === id));
    const facts = await ladderFacts({ stores: deps.store, clock: deps.clock }, concerned);
    for (const step of steps) told.push(...tellOf(step, round, facts, today));
  }
  return told;
}

function tellOf(
  step: LadderStep,
  { settings }: Round,
  facts: readonly LadderFacts[],
  today: DateOnly,
): Told[] {
  const fact = facts.find(({ task }) => task.id === step.taskId);
  const act = settings.escalation.rungs.find(({ rung }) => rung === step.rung)?.act;
  if (!fact || !act || !stillStands(step, fact, today)) return [];
  const { task } = fact;
  const as = step.state === 'no_addressee' ? 'no_addressee' : ROLE_OF_ACT[act];
  const dueOn = task.dueOn ?? today;
  const line = {
    code: task.code,
    title: task.title,
    unit: task.leadUnit?.name ?? '',
    owner: task.owner?.name ?? '',
    dueOn,
    days: daysBetween(dueOn, today),
  };
  return [{ step, as, line }];
}
