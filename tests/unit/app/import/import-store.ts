import type { Directory, Member } from '../../../../src/app/channel.ts';
import type { Deps, Wording } from '../../../../src/app/ports.ts';
import type { NewTask, Store, Stores } from '../../../../src/app/stores.ts';
import { settableClock } from '../../../../src/clock.ts';
import type { Person, Ref, Unit } from '../../../../src/domain/task/people.ts';
import { DEFAULT_ROUND_SETTINGS, type Round } from '../../../../src/domain/task/round.ts';
import type { Task } from '../../../../src/domain/task/task.ts';
import { maskNumbers } from '../../../../src/zh/masking.ts';
import { hasSecrecyMark } from '../../../../src/zh/secrecy.ts';
import { calendar2026 } from '../../../support/calendar-2026.ts';
import { silentLog } from '../../../support/silent-log.ts';

/** What the stores of these tests hold; a failed transaction leaves it as it was. */
export interface Memory {
  people: Person[];
  units: Unit[];
  rounds: (Round & { readonly active: boolean })[];
  categories: { id: string; roundId: string; no: number; name: string }[];
  problems: { id: string; roundId: string; categoryId: string; no: number; title: string; cause: string }[];
  tasks: Task[];
  closures: { taskId: string; submitterId: string }[];
  audit: { actor: string; event: string; subject: string; detail: object }[];
}

export const emptyMemory = (given: Partial<Memory> = {}): Memory => ({
  people: [],
  units: [],
  rounds: [],
  categories: [],
  problems: [],
  tasks: [],
  closures: [],
  audit: [],
  ...given,
});

export const aRound = (given: Partial<Memory['rounds'][number]> = {}): Memory['rounds'][number] => ({
  id: `round-${(given.letter ?? 'A').toLowerCase()}`,
  letter: 'A',
  name: '八届区委第七轮巡察整改',
  startedOn: '2026-03-02',
  settings: DEFAULT_ROUND_SETTINGS,
  digestTarget: null,
  active: true,
  ...given,
});

export const aPerson = (userid: string, name: string, given: Partial<Person> = {}): Person => ({
  id: `person-${userid}`,
  userid,
  name,
  unit: null,
  roles: [],
  roundRoles: [],
  active: true,
  ...given,
});

/** 2026-06-10, a Wednesday, 10:00 in Shanghai. */
export const NOW = new Date('2026-06-10T02:00:00Z');

export function importDeps(memory: Memory): Pick<Deps, 'store' | 'words' | 'clock' | 'log'> {
  return {
    store: memoryStore(memory),
    words: { hasSecrecyMark, maskNumbers } as Wording,
    clock: settableClock(NOW, 'Asia/Shanghai'),
    log: silentLog,
  };
}

/** What a test says of somebody in WeCom's directory. */
export type Listed = Pick<Member, 'userid' | 'name'> & Partial<Member>;

const aMember = (given: Listed): Member => ({
  departments: [],
  position: '',
  directLeader: null,
  headOf: [],
  active: true,
  ...given,
});

/** WeCom's directory; `calls` counts how often it was read. */
export function aDirectory(listed: readonly Listed[]): Directory & { calls: number } {
  return {
    calls: 0,
    async people() {
      this.calls += 1;
      return listed.map(aMember);
    },
    useridsOf: async () => new Map(),
  };
}

export function memoryStore(memory: Memory): Store {
  const stores = { ...people(memory), ...rounds(memory), ...tasks(memory), ...records(memory) };
  return {
    ...(stores as unknown as Stores),
    async transaction(work) {
      const before = structuredClone(memory);
      try {
        return await work(stores as unknown as Stores);
      } catch (error) {
        Object.assign(memory, before);
        throw error;
      }
    },
    workCalendar: async () => calendar2026,
  };
}

