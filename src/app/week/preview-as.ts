import type { DateOnly } from '../../domain/calendar/date.ts';
import { visibleTasks } from '../../domain/access/permissions.ts';
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
  const { stores, calendar, person } = acting;
  const preview = await previewWeek(stores, { calendar, rounds, date });
  const seen = new Set(visibleTasks(person, await stores.tasks.list({})).map(({ code }) => code));
  const veiled = <T extends { readonly code: string; readonly title: string }>(task: T): Untitled<T> => ({
    ...task,
    title: seen.has(task.code) ? task.title : null,
  });
  return {
    ...preview,
    people: preview.people.map(({ tasks, ...who }) => ({ ...who, tasks: tasks.map(veiled) })),
    notAsked: preview.notAsked.map(veiled),
  };
}
