import { compareLocalTime, type LocalTime } from '../../domain/calendar/date.ts';
import { nextSendable } from '../../domain/calendar/quiet-hours.ts';
import { chaseVerdict, type ChaseVerdict } from '../../domain/reminder/budget.ts';
import type { RemindTarget, SupervisionCommand } from '../../domain/reply/result.ts';
import type { Round } from '../../domain/task/round.ts';
import { assessTask } from '../../domain/task/light.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayAnywhere, mayDo, note, roundOf, type Acting } from '../acting.ts';
import { unansweredTasks } from '../week/open-asks.ts';
import { taskBatches } from '../week/round-rows.ts';
import { standInsOn } from '../week/stand-ins.ts';
import type { NewOutbound } from '../delivery/message-stores.ts';
import { refuse, type Done, type Prepared } from './prepared.ts';

/** 催办: who would be chased about what, and the chase. What was closed or chased by somebody else meanwhile drops out. */
export async function prepareChase(
  acting: Acting,
  command: Extract<SupervisionCommand, { name: 'remind' }>,
): Promise<Prepared> {
  if (!mayAnywhere(acting, 'chase')) return refuse('not_permitted', null);
  const byRule = 'scope' in command || 'unit' in command;
  const targeted = (await targetedTasks(acting, command)).filter((task) => mayDo(acting, 'chase', task));
  const verdict = await judge(acting, targeted, byRule);
  const dropped = verdict.dropped.map(({ task, reason }) => ({ code: task.code, reason }));
  if (verdict.sent.length === 0)
    return { kind: 'empty', outcome: 'chase_empty', notice: { kind: 'chase_empty', dropped } };
  const tasks = verdict.sent.flatMap(({ asks }) => asks.map(({ task }) => task));
  const reached = await acting.stores.budget.reachedOn(acting.today);
  return {
    kind: 'ready',
    preview: (cardId) => ({
      kind: 'chase_preview',
      cardId,
      targets: verdict.sent.map(({ personId, asks }) => ({
        name: asks[0]?.task.owner?.name ?? '',
        codes: asks.map(({ task }) => task.code),
        ...(reached.has(personId) && { remindedToday: true }),
      })),
      dropped,
      deferredTo: deferredTo(acting, tasks[0]),
    }),
    command: { name: 'remind', items: tasks.map(({ code }) => code) },
    perform: () => chaseAll(acting, tasks),
  };
}

async function chaseAll(acting: Acting, tasks: readonly Task[]): Promise<Done> {
  let [people, chased] = [0, 0];
  for (const round of acting.rounds) {
    const ofRound = tasks.filter(({ roundId }) => roundId === round.id);
    const sent = await chaseRound(acting, round, ofRound);
    people += sent.people;
    chased += sent.tasks;
  }
  return {
    outcome: 'chased',
    notice: { kind: 'chase_sent', people, tasks: chased, deferredTo: deferredTo(acting, tasks[0]) },
  };
}

async function chaseRound(
  acting: Acting,
  round: Round,
  tasks: readonly Task[],
): Promise<{ people: number; tasks: number }> {
  const { sent } = await judge(acting, tasks, false);
  const taskIds = sent.flatMap(({ asks }) => asks.map(({ task }) => task.id));
  if (taskIds.length === 0) return { people: 0, tasks: 0 };
  const chase = await acting.stores.chases.add({
    roundId: round.id,
    byId: acting.person.id,
    day: acting.today,
    at: acting.now,
    taskIds,
  });
  const won = new Set(chase.taskIds);
  const people = sent.filter(({ asks }) => asks.some(({ task }) => won.has(task.id)));
  const standIns = await standInsOn(acting.stores, acting.today);
  for (const personId of standIns.recipients(people.map((each) => each.personId)))
    acting.outbox.push(...(await chaseMessage(acting, round, chase.id, personId)));
  await note(acting, 'chased', chase.id, { detail: { taskIds: chase.taskIds, people: people.length } });
  return { people: people.length, tasks: chase.taskIds.length };
}

/** Composed when it is sent, from the chase's tasks as they are then. */
async function chaseMessage(
  acting: Acting,
  round: Round,
  chaseId: string,
  personId: string,
): Promise<NewOutbound[]> {
  const person = await acting.stores.people.byId(personId);
  if (!person) return [];
  return [
    {
      personId,
      roundId: round.id,
      kind: 'chase',
      period: chaseId,
      address: { kind: 'person', userid: person.userid },
      notice: null,
      urgent: false,
      notBefore: acting.now,
      createdAt: acting.now,
    },
  ];
}

async function targetedTasks(acting: Acting, target: RemindTarget): Promise<Task[]> {
  const { tasks } = acting.stores;
  if ('items' in target) return tasks.list({ codes: target.items });
  if ('unit' in target) return tasks.list({ leadUnit: target.unit });
  if ('person' in target) return tasks.list({ owner: target.person });
  return target.scope === 'unreported' ? unansweredTasks(acting) : redTasks(acting);
}

async function redTasks({ stores, rounds, today, calendar }: Acting): Promise<Task[]> {
  const red = [];
  for (const { id, settings } of rounds)
    for await (const tasks of taskBatches((batch) => stores.roundTasks.pastDeadline(id, today, batch)))
      red.push(...tasks.filter((task) => assessTask(task, today, calendar, settings).light === 'red'));
  return red;
}

/** What may be chased now, over all rounds. */
async function judge(acting: Acting, tasks: readonly Task[], byRule: boolean): Promise<ChaseVerdict> {
  const verdicts = [];
  for (const round of acting.rounds) {
    const ofRound = tasks.filter(({ roundId }) => roundId === round.id);
    verdicts.push(
      chaseVerdict({
        tasks: ofRound,
        entries: await acting.stores.entries.ofTasks(
          ofRound.map(({ id }) => id),
          acting.week,
        ),
        byRule,
        chasedToday: await acting.stores.chases.chasedOn(round.id, acting.today),
        calendar: acting.calendar,
        settings: round.settings,
        today: acting.today,
        weekMonday: acting.week,
      }),
    );
  }
  return { sent: verdicts.flatMap(({ sent }) => sent), dropped: verdicts.flatMap(({ dropped }) => dropped) };
}

/** Set when it is quiet time: the chase then goes out with the next working hours. */
function deferredTo(acting: Acting, task: Task | undefined): LocalTime | null {
  if (!task) return null;
  const now = acting.clock.local(acting.now);
  const sendable = nextSendable(acting.calendar, roundOf(acting, task).settings.quietHours, now);
  return compareLocalTime(sendable, now) === 0 ? null : sendable;
}
