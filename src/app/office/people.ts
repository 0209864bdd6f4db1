import type { DateOnly } from '../../domain/calendar/date.ts';
import { isOn, standInFor, type DeputyProblem } from '../../domain/task/deputies.ts';
import type { Role } from '../../domain/task/people.ts';
import type { Deps } from '../ports.ts';
import { hasAccount } from './add-person.ts';
import { lineOf } from './deputies.ts';

export interface PersonShown {
  readonly userid: string;
  readonly name: string;
  readonly unit: string | null;
  readonly active: boolean;
  readonly roles: { role: Role; round: string | null }[];
  readonly bound: boolean;
  readonly hasAccount: boolean;
  readonly ways: ('robot' | 'app')[];
  readonly namesake: boolean;
}

export interface PeopleFilter {
  readonly q?: string | undefined;
  readonly show: 'all' | 'roles' | 'unreached' | 'without_account';
  readonly after?: string | undefined;
}

const PAGE = 100;

/** The people we have, by userid, a page at a time. */
export async function listPeople(
  deps: Pick<Deps, 'store' | 'robotId' | 'channels'>,
  { q = '', show, after }: PeopleFilter,
): Promise<{ people: PersonShown[]; total: number; next: string | null }> {
  const all = await showPeople(deps);
  const wanted = q.trim().toLowerCase();
  const found = all.filter(
    (person) =>
      SHOWN[show](person) &&
      [person.name, person.userid, person.unit ?? ''].some((text) => text.toLowerCase().includes(wanted)),
  );
  const from = after === undefined ? 0 : found.findIndex(({ userid }) => userid === after) + 1;
  const people = found.slice(from, from + PAGE);
  const next = from + PAGE < found.length ? (people.at(-1)?.userid ?? null) : null;
  return { people, total: found.length, next };
}

const SHOWN: Readonly<Record<PeopleFilter['show'], (person: PersonShown) => boolean>> = {
  all: () => true,
  roles: ({ roles }) => roles.length > 0,
  unreached: ({ active, ways }) => active && ways.length === 0,
  without_account: (person) => person.active && !person.hasAccount,
};

async function showPeople({
  store,
  robotId,
  channels,
}: Pick<Deps, 'store' | 'robotId' | 'channels'>): Promise<PersonShown[]> {
  const people = await store.people.all();
  const letters = new Map((await store.rounds.all()).map(({ id, letter }) => [id, letter]));
  const bound = robotId === null ? new Set<string>() : await store.robotChats.boundPersonIds(robotId);
  const bearers = new Map<string, number>();
  for (const { name, active } of people) if (active) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  return people.map((person) => ({
    userid: person.userid,
    name: person.name,
    unit: person.unit?.name ?? null,
    active: person.active,
    roles: [
      ...person.roles.map((role) => ({ role, round: null })),
      ...person.roundRoles.map(({ role, roundId }) => ({ role, round: letters.get(roundId) ?? null })),
    ],
    bound: bound.has(person.id),
    hasAccount: hasAccount(person),
    ways: [
      ...(bound.has(person.id) ? (['robot'] as const) : []),
      ...(channels.app && hasAccount(person) ? (['app'] as const) : []),
    ],
    namesake: (bearers.get(person.name) ?? 0) > 1,
  }));
}

interface Named {
  readonly userid: string;
  readonly name: string;
}

export interface OfficeShown {
  readonly units: { name: string; head: Named | null; people: number }[];
  readonly deputies: {
    person: Named;
    deputy: Named;
    from: DateOnly;
    lastDay: DateOnly | null;
    chain: string[];
    problem: DeputyProblem | null;
  }[];
  readonly rounds: { letter: string; name: string }[];
  readonly hasRobot: boolean;
  readonly hasDirectory: boolean;
}

/** Units with their heads, and who stands in for whom. */
export async function showOffice(
  deps: Pick<Deps, 'store' | 'clock' | 'robotId' | 'directory'>,
): Promise<OfficeShown> {
  const { store, clock } = deps;
  const { date: today } = clock.local(clock.now());
  const people = new Map((await store.people.all()).map((person) => [person.id, person]));
  const deputations = await store.deputies.notOver(today);
  const named = (id: string): Named => {
    const { userid = '', name = '' } = people.get(id) ?? {};
    return { userid, name };
  };
  return {
    units: (await store.people.units()).map(({ id, name, headId }) => ({
      name,
      head: headId === null ? null : named(headId),
      people: [...people.values()].filter(({ unit, active }) => active && unit?.id === id).length,
    })),
    deputies: deputations
      .filter(({ from, until }) => until === null || until > from)
      .map((entry) => {
        const { from, lastDay } = lineOf(entry, (id) => named(id).name);
        const { path, problem } = standInFor(entry.personId, deputations, today);
        return {
          person: named(entry.personId),
          deputy: named(entry.deputyId),
          from,
          lastDay,
          chain: isOn(entry, today) ? path.map((id) => named(id).name) : [],
          problem,
        };
      }),
    rounds: (await store.rounds.active()).map(({ letter, name }) => ({ letter, name })),
    hasRobot: deps.robotId !== null,
    hasDirectory: deps.directory !== null,
  };
}

const MEMBERS = 20;

/** Who of WeCom's directory has that in name or userid. @throws AppError wecom_api, wecom_unreachable */
export async function searchDirectory(
  { store, directory }: Pick<Deps, 'store' | 'directory'>,
  q: string,
): Promise<
  { userid: string; name: string; departments: readonly string[]; position: string; known: boolean }[] | null
> {
  if (directory === null) return null;
  const wanted = q.trim().toLowerCase();
  const known = new Set((await store.people.all()).map(({ userid }) => userid.toLowerCase()));
  const found = (await directory.people()).filter(
    ({ active, name, userid }) =>
      active && (name.toLowerCase().includes(wanted) || userid.toLowerCase().includes(wanted)),
  );
  return found.slice(0, MEMBERS).map(({ userid, name, departments, position }) => {
    return { userid, name, departments, position, known: known.has(userid.toLowerCase()) };
  });
}
