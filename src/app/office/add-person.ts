import type { Person } from '../../domain/task/people.ts';
import { AppError } from '../../errors.ts';
import type { Deps } from '../ports.ts';
import { OPERATOR, type DoneBy } from './done-by.ts';

/** WeCom has no colon in a userid (app-api §6), so that this is nobody's there. */
const WITHOUT_ACCOUNT = 'person:';

/** Whether WeCom knows the person's userid, or we made it up. */
export const hasAccount = ({ userid }: Pick<Person, 'userid'>): boolean =>
  !userid.startsWith(WITHOUT_ACCOUNT);

/**
 * Adds somebody WeCom's directory does not tell us of, as where there is only a robot. He makes himself known by a
 * binding code.
 * @param unit by name; it is added unless it exists
 * @param userid null: one is made up
 * @throws AppError usage when somebody has that userid
 */
export async function addPerson(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  person: {
    readonly name: string;
    readonly unit: string | null;
    readonly userid: string | null;
    readonly by?: DoneBy;
  },
): Promise<{ userid: string }> {
  return store.transaction(async (stores) => {
    const people = await stores.people.all();
    const userid = person.userid ?? freeUserid(people);
    if (people.some((each) => each.userid.toLowerCase() === userid.toLowerCase())) {
      throw new AppError('usage', `somebody has the userid ${userid} already`);
    }
    const unitId =
      person.unit === null ? null : await stores.people.saveUnit({ name: person.unit, headId: null });
    await stores.people.save({ userid, name: person.name, unitId, roles: [] });
    await stores.audit.append({
      at: clock.now(),
      ...(person.by ?? OPERATOR),
      event: 'person_added',
      subject: userid,
      detail: {},
    });
    return { userid };
  });
}

function freeUserid(people: readonly Person[]): string {
  const used = people
    .filter((person) => !hasAccount(person))
    .map(({ userid }) => Number(userid.slice(WITHOUT_ACCOUNT.length)));
  return `${WITHOUT_ACCOUNT}${Math.max(0, ...used) + 1}`;
}
