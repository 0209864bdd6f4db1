import { randomUUID } from 'node:crypto';
import { nextSendable } from '../../domain/calendar/quiet-hours.ts';
import { compareLocalTime, type LocalTime } from '../../domain/calendar/date.ts';
import type { ChasePreviewNotice } from '../../domain/message/notice.ts';
import { chaseVerdict, type ChaseVerdict } from '../../domain/reminder/budget.ts';
import type { RemindTarget } from '../../domain/reply/result.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Task } from '../../domain/task/task.ts';
import type { NewOutbound, Pending } from '../message-stores.ts';
import { unansweredTasks } from '../conversation/queries.ts';
import { awaitConfirmation, forget } from '../conversation/questions.ts';
import { linesNow } from '../conversation/round-now.ts';
import { answer, roundOf, type Turn } from '../conversation/turn.ts';

/** 催办, first half: who would be chased about what, shown to the manager, who says yes or no. */
export async function previewChase(turn: Turn, target: RemindTarget): Promise<string> {
  const byRule = 'scope' in target || 'unit' in target;
  const verdict = await judge(turn, await targetedTasks(turn, target), byRule);
  const dropped = verdict.dropped.map(({ task, reason }) => ({ code: task.code, reason }));
  if (verdict.sent.length === 0) {
    answer(turn, { kind: 'chase_empty', dropped });
    return 'chase_empty';
  }
  const asks = verdict.sent.flatMap((recipient) => recipient.asks);
  const cardId = `c_${randomUUID()}`;
  await awaitConfirmation(
    turn,
    cardId,
    asks.map(({ task }) => task.id),
  );
  const preview: ChasePreviewNotice = {
    kind: 'chase_preview',
    cardId,
    targets: verdict.sent.map((recipient) => ({
      name: recipient.asks[0]?.task.owner?.name ?? '',
      codes: recipient.asks.map(({ task }) => task.code),
    })),
    dropped,
    deferredTo: deferredTo(turn, asks[0]?.task),
  };
  answer(turn, preview);
  return 'chase_previewed';
}

/** 催办, second half. What was closed, answered for or chased by somebody else meanwhile drops out. */
export async function confirmChase(
  turn: Turn,
  pending: Extract<Pending, { kind: 'confirm_chase' }>,
  confirmed: 'yes' | 'no',
): Promise<string> {
  await forget(turn);
  if (confirmed === 'no') {
    answer(turn, { kind: 'chase_cancelled' });
    return 'chase_cancelled';
  }
  const tasks = (await turn.stores.tasks.list({})).filter(({ id }) => pending.taskIds.includes(id));
  let [people, chased] = [0, 0];
  for (const round of turn.rounds) {
    const ofRound = tasks.filter(({ roundId }) => roundId === round.id);
    const sent = await chaseRound(turn, round, ofRound);
    people += sent.people;
    chased += sent.tasks;
  }
  answer(turn, { kind: 'chase_sent', people, tasks: chased, deferredTo: deferredTo(turn, tasks[0]) });
  return 'chased';
}

async function chaseRound(
  turn: Turn,
  round: Round,
  tasks: readonly Task[],
): Promise<{ people: number; tasks: number }> {
  const { sent } = await judge(turn, tasks, false);
  const taskIds = sent.flatMap(({ asks }) => asks.map(({ task }) => task.id));
  if (taskIds.length === 0) return { people: 0, tasks: 0 };
  const chase = await turn.stores.chases.add({
    roundId: round.id,
    byId: turn.person.id,
    day: turn.today,
    at: turn.now,
    taskIds,
  });
  const won = new Set(chase.taskIds);
  const people = sent.filter(({ asks }) => asks.some(({ task }) => won.has(task.id)));
  for (const { personId } of people)
    turn.outbox.push(...(await chaseMessage(turn, round, chase.id, personId)));
  await turn.stores.audit.append({
    at: turn.now,
    actor: turn.person.userid,
    event: 'chased',
    subject: chase.id,
    detail: { taskIds: chase.taskIds, people: people.length },
  });
  return { people: people.length, tasks: chase.taskIds.length };
}

/** Composed when it is sent, from the chase's tasks as they are then. */
async function chaseMessage(
  turn: Turn,
  round: Round,
  chaseId: string,
  personId: string,
): Promise<NewOutbound[]> {
  const person = await turn.stores.people.byId(personId);
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
      notBefore: turn.now,
      createdAt: turn.now,
    },
  ];
}

async function targetedTasks(turn: Turn, target: RemindTarget): Promise<Task[]> {
  const tasks = await turn.stores.tasks.list({});
  if ('items' in target) return tasks.filter(({ code }) => target.items.includes(code));
  if ('unit' in target) return tasks.filter(({ leadUnit }) => leadUnit?.name === target.unit);
  if ('person' in target) return tasks.filter(({ owner }) => owner?.name === target.person);
  if (target.scope === 'unreported') return unansweredTasks(turn);
  const lines = [];
  for (const round of turn.rounds) lines.push(...(await linesNow(turn, round, tasks)));
  const red = new Set(lines.flatMap(({ light, taskId }) => (light === 'red' ? [taskId] : [])));
  return tasks.filter(({ id }) => red.has(id));
}

/** What may be chased now, over all rounds. */
async function judge(turn: Turn, tasks: readonly Task[], byRule: boolean): Promise<ChaseVerdict> {
  const verdicts = [];
  for (const round of turn.rounds) {
    const ofRound = tasks.filter(({ roundId }) => roundId === round.id);
    verdicts.push(
      chaseVerdict({
        tasks: ofRound,
        entries: await turn.stores.entries.ofTasks(
          ofRound.map(({ id }) => id),
          turn.week,
        ),
        byRule,
        chasedToday: await turn.stores.chases.chasedOn(round.id, turn.today),
        calendar: turn.calendar,
        settings: round.settings,
        today: turn.today,
        weekMonday: turn.week,
      }),
    );
  }
  return { sent: verdicts.flatMap(({ sent }) => sent), dropped: verdicts.flatMap(({ dropped }) => dropped) };
}

/** Set when it is quiet time: the chase then goes out with the next working hours. */
function deferredTo(turn: Turn, task: Task | undefined): LocalTime | null {
  if (!task) return null;
  const now = turn.clock.local(turn.now);
  const sendable = nextSendable(turn.calendar, roundOf(turn, task).settings.quietHours, now);
  return compareLocalTime(sendable, now) === 0 ? null : sendable;
}