function people(memory: Memory): Pick<Stores, 'people'> {
  return {
    people: {
      all: async () => memory.people,
      byUserid: async (userid) => memory.people.find((each) => same(each.userid, userid)) ?? null,
      byId: async (id) => memory.people.find((each) => each.id === id) ?? null,
      withRole: async (role) => memory.people.filter(({ roles }) => roles.includes(role)),
      sessionGeneration: async () => 1,
      endSessions: async () => {},
      units: async () => memory.units,
      async save({ userid, name, unitId, roles }) {
        const unit = memory.units.find(({ id }) => id === unitId) ?? null;
        const others = memory.people.filter((each) => !same(each.userid, userid));
        memory.people = [...others, aPerson(userid, name, { unit, roles })];
        return `person-${userid}`;
      },
      async saveMember({ userid, name, unitId, active }) {
        const known = memory.people.find((each) => same(each.userid, userid));
        const unit = memory.units.find(({ id }) => id === unitId) ?? null;
        const others = memory.people.filter((each) => !same(each.userid, userid));
        memory.people = [...others, aPerson(userid, name, { ...known, name, unit, active })];
        return known?.id ?? `person-${userid}`;
      },
      setRoundRole: async () => {},
      async saveUnit({ name, headId }) {
        const id = `unit-${name}`;
        if (memory.units.every((unit) => unit.name !== name)) memory.units.push({ id, name, headId });
        return id;
      },
    },
  };
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function rounds(memory: Memory): Pick<Stores, 'rounds'> {
  return {
    rounds: {
      active: async () => memory.rounds.filter(({ active }) => active),
      lettersUsed: async () => memory.rounds.map(({ letter }) => letter),
      all: async () =>
        memory.rounds.map((round) => ({ ...round, endedOn: round.active ? null : ('2026-06-10' as const) })),
      async end(id) {
        memory.rounds = memory.rounds.map((round) => (round.id === id ? { ...round, active: false } : round));
      },
      byLetter: async (letter) => memory.rounds.find((round) => round.letter === letter) ?? null,
      byId: async (id) => memory.rounds.find((round) => round.id === id) ?? null,
      async create({ letter, name, startedOn, settings, digestTarget }) {
        const round = aRound({ letter, name, startedOn, settings, digestTarget });
        memory.rounds.push(round);
        return round.id;
      },
      async setSettings(id, settings) {
        memory.rounds = memory.rounds.map((round) => (round.id === id ? { ...round, settings } : round));
      },
      async setDigestTarget() {},
      async saveCategory({ roundId, no, name }) {
        const id = `category-${name}`;
        if (memory.categories.every((category) => category.id !== id)) {
          memory.categories.push({ id, roundId, no, name });
        }
        return id;
      },
      async saveProblems(roundId, problems) {
        const idOf = (no: number) => `${roundId}/problem-${no}`;
        for (const { categoryId, no, title, cause } of problems) {
          if (memory.problems.some((problem) => problem.id === idOf(no))) continue;
          memory.problems.push({ id: idOf(no), roundId, categoryId, no, title, cause });
        }
        return new Map(memory.problems.map((problem) => [problem.no, problem.id]));
      },
    },
  };
}

function tasks(memory: Memory): Pick<Stores, 'tasks'> {
  return {
    tasks: {
      list: async ({ roundId }) =>
        memory.tasks.filter((task) => roundId === undefined || task.roundId === roundId),
      byId: async (id) => memory.tasks.find((task) => task.id === id) ?? null,
      codes: async () => memory.tasks.map(({ code }) => code),
      add: async (task) => addTask(memory, task),
      addAll: async (added) => added.map((task) => addTask(memory, task)),
      countOpen: async () => memory.tasks.length,
      openOwners: async () => [],
      change: async () => false,
      addSupporter: async () => {},
      setStages: async () => {},
    },
  };
}

function addTask(memory: Memory, task: NewTask): string {
  if (memory.tasks.some(({ roundId, no }) => roundId === task.roundId && no === task.no)) {
    throw new Error('unique constraint (roundId, no)');
  }
  const problem = memory.problems.find(({ id }) => id === task.problemId);
  const id = `${task.roundId}/task-${task.no}`;
  memory.tasks.push({
    ...task,
    id,
    code: String(task.no),
    category: ref(memory.categories, problem?.categoryId ?? null) ?? { id: '', name: '' },
    problem: { id: task.problemId, no: problem?.no ?? 0, name: problem?.title ?? '' },
    leader: ref(memory.people, task.leaderId),
    owner: ref(memory.people, task.ownerId),
    contact: ref(memory.people, task.contactId),
    leadUnit: ref(memory.units, task.leadUnitId),
    supportUnits: task.supportUnitIds.flatMap((unitId) => ref(memory.units, unitId) ?? []),
    supporters: [],
    stages: [],
    reportedUp: null,
    removed: null,
    version: 1,
  });
  return id;
}

function ref(list: readonly Ref[], id: string | null): Ref | null {
  const found = list.find((each) => each.id === id);
  return found ? { id: found.id, name: found.name } : null;
}

function records(memory: Memory): {
  requests: Pick<Stores['requests'], 'addClosure'>;
  audit: Pick<Stores['audit'], 'append'>;
} {
  return {
    requests: {
      async addClosure({ taskId, submitterId }) {
        memory.closures.push({ taskId, submitterId });
        return `closure-${taskId}`;
      },
    },
    audit: {
      async append({ actor, event, subject, detail = {} }) {
        memory.audit.push({ actor, event, subject, detail });
      },
    },
  };
}
