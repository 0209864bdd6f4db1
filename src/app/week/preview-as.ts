import type { DateOnly } from '../../domain/calendar/date.ts';
import { mayInRound, visibleTasks } from '../../domain/access/permissions.ts';
import type { Round } from '../../domain/task/round.ts';
import type { Acting } from '../acting.ts';
import { isRefused, roundsToSee, type NotPermitted } from '../may-look.ts';
import { previewWeek, type WeekPreview } from './preview-week.ts';

type Untitled<T> = Omit<T, 'title'> & { readonly title: string | null };

/** The same, without titles of tasks the reader may not see: who sets up the week reads no findings. */
export type PreviewSeen = Omit<WeekPreview, 'people' | 'notAsked'> & {
  readonly people: readonly (Omit<WeekPreview['people'][number], 'tasks'> & {
    readonly tasks: readonly Untitled<WeekPreview['people'][number]['tasks'][number]>[];
  })[];
  readonly notAsked: readonly Untitled<WeekPreview['notAsked'][number]>[];
};

/** The preview for whoever runs a round or sets it up. */
export async function previewAs(acting: Acting, date: DateOnly): Promise<PreviewSeen | NotPermitted> {
  const rounds = await roundsToSee(acting, 'week_preview', ['see_unreported', 'configure_round']);
  if (isRefused(rounds)) return rounds;
  const { stores, calendar } = acting;
  const preview = await previewWeek(stores, { calendar, rounds, date });
  const sees = await seenCodes(acting, rounds);
  const veiled = <T extends { readonly code: string; readonly title: string }>(task: T): Untitled<T> => ({
    ...task,
    title: sees(task.code) ? task.title : null,
  });
  return {
    ...preview,
    people: preview.people.map(({ tasks, ...who }) => ({ ...who, tasks: tasks.map(veiled) })),
    notAsked: preview.notAsked.map(veiled),
  };
}

/** Whether he sees the task of that code: by his role in its round every one of it, else those he stands in a relation to. */
async function seenCodes(
  { stores, person }: Acting,
  rounds: readonly Round[],
): Promise<(code: string) => boolean> {
  const whole = rounds.filter(({ id }) => mayInRound(person, 'see_task', id));
  if (whole.length === rounds.length) return () => true;
  const own = new Set(
    visibleTasks(person, await stores.tasks.list({ concerns: person })).map(({ code }) => code),
  );
  // Where there are several rounds, a code begins with its round's letter.
  const letters = new Set(whole.map(({ letter }) => letter));
  return (code) => own.has(code) || letters.has(code.slice(0, 1));
}
