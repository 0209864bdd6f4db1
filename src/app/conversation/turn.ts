import { addDays, compareLocalTime, type LocalTime } from '../../domain/calendar/date.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { Notice } from '../../domain/message/notice.ts';
import type { Person } from '../../domain/task/people.ts';
import type { WeekStepName } from '../../domain/task/round.ts';
import type { Viewer } from '../../domain/access/relations.ts';
import type { Task } from '../../domain/task/task.ts';
import type { Acting } from '../acting.ts';
import type { NewOutbound, StoredInbound } from '../delivery/message-stores.ts';
import { openActing } from '../office/act-as.ts';
import type { Deps } from '../ports.ts';
import type { Stores } from '../stores.ts';

/** One message of one person being handled, inside its transaction. */
export interface Turn extends Acting {
  readonly message: StoredInbound;
  /** Tasks the person owns or answers for, also in somebody's place. */
  readonly ownTasks: readonly Task[];
  /** What a page is answered with. */
  readonly receipt: Notice[];
}

export async function openTurn(
  deps: Deps,
  stores: Stores,
  calendar: WorkCalendar,
  message: StoredInbound,
  person: Person,
): Promise<Turn> {
  const source = sourceOf(message);
  const acting = await openActing(deps, { stores, calendar }, person, { source, id: message.id });
  return { ...acting, message, ownTasks: await answeredBy(stores, acting.person), receipt: [] };
}

function sourceOf({ channel, content }: StoredInbound): 'chat' | 'card' | 'page' {
  if (channel === 'page') return 'page';
  return content.type === 'card' ? 'card' : 'chat';
}

/** By which way an entry came that is no press on a card. */
export const entrySource = ({ message }: Turn): 'chat' | 'page' =>
  message.channel === 'page' ? 'page' : 'chat';

/** His own, and those of whom he stands in for. */
const answeredBy = ({ tasks }: Stores, viewer: Viewer): Promise<Task[]> =>
  tasks.list({ personIds: [viewer.id, ...viewer.standsInFor] });

/**
 * Says something to the person of this turn, in the conversation he wrote in. What he asked in a group is answered in
 * his own chat, by whichever way leads there: nothing of a finding is said in a group (domain rule 10). A page has the
 * answer in its hand.
 */
export function answer(turn: Turn, notice: Notice): void {
  const { channel, groupId, replyTo } = turn.message;
  if (channel === 'page') {
    turn.receipt.push(notice);
    return;
  }
  const message = reply(turn, turn.person, notice);
  if (groupId !== null) turn.outbox.push(message);
  else turn.outbox.push({ ...message, via: channel, replyTo: isAnswered(turn) ? null : replyTo });
}

/** The frame of a message is replied to once; what follows is sent by itself. */
const isAnswered = (turn: Turn): boolean => turn.outbox.some(({ replyTo }) => replyTo);

/** Where the week of a round stands: whether its window has closed, and when its digest goes out. */
export interface WeekWindow {
  readonly closed: boolean;
  readonly digestAt: LocalTime | null;
  readonly closesAt: LocalTime;
  /** Steps that were missed and made up for. */
  readonly lateSteps: ReadonlySet<WeekStepName>;
}

export async function weekWindow(
  { stores, clock, now, week }: Pick<Turn, 'stores' | 'clock' | 'now' | 'week'>,
  roundId: string,
): Promise<WeekWindow> {
  const steps = await stores.weeks.steps(roundId, week);
  const close = steps.find(({ step }) => step === 'close');
  const digest = steps.find(({ step, state }) => step === 'digest' && state === 'planned');
  return {
    closed: close !== undefined && close.dueAt <= now,
    digestAt: digest ? clock.local(digest.dueAt) : null,
    lateSteps: new Set(steps.flatMap(({ step, late }) => (late ? [step] : []))),
    closesAt: close ? clock.local(close.dueAt) : { date: addDays(week, 4), time: '12:00' },
  };
}

export async function weekWindows(turn: Turn, roundIds: ReadonlySet<string>): Promise<WeekWindow[]> {
  const windows = [];
  for (const roundId of roundIds) windows.push(await weekWindow(turn, roundId));
  return windows;
}

export const soonest = (times: readonly LocalTime[]): LocalTime | null =>
  times.toSorted(compareLocalTime)[0] ?? null;

function reply(turn: Turn, person: Person, notice: Notice): NewOutbound {
  return {
    personId: person.id,
    roundId: null,
    kind: 'reply',
    period: `${turn.message.id}:${turn.outbox.length}`,
    address: { kind: 'person', userid: person.userid },
    notice,
    urgent: true,
    notBefore: turn.now,
    createdAt: turn.now,
  };
}
