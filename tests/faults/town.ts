import type { ExamplePerson } from '../../src/app/office/load-example.ts';
import type { ExampleRound, ExampleTask } from '../../src/app/office/example-round.ts';
import type { Corp, Person } from '../../src/sandbox/corp.ts';

/** A corporation with so many officials, a round for them, and who of them is to be reminded on a Monday. */
export interface Town {
  readonly corp: Corp;
  readonly example: ExampleRound;
  readonly people: readonly ExamplePerson[];
  /** userid → numbers of the tasks he has to answer this week: the reference, made before any of our code ran. */
  readonly due: ReadonlyMap<string, readonly number[]>;
  /** Who owns tasks of which none needs an answer. */
  readonly idle: readonly string[];
  /** Of those to be reminded, the ones who talk with the smart robot. */
  readonly byRobot: ReadonlySet<string>;
}

const PER_UNIT = 30;
/** One in so many officials owns two tasks. */
const TWO_TASKS = 10;
/** One in so many has nothing to answer. */
const IDLE = 10;
/** One in so many talks with the robot. */
const BY_ROBOT = 6;

const OFFICE = {
  managers: ['bangong1', 'bangong2'],
  reviewers: ['shenhe1', 'shenhe2'],
  leadingGroup: ['lingdao1', 'lingdao2'],
};

/**
 * @param officials how many have to be reminded; some more have nothing to answer
 * @param dueInDays of a task, by its number
 */
export function aTown(officials: number, dueInDays: (no: number) => number = () => 30): Town {
  const owners = Array.from(
    { length: officials },
    (_, index) => `zeren${String(index + 1).padStart(4, '0')}`,
  );
  const idle = Array.from({ length: Math.ceil(officials / IDLE) }, (_, index) => `xianxia${index + 1}`);
  const due = new Map<string, readonly number[]>();
  let no = 0;
  for (const [index, userid] of owners.entries())
    due.set(userid, index % TWO_TASKS === 0 ? [++no, ++no] : [++no]);
  const tasks = [...due].flatMap(([userid, numbers]) =>
    numbers.map((number) => openTask(number, userid, dueInDays(number))),
  );
  for (const userid of idle) tasks.push(closedTask(++no, userid, dueInDays(no)));
  const units = Array.from({ length: Math.ceil(officials / PER_UNIT) }, (_, index) => `科室${index + 1}`);
  const unitOf = (index: number) => Math.floor(index / PER_UNIT) % units.length;
  const members: Person[] = [
    ...Object.values(OFFICE)
      .flat()
      .map((userid) => ({ userid, name: `领导${userid}`, department: [1] })),
    ...[...owners, ...idle].map((userid, index) => ({
      userid,
      name: `责任人${userid}`,
      department: [unitOf(index) + 2],
    })),
  ];
  for (const task of tasks) task.unit = units[0] ?? '';
  return {
    corp: corpOf(members, units),
    example: roundOf(tasks, units),
    people: members.map(({ userid, name, department: [department = 1] }) => ({
      userid,
      name,
      unit: units[department - 2] ?? null,
    })),
    due,
    idle,
    byRobot: new Set(owners.filter((_, index) => index % BY_ROBOT === 1)),
  };
}

const corpOf = (people: readonly Person[], units: readonly string[]): Corp => ({
  corpName: '故障演练街道',
  corpId: 'ww0fau1tfau1tfau1t',
  agent: {
    id: 1_000_003,
    name: '督办',
    secret: 'EXAMPLE-ONLY_not-a-secret_fault-agent-00000',
    callbackToken: 'EXAMPLEtoken0001',
    callbackAesKey: 'EXAMPLEonlyNotASecretKeyOfTheFaultMatrix000',
    workbench: true,
  },
  accounts: 200,
  departments: [
    { id: 1, name: '街道', parentid: 0 },
    ...units.map((name, index) => ({ id: index + 2, name, parentid: 1 })),
  ],
  people,
  groups: [
    {
      id: 'g-lead',
      name: '领导小组',
      webhookKey: 'ffffffff-0000-4000-8000-000000000001',
      members: OFFICE.leadingGroup,
    },
  ],
  robot: {
    id: 'aibEXAMPLEonlyFaultRobot0000000',
    secret: 'EXAMPLE-ONLY_not-a-secret_fault-robot-00000',
    names: ['小督'],
    idKind: 'plain',
  },
});

type DraftTask = { -readonly [Key in keyof ExampleTask]: ExampleTask[Key] };

function openTask(no: number, owner: string, dueInDays: number): DraftTask {
  return {
    no,
    problem: 1,
    title: `整改事项第${no}件`,
    measures: [{ type: 'other', text: '逐项核对，按周报送' }],
    leader: 'lingdao1',
    unit: '',
    owner,
    supports: [],
    horizon: 'term',
    dueInDays,
    state: { completion: 'not_done', closure: 'open' },
    history: [],
  };
}

const closedTask = (no: number, owner: string, dueInDays: number): DraftTask => ({
  ...openTask(no, owner, dueInDays),
  state: { completion: 'done', closure: 'closed', claimedDaysAgo: 12, closedDaysAgo: 10 },
});

const roundOf = (tasks: ExampleRound['tasks'], units: readonly string[]): ExampleRound => ({
  round: { letter: 'A', name: '故障演练整改', ...OFFICE },
  units: units.map((name) => ({ name, head: 'bangong1' })),
  categories: [{ key: 'c1', title: '落实部署方面' }],
  problems: [{ no: 1, category: 'c1', title: '关于台账的问题', finding: '台账不全', cause: '督办不严' }],
  tasks,
});
