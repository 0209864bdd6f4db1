import type { DateOnly } from '../../calendar/date.ts';
import type { ReplyCommand } from '../result.ts';
import { inquire, ordered, type CommandReading } from './order.ts';
import { dayIn, type Shaped } from './shapes.ts';

/** "张三7月1日至7月10日由李四代", "代理 张三 李四 7月1日-7月10日", "李四代理张三到7月10日". */
export function readDeputy(shaped: Shaped): CommandReading | null {
  const [person, deputy] = [shaped.slot('person'), shaped.slot('deputy')];
  if (person === null || deputy === null || person === deputy) return null;
  const [from, until] = [dayOf('from', shaped), dayOf('until', shaped)];
  if (from === undefined || until === undefined) return null;
  if (until !== null && until < shaped.context.today) return inquire('date_in_past');
  return ordered({
    name: 'deputy',
    person,
    deputy,
    from: notAfter(from, until),
    until,
  } satisfies ReplyCommand);
}

/** Null when none was said, undefined when what was said is no day. */
function dayOf(slot: 'from' | 'until', shaped: Shaped): DateOnly | null | undefined {
  const words = shaped.slot(slot);
  return words === null ? null : (dayIn(words, shaped) ?? undefined);
}

/** A first day without a year that has gone by is next year's by the calendar: it has begun. */
const notAfter = (from: DateOnly | null, until: DateOnly | null): DateOnly | null =>
  from !== null && until !== null && from > until ? null : from;

export const readEndOfDeputy = ({ slot }: Shaped): CommandReading | null => {
  const person = slot('person');
  return person === null ? null : ordered({ name: 'end_deputy', person });
};
