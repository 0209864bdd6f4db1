import { Argument, type Command } from 'commander';
import { loadYear, setDay, type CalendarChange } from '../app/calendar/change-calendar.ts';
import { readYear } from '../app/calendar/read-year.ts';
import type { Replanned } from '../app/calendar/replan-weeks.ts';
import type { Clock } from '../clock.ts';
import { yearOf, type DateOnly } from '../domain/calendar/date.ts';
import { FEWEST_WORKING_DAYS } from '../domain/calendar/plan-week.ts';
import { isKnownYear, isWorkingDay, type WorkCalendar } from '../domain/calendar/work-calendar.ts';
import { checkYear, type YearDays } from '../domain/calendar/year-file.ts';
import { daysOfYear, shapeOfYear } from '../domain/calendar/year-shape.ts';
import { AppError } from '../errors.ts';
import { DOUBTS, problemText, shapeText } from './calendar-text.ts';
import { printJson, withApp, type Cli, type CliApp } from './cli.ts';
import { asDate, asYear } from './options.ts';

/** The days of work, where the State Council's notice is newer than the release. */
export function addCalendar(program: Command, cli: Cli): void {
  const calendar = program
    .command('calendar')
    .description('days off and days made up for: the State Council’s notice of a year, and single days');
  calendar
    .command('load <file>')
    .description('read a year from a JSON, CSV or text file and show what it changes; with --yes keep it')
    .option('--yes', 'keep it')
    .option('--json', 'as JSON')
    .action((file: string, options: { yes?: true; json?: true }) => load(cli, file, options));
  calendar
    .command('show')
    .addArgument(new Argument('<year>', 'a year').argParser(asYear))
    .description('holidays, worked weekends, long and skipped weeks of a year')
    .option('--json', 'as JSON')
    .action((year: number, { json }: { json?: true }) => withApp(cli, (app) => show(cli, app, year, json)));
  calendar
    .command('day')
    .addArgument(new Argument('<date>', 'the day').argParser(asDate))
    .addArgument(new Argument('<what>', 'default: as its year says').choices(['off', 'working', 'default']))
    .description('set one day apart from its year')
    .option('--note <note>', 'why', '')
    .action((day: DateOnly, what: keyof typeof WORKING, { note }: { note: string }) =>
      withApp(cli, async ({ deps }) => {
        const change = await setDay(deps, 'operator', { day, working: WORKING[what], note });
        cli.print(what === 'default' ? `${day}: as its year says` : `${day}: ${what}`);
        printMoves(cli, deps.clock, change);
      }),
    );
  calendar
    .command('check')
    .description('which years are known, and from where')
    .option('--json', 'as JSON')
    .action(({ json }: { json?: true }) => withApp(cli, (app) => check(cli, app, json)));
}

const WORKING = { off: false, working: true, default: null } as const;

async function load(cli: Cli, file: string, { yes, json }: { yes?: true; json?: true }): Promise<void> {
  const { days, doubts } = accepted(await cli.readFile(file));
  await withApp(cli, async ({ deps }) => {
    const before = await deps.store.workCalendar();
    const after = withYear(before, days);
    const shape = shapeOfYear(after, days.year, FEWEST_WORKING_DAYS);
    const differing = isKnownYear(before, days.year)
      ? daysOfYear(days.year).filter((day) => isWorkingDay(before, day) !== isWorkingDay(after, day))
      : null;
    if (json)
      printJson(cli, {
        year: days.year,
        source: days.source,
        ...shape,
        differing,
        doubts,
        kept: yes ?? false,
      });
    else {
      for (const line of shapeText(days.year, shape)) cli.print(line);
      cli.print(`  source: ${days.source}`);
      for (const line of changeText(days.year, differing)) cli.print(line);
      for (const doubt of doubts) cli.print(`  doubtful: ${DOUBTS[doubt]}`);
    }
    if (!yes) {
      if (!json) cli.print('nothing was kept: say --yes when this is right');
      return;
    }
    const change = await loadYear(deps, 'operator', days);
    if (!json) cli.print(`the year ${days.year} is loaded; running services know of it at once`);
    if (!json) printMoves(cli, deps.clock, change);
  });
}

