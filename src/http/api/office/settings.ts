import { loadYear, setDay, type CalendarChange } from '../../../app/calendar/change-calendar.ts';
import { readYear } from '../../../app/calendar/read-year.ts';
import { showCalendar } from '../../../app/calendar/show-calendar.ts';
import { refusalFor, roundFor, type Asker } from '../../../app/office/asker.ts';
import { endRound, openTasksOf } from '../../../app/office/end-round.ts';
import { changeSettings, editableOf, nameOfState, previewWeeks } from '../../../app/office/round-settings.ts';
import type { AnswerOf } from '../../../contract/endpoint.ts';
import type { settingsEndpoints } from '../../../contract/settings.ts';
import { FEWEST_WORKING_DAYS } from '../../../domain/calendar/plan-week.ts';
import { checkYear, type YearDays } from '../../../domain/calendar/year-file.ts';
import { shapeOfYear } from '../../../domain/calendar/year-shape.ts';
import { yearFlaws } from '../../../zh/pages/calendar.ts';
import { officeErrors } from '../../../zh/pages/office-errors.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { Refusal } from '../api-error.ts';
import type { HandlersOf } from '../handler.ts';
import { apart } from '../apart.ts';
import { bytesOf, noFile } from './bytes.ts';

type YearAnswer = AnswerOf<(typeof settingsEndpoints)['POST /calendar/years']>;

export function settingsHandlers(api: ApiDeps): HandlersOf<typeof settingsEndpoints> {
  const { deps } = api;
  const round = (asker: Asker, letter: string) => roundFor(deps, asker, 'configure_round', letter);
  const mayCalendar = (asker: Asker) => refusalFor(deps, asker, 'set_calendar', 'anywhere');
  return {
    'GET /rounds/:letter/settings': apart(api, 'GET /rounds/:letter/settings', async (asker, { params }) => {
      const found = await round(asker, params.letter);
      if ('refused' in found) return found;
      const settings = editableOf(found);
      return {
        letter: found.letter,
        name: found.name,
        // As it is kept: what an older release took is not refused to be shown.
        settings: settings as AnswerOf<
          (typeof settingsEndpoints)['GET /rounds/:letter/settings']
        >['settings'],
        seen: nameOfState(settings),
        categories: await deps.store.problems.categories(found.id),
        openTasks: await openTasksOf(deps, found.letter),
      };
    }),
    'PUT /rounds/:letter/settings': apart(
      api,
      'PUT /rounds/:letter/settings',
      async (asker, { params, body }) => {
        const found = await round(asker, params.letter);
        return 'refused' in found ? found : changeSettings(deps, found, { ...body, by: asker.by });
      },
    ),
    'POST /rounds/:letter/settings/preview': apart(
      api,
      'POST /rounds/:letter/settings/preview',
      async (asker, { params, body }) => {
        const found = await round(asker, params.letter);
        return 'refused' in found ? found : { weeks: await previewWeeks(deps, body.settings) };
      },
    ),
    'POST /rounds/:letter/end': apart(api, 'POST /rounds/:letter/end', async (asker, { params, body }) => {
      const found = await round(asker, params.letter);
      if ('refused' in found) return found;
      if ((await openTasksOf(deps, found.letter)) !== body.openTasks)
        return { refused: 'changed_meanwhile', status: 409, detail: officeErrors.open_tasks_changed };
      return endRound(deps, found.letter, asker.by);
    }),
    'GET /calendar': apart(
      api,
      'GET /calendar',
      async (asker) => (await mayCalendar(asker)) ?? showCalendar(deps),
    ),
    'POST /calendar/years': apart(api, 'POST /calendar/years', async (asker, { query }, request) => {
      const refused = await mayCalendar(asker);
      if (refused) return refused;
      const file = bytesOf(request);
      return file ? takeYear(asker, file, query.keep) : noFile;
    }),
    'PUT /calendar/days/:day': apart(api, 'PUT /calendar/days/:day', async (asker, { params, body }) => {
      const by = { person: asker.person, source: asker.by.source };
      const change = await setDay(deps, by, { day: params.day, ...body });
      return change.kind === 'refused' ? { refused: 'not_permitted' } : { moved: movedBy(change) };
    }),
  };

  async function takeYear(asker: Asker, file: Buffer, keep: boolean): Promise<YearAnswer | Refusal> {
    const read = readYear(file);
    if (read.kind === 'unreadable') return wrongYear(read.problems);
    const checked = checkYear(read.stated);
    if (checked.kind === 'wrong') return wrongYear(yearFlaws(checked.problems));
    const { days, doubts } = checked;
    const by = { person: asker.person, source: asker.by.source };
    const change = keep ? await loadYear(deps, by, days) : null;
    const { workingDays, holidays, worked } = await shapeWith(days);
    const { year, source } = days;
    const moved = change ? movedBy(change) : 0;
    return { year, source, workingDays, holidays, worked, doubts, kept: keep, moved };
  }

  async function shapeWith({ year, off, worked }: YearDays) {
    const { years } = await deps.store.workCalendar();
    const calendar = { years: new Map([...years, [year, { off: new Set(off), worked: new Set(worked) }]]) };
    return shapeOfYear(calendar, year, FEWEST_WORKING_DAYS);
  }
}

const movedBy = (change: CalendarChange): number => (change.kind === 'changed' ? change.replanned.length : 0);

const wrongYear = (problems: readonly string[]): Refusal => ({
  refused: 'year_invalid',
  status: 422,
  detail: `${officeErrors.year_invalid}${problems.slice(0, 5).join('；')}`,
});
