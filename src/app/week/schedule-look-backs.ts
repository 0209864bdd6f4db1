import { AHEAD_DAYS, closedBy, scheduleLookBacks } from '../../domain/task/look-back/schedule-look-backs.ts';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { Round } from '../../domain/task/round.ts';
import { messageOf } from '../../errors.ts';
import type { Deps } from '../ports.ts';

/**
 * Puts the look-backs of the coming days into the list, so many months after each closure. Asked on every wake-up: one
 * query per round finds what was closed long enough ago, and the unique index adds each look-back once.
 */
export async function scheduleDueLookBacks(deps: Deps, calendar: WorkCalendar): Promise<void> {
  for (const round of await deps.store.rounds.active()) {
    try {
      await scheduleRound(deps, round, calendar);
    } catch (error) {
      deps.log.error({ round: round.letter, error: messageOf(error) }, 'look_backs_not_scheduled');
    }
  }
}

async function scheduleRound(deps: Deps, round: Round, calendar: WorkCalendar): Promise<void> {
  const { lookBackMonths: months } = round.settings;
  if (months === null) return;
  const at = deps.clock.now();
  const { date: today } = deps.clock.local(at);
  const closed = await deps.store.lookBacks.closedTasks(round.id, closedBy(today, months));
  const due = scheduleLookBacks(closed, { months, today, calendar });
  if (due.length === 0) return;
  const added = await deps.store.transaction(async ({ lookBacks, audit }) => {
    const rows = due.map((each) => ({ ...each, cause: 'scheduled', seed: null }) as const);
    const news = await lookBacks.add(rows, at);
    for (const { id, taskId, dueOn } of news)
      await audit.append({
        at,
        actor: 'system',
        source: 'job',
        event: 'look_back_scheduled',
        subject: taskId,
        detail: { lookBackId: id, dueOn },
      });
    return news;
  });
  deps.log.info({ round: round.letter, added: added.length, aheadDays: AHEAD_DAYS }, 'look_backs_scheduled');
}
