import type { NamedPerson } from '../../domain/message/change-notice.ts';
import type { Notice } from '../../domain/message/notice.ts';
import type { RefusalReason } from '../../domain/message/lines.ts';
import type { Person } from '../../domain/task/people.ts';
import type { Acting } from '../acting.ts';

export type FoundPerson =
  { readonly person: Person } | { readonly refusal: RefusalReason; readonly notice: Notice };

/**
 * Who is meant by a name as written, among those who are here: the name alone, with the unit before or behind it, or
 * the userid. One who is not clear is never guessed: whoever fits is listed with his unit.
 * @param code of the task it is about, for the wording
 */
export async function findPerson(
  acting: Pick<Acting, 'stores'>,
  name: string,
  code: string,
): Promise<FoundPerson> {
  const wanted = spelled(name);
  const here = (await acting.stores.people.all()).filter(({ active }) => active);
  const fitting = here.filter((person) => namesOf(person).includes(wanted));
  const [person, ...others] = fitting;
  if (person && others.length === 0) return { person };
  const people = fitting.map(named);
  return {
    refusal: person ? 'several_people' : 'no_such_person',
    notice: { kind: 'person_unclear', code, name, people },
  };
}

export const named = ({ name, unit }: Person): NamedPerson => ({ name, unit: unit?.name ?? '' });

const spelled = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\s()@]/g, '')
    .toLowerCase();

function namesOf({ name, unit, userid }: Person): string[] {
  const own = [name, userid];
  const withUnit = unit === null ? [] : [`${unit.name}${name}`, `${name}${unit.name}`];
  return [...own, ...withUnit].map(spelled);
}
