import type { Role } from '../../src/domain/task/people.ts';
import type { House } from './house.ts';

/** From now on the person has that role in every round, and no other. */
export async function giveRole({ deps }: House, userid: string, role: Role): Promise<void> {
  const { people } = deps.store;
  const person = await people.byUserid(userid);
  await people.save({
    userid,
    name: person?.name ?? userid,
    unitId: person?.unit?.id ?? null,
    roles: [role],
  });
}
