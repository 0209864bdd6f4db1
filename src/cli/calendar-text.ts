import type { YearDoubt, YearFlaw, YearProblem } from '../domain/calendar/year-file.ts';
import type { YearShape } from '../domain/calendar/year-shape.ts';

/* How a year is told to the operator. */

const FLAWS: Readonly<Record<YearFlaw, string>> = {
  not_a_year: 'a year such as 2027 is expected',
  source_missing: 'say which notice the days are from',
  not_a_date: 'a day as YYYY-MM-DD is expected, or in "off" a range as YYYY-MM-DD..YYYY-MM-DD',
  other_year: 'a day of another year',
  range_backwards: 'the range ends before it begins',
  range_too_long: 'no holiday is as long as that',
  stated_twice: 'stated before',
  worked_weekday: 'Monday to Friday are worked anyway: only Saturdays and Sundays belong here',
  off_and_worked: 'both off and worked',
};

export const DOUBTS: Readonly<Record<YearDoubt, string>> = {
  few_days_off: 'very few weekdays are off: is a holiday missing?',
  many_days_off: 'very many weekdays are off: is a range too long?',
  nothing_worked: 'no weekend is worked: are the make-up days missing?',
};

export const problemText = ({ at, text, flaw }: YearProblem): string =>
  `${at}: ${JSON.stringify(text)}: ${FLAWS[flaw]}`;

export function shapeText(year: number, shape: YearShape): string[] {
  const { holidays, worked, longWeeks, skippedWeeks } = shape;
  return [
    `${year}: ${shape.workingDays} working days`,
    ...holidays.map(
      ({ from, to, days }) =>
        `  off     ${from}${days > 1 ? ` to ${to}` : ''} (${days} day${days === 1 ? '' : 's'})`,
    ),
    ...worked.map((day) => `  worked  ${day}`),
    ...longWeeks.map(({ monday, workingDays }) => `  week of ${monday}: ${workingDays} working days`),
    ...skippedWeeks.map(
      ({ monday, workingDays }) => `  week of ${monday}: ${workingDays} working days, skipped`,
    ),
  ];
}
