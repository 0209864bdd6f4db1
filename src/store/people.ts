import type { PeopleStore } from '../app/stores.ts';
import type { Person, Unit } from '../domain/task/people.ts';
import { Prisma } from '../generated/prisma/client.ts';
import type { Db } from './rows.ts';

const { sql } = Prisma;

export function peopleStore(db: Db): PeopleStore {
  return {
    all: () => readPeople(db, sql`true`),
    byUserid: async (userid) => (await readPeople(db, isUserid(userid)))[0] ?? null,
    byId: async (id) => (await readPeople(db, sql`p.id = ${id}::uuid`))[0] ?? null,
    withRole: (role, roundId) =>
      readPeople(
        db,
        sql`p.active and p.id in (select id from "Person" where roles @> array[${role}]::"Role"[] union
          select "personId" from "RoundRole" where role = ${role}::"Role" and "roundId" = ${roundId ?? null}::uuid)`,
      ),
    async sessionGeneration(userid) {
      const rows = await db.$queryRaw<{ generation: number }[]>`
        select p."sessionGeneration" as generation from "Person" p where ${isUserid(userid)} and p.active`;
      return rows[0]?.generation ?? null;
    },
    async endSessions(personId) {
      await db.person.update({
        where: { id: personId },
        data: { sessionGeneration: { increment: 1 } },
      });
    },
    units: async () => (await db.unit.findMany({ orderBy: { name: 'asc' } })).map(toUnit),
    async save({ userid, name, unitId, roles }) {
      const existing = await byUserid(db, userid);
      const fields = { name, unitId, roles: [...roles] };
      const row = existing
        ? await db.person.update({ where: { id: existing.id }, data: fields })
        : await db.person.create({ data: { userid, ...fields } });
      return row.id;
    },
    async saveMember({ userid, ...fields }) {
      const existing = await byUserid(db, userid);
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

/** As the unique index has it. */
const isUserid = (userid: string): Prisma.Sql => sql`lower(p.userid) = lower(${userid})`;

async function byUserid(db: Db, userid: string): Promise<{ readonly id: string } | null> {
  const rows = await db.$queryRaw<{ id: string }[]>`select p.id from "Person" p where ${isUserid(userid)}`;
  return rows[0] ?? null;
}

/** In one query: Prisma reads unit and roles by themselves. By userid. */
async function readPeople(db: Db, where: Prisma.Sql): Promise<Person[]> {
  const rows = await db.$queryRaw<{ person: Person }[]>`
    select json_build_object('id', p.id, 'name', p.name, 'userid', p.userid, 'active', p.active,
      'unit', (select json_build_object('id', u.id, 'name', u.name) from "Unit" u where u.id = p."unitId"),
      'roles', p.roles, 'roundRoles', coalesce((select json_agg(json_build_object('roundId', r."roundId", 'role', r.role))
        from "RoundRole" r where r."personId" = p.id), '[]')) as person
    from "Person" p where ${where} order by p.userid`;
  return rows.map(({ person }) => person);
}

const toUnit = ({ id, name, headId }: Unit): Unit => ({ id, name, headId });
