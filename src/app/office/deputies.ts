import { addDays, type DateOnly } from '../../domain/calendar/date.ts';
import type { DeputyLine, DeputyRefusal } from '../../domain/message/ladder-notice.ts';
import {
  isOn,
  overlap,
  standInFor,
  type Deputation,
  type DeputyProblem,
} from '../../domain/task/deputies.ts';
import type { Person } from '../../domain/task/people.ts';
import type { Stores } from '../stores.ts';
import type { AuditSource } from '../audit/audit-stores.ts';

/* AB角: the office says who stands in for whom, in chat, by the API or on the command line. */

export interface NewDeputation {
  readonly person: Person;
  readonly deputy: Person;
  readonly from: DateOnly;
  /** The last day, as people say it; null: until it is ended. */
  readonly lastDay: DateOnly | null;
}

/** userid or `operator`, and the way it came. */
export interface By {
  readonly actor: string;
  readonly source: AuditSource;
  readonly at: Date;
}

/** Who is meant by a name, or a userid, among those who are still here. */
export async function personNamed(
  { people }: Pick<Stores, 'people'>,
  name: string,
): Promise<Person | DeputyRefusal> {
  const wanted = name.trim();
  const found = (await people.all()).filter(
    (person) =>
      person.active && (person.name === wanted || person.userid.toLowerCase() === wanted.toLowerCase()),
  );
  const [person, ...others] = found;
  if (!person) return 'no_such_person';
  return others.length > 0 ? 'several_people' : person;
}

/** Why these two cannot be put down; null when they can. Entries of one person never overlap: the old one is ended first. */
export async function refusalOf(
  { deputies }: Pick<Stores, 'deputies'>,
  { person, deputy, from, lastDay }: NewDeputation,
  today: DateOnly,
): Promise<DeputyRefusal | null> {
  if (person.id === deputy.id) return 'same_person';
  if (lastDay !== null && (lastDay < from || lastDay < today)) return 'until_before_from';
  const until = lastDay && addDays(lastDay, 1);
  const own = (await deputies.notOver(today)).filter(({ personId }) => personId === person.id);
  return own.some((entry) => overlap(entry, { from, until })) ? 'overlaps' : null;
}

/** @returns what is wrong with where it leads today, for the office to look at */
export async function setDeputy(
  stores: Stores,
  { person, deputy, from, lastDay }: NewDeputation,
  by: By,
  today: DateOnly,
): Promise<DeputyProblem | null> {
  const until = lastDay && addDays(lastDay, 1);
  const entry = { personId: person.id, deputyId: deputy.id, from, until };
  const id = await stores.deputies.add({ ...entry, setBy: by.actor, setAt: by.at });
  await stores.audit.append({
    ...by,
    event: 'deputy_set',
    subject: person.id,
    detail: { id, deputyId: deputy.id, from, until },
  });
  return standInFor(person.id, await stores.deputies.notOver(today), today).problem;
}

/** From today on nobody stands in for the person; what was to begin later does not begin. False when there was nothing. */
export async function endDeputies(stores: Stores, person: Person, by: By, today: DateOnly): Promise<boolean> {
  const entries = await deputiesOf(stores, person, today);
  for (const { id, deputyId, from } of entries) {
    await stores.deputies.end(id, from > today ? from : today);
    await stores.audit.append({ ...by, event: 'deputy_ended', subject: person.id, detail: { id, deputyId } });
  }
  return entries.length > 0;
}

/** The person's entries that count today or will. */
export async function deputiesOf(
  { deputies }: Pick<Stores, 'deputies'>,
  person: Person,
  today: DateOnly,
): Promise<Deputation[]> {
  return (await deputies.notOver(today)).filter(
    (entry) => entry.personId === person.id && counts(entry, today),
  );
}

/** Everybody's, as they are shown. */
export async function listDeputies(
  stores: Pick<Stores, 'deputies' | 'people'>,
  today: DateOnly,
): Promise<DeputyLine[]> {
  const people = await stores.people.all();
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? '';
  return (await stores.deputies.notOver(today))
    .filter((entry) => counts(entry, today))
    .map((entry) => lineOf(entry, nameOf));
}

export const lineOf = (
  { personId, deputyId, from, until }: Pick<Deputation, 'personId' | 'deputyId' | 'from' | 'until'>,
  nameOf: (id: string) => string,
): DeputyLine => ({
  person: nameOf(personId),
  deputy: nameOf(deputyId),
  from,
  lastDay: until && addDays(until, -1),
});

/** What was ended before it began counts on no day. */
const counts = (entry: Deputation, today: DateOnly): boolean =>
  isOn(entry, today) || (entry.from > today && (entry.until === null || entry.until > entry.from));
