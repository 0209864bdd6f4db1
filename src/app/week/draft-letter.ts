import { daysBetween, type DateOnly } from '../../domain/calendar/date.ts';
import { nextWorkingDay, type WorkCalendar } from '../../domain/calendar/work-calendar.ts';
import type { LetterContent } from './ladder-stores.ts';
import type { Climb } from './climb.ts';
import type { LadderFacts } from './ladder-facts.ts';

/** Working days a letter gives, from the day after it reaches the unit. */
const LIMIT_WORKING_DAYS = 5;

/** A 督办函 as data; a person signs and numbers it. A draft that is still there stays as it is. */
export async function draftLetter(
  { deps, stores, round, calendar, now, today }: Climb,
  { task, answer }: LadderFacts,
): Promise<void> {
  const dueOn = task.dueOn ?? today;
  const content: LetterContent = {
    code: task.code,
    title: task.title,
    unit: task.leadUnit?.name ?? '',
    owner: task.owner?.name ?? '',
    leader: task.leader?.name ?? '',
    dueOn,
    originalDueOn: task.originalDueOn,
    days: daysBetween(dueOn, today),
    lastAnswer: answer && {
      on: deps.clock.local(new Date(answer.recordedAt)).date,
      status: answer.status,
      text: answer.text,
    },
    requirement: 'finish_and_report',
    newLimit: limitOf(calendar, today),
  };
  await stores.letters.addDraft({ roundId: round.id, taskId: task.id, draftedAt: now, content });
}

function limitOf(calendar: WorkCalendar, today: DateOnly): DateOnly {
  let day = nextWorkingDay(calendar, today);
  for (let count = 0; count < LIMIT_WORKING_DAYS; count += 1) day = nextWorkingDay(calendar, day);
  return day;
}