/** @throws AppError import_invalid naming every line or field that is wrong */
function accepted(file: Buffer): Extract<ReturnType<typeof checkYear>, { kind: 'right' }> {
  const read = readYear(file);
  const checked = read.kind === 'read' ? checkYear(read.stated) : null;
  if (checked?.kind === 'right') return checked;
  const problems =
    checked === null ? (read.kind === 'unreadable' ? read.problems : []) : checked.problems.map(problemText);
  throw new AppError(
    'import_invalid',
    ['nothing was kept, the file is wrong:', ...problems.map((problem) => `  ${problem}`)].join('\n'),
  );
}

const withYear = ({ years }: WorkCalendar, { year, off, worked }: YearDays): WorkCalendar => ({
  years: new Map([...years, [year, { off: new Set(off), worked: new Set(worked) }]]),
});

function changeText(year: number, differing: readonly DateOnly[] | null): string[] {
  if (differing === null) return [`  ${year} is not known so far: Monday to Friday count`];
  if (differing.length === 0) return [`  the same days as are known of ${year} now`];
  return [`  differs from what is known of ${year} now: ${differing.join(', ')}`];
}

function printMoves(cli: Cli, clock: Clock, change: CalendarChange): void {
  const moves: readonly Replanned[] = change.kind === 'changed' ? change.replanned : [];
  for (const { round, week, step, at } of moves) {
    const local = at && clock.local(at);
    const now = local === null ? 'skipped with its week' : `now due ${local.date} ${local.time}`;
    cli.print(`  round ${round}, week of ${week}: ${step} ${now}`);
  }
}

async function show(cli: Cli, { deps }: CliApp, year: number, json?: true): Promise<void> {
  const calendar = await deps.store.workCalendar();
  const shape = shapeOfYear(calendar, year, FEWEST_WORKING_DAYS);
  const known = isKnownYear(calendar, year);
  const setDays = (await deps.store.calendar.setDays()).filter(({ day }) => yearOf(day) === year);
  if (json) return printJson(cli, { year, known, ...shape, setDays });
  for (const line of shapeText(year, shape)) cli.print(line);
  if (!known) cli.print(`  ${year} is not known: Monday to Friday count, and the administrator is told`);
  for (const { day, working, note } of setDays)
    cli.print(`  set by hand: ${day} ${working ? 'working' : 'off'}${note === '' ? '' : ` (${note})`}`);
}

async function check(cli: Cli, { deps }: CliApp, json?: true): Promise<void> {
  const { calendar } = deps.store;
  const loaded = await calendar.loaded();
  const setDays = await calendar.setDays();
  const thisYear = yearOf(deps.clock.local(deps.clock.now()).date);
  const years = [
    ...new Set([...calendar.shipped, ...loaded.map(({ year }) => year), thisYear, thisYear + 1]),
  ].toSorted((a, b) => a - b);
  const lines = years.map((year) => {
    const file = loaded.find((each) => each.year === year);
    const from = file ? ('file' as const) : calendar.shipped.includes(year) ? ('release' as const) : null;
    const days = setDays.filter(({ day }) => yearOf(day) === year).length;
    return { year, from, source: file?.source ?? null, loadedBy: file?.loadedBy ?? null, setDays: days };
  });
  if (json) return printJson(cli, lines);
  for (const { year, from, source, loadedBy, setDays: days } of lines) {
    const by =
      from === null
        ? 'not known: Monday to Friday count'
        : from === 'file'
          ? `file, by ${loadedBy}: ${source}`
          : 'this release';
    cli.print(`${year}  ${by}${days > 0 ? `; ${days} single day${days === 1 ? '' : 's'} set` : ''}`);
  }
}
