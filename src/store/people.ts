import type { PeopleStore } from '../app/stores.ts';
import type { Person, Role, Unit } from '../domain/task/people.ts';
import { ignoringCase, type Db } from './rows.ts';

const withUnit = { unit: true, roundRoles: true } as const;

export function peopleStore(db: Db): PeopleStore {
  return {
    all: async () =>
      (await db.person.findMany({ include: withUnit, orderBy: { userid: 'asc' } })).map(toPerson),
    async byUserid(userid) {
      const row = await db.person.findFirst({
        where: { userid: ignoringCase(userid) },
        include: withUnit,
      });
      return row && toPerson(row);
    },
    async byId(id) {
      const row = await db.person.findUnique({ where: { id }, include: withUnit });
      return row && toPerson(row);
    },
    withRole: async (role, roundId) =>
      (
        await db.person.findMany({
          where: {
            active: true,
            OR: [
              { roles: { has: role } },
              ...(roundId === undefined ? [] : [{ roundRoles: { some: { role, roundId } } }]),
            ],
          },
          include: withUnit,
          orderBy: { userid: 'asc' },
        })
      ).map(toPerson),
    async sessionGeneration(userid) {
      const row = await db.person.findFirst({
        where: { userid: ignoringCase(userid), active: true },
        select: { sessionGeneration: true },
      });
      return row?.sessionGeneration ?? null;
    },
    async endSessions(personId) {
      await db.person.update({
        where: { id: personId },
        data: { sessionGeneration: { increment: 1 } },
      });
    },
    units: async () => (await db.unit.findMany({ orderBy: { name: 'asc' } })).map(toUnit),
    async save({ userid, name, unitId, roles }) {
      const existing = await db.person.findFirst({
        where: { userid: ignoringCase(userid) },
      });
      const fields = { name, unitId, roles: [...roles] };
      const row = existing
        ? await db.person.update({ where: { id: existing.id }, data: fields })
        : await db.person.create({ data: { userid, ...fields } });
      return row.id;
    },
    async saveMember({ userid, ...fields }) {
      const existing = await db.person.findFirst({ where: { userid: ignoringCase(userid) } });
      const row = existing
        ? await db.person.update({ where: { id: existing.id }, data: fields })
        : await db.person.create({ data: { userid, roles: [], ...fields } });
      return row.id;
    },
    async setRoundRole({ personId, roundId, role }, held) {
      const where = { personId, roundId, role };
      if (!held) await db.roundRole.deleteMany({ where });
      else await db.roundRole.createMany({ data: [where], skipDuplicates: true });
    },
    async saveUnit({ name, headId }) {
      const row = await db.unit.upsert({
        where: { name },
        create: { name, headId },
        update: headId === null ? {} : { headId },
      });
      return row.id;
    },
  };
}

type PersonRow = Awaited<ReturnType<Db['person']['findFirstOrThrow']>> & {
  unit: { id: string; name: string } | null;
  roundRoles: { roundId: string; role: Role }[];
};

const toPerson = ({ id, name, userid, unit, roles, roundRoles, active }: PersonRow): Person => ({
  id,
  name,
  userid,
  unit: unit && { id: unit.id, name: unit.name },
  roles,
  roundRoles: roundRoles.map(({ roundId, role }) => ({ roundId, role })),
  active,
});

const toUnit = ({ id, name, headId }: Unit): Unit => ({ id, name, headId });
