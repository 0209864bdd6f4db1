import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const daysAgo = z.int().positive();
const userid = z.string().regex(/^[a-z][a-z0-9]*$/);

const corporationFile = z.strictObject({
  corpName: z.string(),
  corpId: z.string().regex(/^ww[0-9a-f]{16}$/),
  agent: z.strictObject({
    id: z.literal(1000002),
    name: z.literal('督办'),
    secret: z.string().regex(/^[\w-]{43}$/),
    callbackToken: z.string().regex(/^[A-Za-z0-9]{16}$/),
    callbackAesKey: z.string().regex(/^[A-Za-z0-9]{43}$/),
    workbench: z.literal(true),
  }),
  departments: z.array(
    z.strictObject({
      id: z.int(),
      name: z.string(),
      parentid: z.int(),
      leader: z.array(userid).optional(),
    }),
  ),
  people: z.array(
    z.strictObject({
      userid,
      name: z.string(),
      department: z.array(z.int()),
      position: z.string(),
      directLeader: userid.optional(),
    }),
  ),
  groups: z.array(
    z.strictObject({ id: z.string(), name: z.string(), webhookKey: z.uuid(), members: z.array(userid) }),
  ),
  robot: z.strictObject({
    id: z.string().regex(/^aib[\w-]+$/),
    secret: z.string().regex(/^[\w-]{43}$/),
    names: z.tuple([z.string()], z.string()),
    idKind: z.literal('plain'),
  }),
});

const historyEntry = z.strictObject({
  weeksAgo: z.union([z.literal(3), z.literal(2), z.literal(1)]),
  status: z.enum(['done', 'basically_done', 'in_progress', 'not_started', 'ongoing', 'no_change']),
  text: z.string().min(15).max(60),
  nextPlan: z.string().optional(),
});

const taskRow = z.strictObject({
  no: z.int(),
  problem: z.int(),
  title: z.string().min(1).max(20),
  measures: z
    .array(
      z.strictObject({
        type: z.enum(['institution', 'loss_recovery', 'accountability', 'inference', 'campaign', 'other']),
        text: z.string().min(1),
      }),
    )
    .min(1)
    .max(3),
  leader: userid,
  unit: z.string(),
  owner: userid,
  supports: z.array(z.string()),
  horizon: z.enum(['immediate', 'term', 'long']),
  dueInDays: z.int().nullable(),
  extendedFromDays: z.int().optional(),
  reviewEveryDays: z.int().positive().optional(),
  state: z.strictObject({
    completion: z.enum(['not_done', 'basically_done', 'done', 'stopped']),
    closure: z.enum(['open', 'first_review', 'second_review', 'closed', 'returned']),
    claimedDaysAgo: daysAgo.optional(),
    closedDaysAgo: daysAgo.optional(),
    lateFinish: z.literal(true).optional(),
  }),
  history: z.array(historyEntry).min(1),
});

const roundFile = z.strictObject({
  round: z.strictObject({
    letter: z.literal('A'),
    name: z.string().endsWith('巡察整改'),
    managers: z.array(userid),
    reviewers: z.array(userid),
    leadingGroup: z.array(userid),
  }),
  units: z.array(z.strictObject({ name: z.string(), head: userid })),
  categories: z.array(z.strictObject({ key: z.string(), title: z.string() })),
  problems: z.array(
    z.strictObject({
      no: z.int(),
      category: z.string(),
      title: z.string().regex(/^关于.+的问题$/),
      finding: z.string().min(1),
      cause: z.string().min(1),
    }),
  ),
  tasks: z.array(taskRow),
});

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const answerBase = {
  userid,
  day: z.enum(DAYS),
  time: z.string().regex(/^(0[89]|1\d):[0-5]\d$/),
  note: z.string().min(1),
};
const pressKey = z.enum(['done', 'in_progress', 'no_change', 'extension']);
const answersFile = z.array(
  z.union([
    z.strictObject({ ...answerBase, say: z.string().min(1) }),
    z.strictObject({ ...answerBase, picture: z.literal(true) }),
    z.strictObject({ ...answerBase, press: z.strictObject({ key: pressKey, task: z.int() }) }),
  ]),
);

type Task = z.infer<typeof taskRow>;
type Answer = z.infer<typeof answersFile>[number];

const rawOf = (file: string): string =>
  readFileSync(new URL(`../../examples/${file}`, import.meta.url), 'utf8');
const corporation = corporationFile.parse(JSON.parse(rawOf('corporation.json')));
const { round, units, categories, problems, tasks } = roundFile.parse(JSON.parse(rawOf('round.json')));
const answers = answersFile.parse(JSON.parse(rawOf('answers.json')));

const userids = corporation.people.map((person) => person.userid);
const unitNames = units.map((unit) => unit.name);
const numbersTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const tally = (values: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    [...new Set(values)].map((key) => [key, values.filter((value) => value === key).length]),
  );

const isOpen = ({ state }: Task): boolean =>
  (state.closure === 'open' || state.closure === 'returned') && state.completion !== 'stopped';
const openTasks = tasks.filter(isOpen);
const openCodesOf = (owner: string): number[] =>
  openTasks.filter((task) => task.owner === owner).map((task) => task.no);
const isWrongOnPurpose = (answer: Answer): boolean => answer.note.includes('编号写错');

/** Days ago count from this Monday, so week n ago begins 7n days before it. */
const weekOf = (days: number): number => Math.ceil(days / 7);
const isWeekday = (days: number): boolean => ![1, 2].includes(days % 7);

describe('the corporation', () => {
  test('12 units under one root, 20 people, nobody shares a name', () => {
    expect(corporation.departments.filter((unit) => unit.parentid === 1)).toHaveLength(12);
    expect(corporation.departments.filter((unit) => unit.parentid === 0)).toHaveLength(1);
    expect(new Set(userids).size).toBe(20);
    expect(new Set(corporation.people.map((person) => person.name)).size).toBe(20);
  });

  test('names of two, three and four characters; two people named 陈', () => {
    const names = corporation.people.map((person) => person.name);
    expect(tally(names.map((name) => String(name.length)))).toEqual({ '2': 1, '3': 18, '4': 1 });
    expect(names.filter((name) => name.startsWith('陈'))).toHaveLength(2);
  });

  test('departments, unit heads and group members resolve', () => {
    const ids = corporation.departments.map((unit) => unit.id);
    expect(ids).toEqual(expect.arrayContaining(corporation.people.flatMap((person) => person.department)));
    expect(userids).toEqual(
      expect.arrayContaining(corporation.departments.flatMap((unit) => unit.leader ?? [])),
    );
    expect(userids).toEqual(expect.arrayContaining(corporation.groups.flatMap((group) => group.members)));
  });

  test('the AES key decodes to 32 bytes, also strictly, and the secrets call themselves examples', () => {
    const { secret, callbackToken, callbackAesKey } = corporation.agent;
    const key = Buffer.from(`${callbackAesKey}=`, 'base64');
    expect(key).toHaveLength(32);
    expect(key.toString('base64')).toBe(`${callbackAesKey}=`);
    for (const value of [secret, callbackToken, callbackAesKey]) expect(value).toContain('EXAMPLE');
  });
});

describe('the round', () => {
  test('32 problems, 39 tasks, numbered without gaps', () => {
    expect(problems.map((problem) => problem.no)).toEqual(numbersTo(32));
    expect(tasks.map((task) => task.no)).toEqual(numbersTo(39));
    expect(new Set(tasks.map((task) => task.title)).size).toBe(39);
  });

  test('every problem has a task, every category a problem', () => {
    expect(new Set(tasks.map((task) => task.problem))).toEqual(new Set(numbersTo(32)));
    expect(new Set(problems.map((problem) => problem.category))).toEqual(
      new Set(categories.map((category) => category.key)),
    );
  });

  test('the units and their heads are those of the corporation', () => {
    const expected = corporation.departments
      .filter((unit) => unit.parentid === 1)
      .map((unit) => ({ name: unit.name, head: unit.leader?.[0] }));
    expect(units).toEqual(expected);
  });

  test('people with a role resolve and do not own tasks: nobody reviews himself', () => {
    const withRole = [...round.managers, ...round.reviewers, ...round.leadingGroup];
    expect(userids).toEqual(expect.arrayContaining(withRole));
    expect(new Set(withRole).size).toBe(withRole.length);
    expect(tasks.filter((task) => withRole.includes(task.owner))).toEqual([]);
  });

  test.each(tasks)('$no $title: leader, owner and units resolve', (task) => {
    expect(round.leadingGroup).toContain(task.leader);
    const ownUnit = corporation.departments.find((unit) => unit.name === task.unit);
    const owner = corporation.people.find((person) => person.userid === task.owner);
    expect(owner?.department).toEqual([ownUnit?.id]);
    expect(unitNames).toEqual(expect.arrayContaining(task.supports));
    expect(task.supports).not.toContain(task.unit);
  });

  test('the mix closes at 39', () => {
    const kinds = tasks.map((task) => {
      if (task.state.completion === 'stopped') return 'stopped';
      if (!isOpen(task)) return task.state.closure === 'closed' ? 'closed' : 'review';
      if (task.state.closure === 'returned') return 'returned';
      if (task.dueInDays === null) return 'long';
      if (task.dueInDays < 0) return 'overdue';
      return task.dueInDays <= 7 ? 'near' : 'running';
    });
    expect(tally(kinds)).toEqual({
      closed: 14,
      review: 3,
      returned: 1,
      overdue: 4,
      near: 4,
      long: 4,
      stopped: 1,
      running: 8,
    });
    const overdue = openTasks.flatMap(({ dueInDays }) =>
      dueInDays !== null && dueInDays < 0 ? [-dueInDays] : [],
    );
    expect(overdue.toSorted((a, b) => a - b)).toEqual([2, 9, 16, 30]);
    expect(tasks.filter((task) => task.horizon === 'immediate')).toHaveLength(4);
  });

  test('one official owns six open tasks, several own one', () => {
    const load = Object.values(tally(openTasks.map((task) => task.owner)));
    expect(Math.max(...load)).toBe(6);
    expect(load.filter((count) => count === 1).length).toBeGreaterThanOrEqual(3);
  });

  test('some open tasks had no answer last week', () => {
    const silent = openTasks.filter((task) => task.history.every((entry) => entry.weeksAgo !== 1));
    expect(silent.length).toBeGreaterThanOrEqual(4);
  });
});

describe('state and history agree', () => {
  const claimed = tasks.filter((task) => !isOpen(task) && task.state.completion !== 'stopped');

  test.each(tasks)('$no $title: answers run forward, one a week', ({ history, horizon }) => {
    const weeks = history.map((entry) => entry.weeksAgo);
    expect(weeks).toEqual([...new Set(weeks)].toSorted((a, b) => b - a));
    for (const entry of history) {
      expect(entry.status === 'ongoing').toBe(horizon === 'long');
      expect(entry.nextPlan !== undefined).toBe(horizon === 'long');
    }
  });

  test.each(tasks)('$no $title: deadline fits the horizon', (task) => {
    expect(task.dueInDays === null).toBe(task.horizon === 'long');
    expect(task.reviewEveryDays !== undefined).toBe(task.horizon === 'long');
    expect(task.extendedFromDays ?? -Infinity).toBeLessThan(task.dueInDays ?? 0);
  });

  test.each(claimed)('$no $title: its last answer is the claim', ({ state, history }) => {
    const { claimedDaysAgo = 0 } = state;
    expect(history.at(-1)).toMatchObject({ status: 'done', weeksAgo: weekOf(claimedDaysAgo) });
    expect(history.filter((entry) => entry.status === 'done')).toHaveLength(1);
    expect(isWeekday(claimedDaysAgo)).toBe(true);
    expect(state.completion).toBe(state.closure === 'closed' ? 'done' : 'not_done');
    expect(state.closedDaysAgo !== undefined).toBe(state.closure === 'closed');
  });

  test.each(claimed.filter((task) => task.state.closure === 'closed'))(
    '$no $title: closed after the claim, a late finish marked',
    ({ state, dueInDays }) => {
      const { claimedDaysAgo = 0, closedDaysAgo = 0, lateFinish = false } = state;
      expect(closedDaysAgo).toBeLessThanOrEqual(claimedDaysAgo);
      expect(isWeekday(closedDaysAgo)).toBe(true);
      expect(lateFinish).toBe(dueInDays !== null && -claimedDaysAgo > dueInDays);
    },
  );

  test.each(tasks.filter((task) => !claimed.includes(task)))('$no $title: no standing claim', (task) => {
    const { state, history } = task;
    expect([state.claimedDaysAgo, state.closedDaysAgo, state.lateFinish]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(history.at(-1)?.status).not.toBe('done');
    expect(history.some((entry) => entry.status === 'done')).toBe(state.closure === 'returned');
  });
});

describe('the answers of the demo week', () => {
  const DIGITS = '零一二三四五六七八九';
  const ordinal = (text: string): number => {
    const [tens = '', ones = ''] = text.includes('十') ? text.split('十') : ['零', text];
    return (tens === '' ? 1 : DIGITS.indexOf(tens)) * 10 + (ones === '' ? 0 : DIGITS.indexOf(ones));
  };
  /** Numbers that count something ("3名", "12家") are not codes. */
  const codesIn = (text: string): number[] => [
    ...[...text.matchAll(/(?<!\d)\d{1,2}(?![\d个名盏间家场])/g)].map(([digits]) => Number(digits)),
    ...[...text.matchAll(/第([一二三四五六七八九十]+)项/g)].map(([, number = '']) => ordinal(number)),
  ];
  const codesOf = (answer: Answer): number[] =>
    'press' in answer ? [answer.press.task] : 'say' in answer ? codesIn(answer.say) : [];

  test.each([
    ['7正在推进，25还没完成，28已完成', [7, 25, 28]],
    ['4推进中，12家重点企业走访了7家', [4]],
    ['第十三项弄完了第二十项还得等', [13, 20]],
    ['还有谁没报', []],
  ])('this file reads %s as %j', (text, codes) => expect(codesIn(text)).toEqual(codes));

  test('in the order of the week, from people who exist', () => {
    const moments = answers.map(({ day, time }) => `${DAYS.indexOf(day)} ${time}`);
    expect(moments).toEqual(moments.toSorted());
    expect(userids).toEqual(expect.arrayContaining(answers.map((answer) => answer.userid)));
  });

  const office = new Set([...round.managers, ...round.reviewers]);
  const fromOfficials = answers.filter((answer) => !office.has(answer.userid));

  test.each(fromOfficials.filter((answer) => !isWrongOnPurpose(answer)))(
    '$day $time $userid names only open tasks of their own',
    (answer) => expect(openCodesOf(answer.userid)).toEqual(expect.arrayContaining(codesOf(answer))),
  );

  test('what is struck off has its picture, and is passed by two reviewers', () => {
    const struckOff = answers.filter((answer) => round.reviewers.includes(answer.userid));
    expect(new Set(struckOff.map(({ userid: reviewer }) => reviewer)).size).toBe(2);
    expect(new Set(struckOff.flatMap(codesOf))).toEqual(new Set([30]));
    const owner = tasks.find(({ no }) => no === 30)?.owner;
    expect(answers.some((answer) => 'picture' in answer && answer.userid === owner)).toBe(true);
  });

  test('the managers name open tasks of the round', () => {
    const named = answers.filter((answer) => round.managers.includes(answer.userid)).flatMap(codesOf);
    expect(named).toEqual([26]);
    expect(openTasks.map((task) => task.no)).toContain(26);
  });

  test('a wrong code is another official’s, and is put right', () => {
    const wrong = answers.filter(isWrongOnPurpose);
    const [first = -1, corrected] = wrong.map((answer) => codesOf(answer).at(-1));
    expect(wrong).toHaveLength(2);
    expect(new Set(wrong.map((answer) => answer.userid)).size).toBe(1);
    expect(openCodesOf(wrong[0]?.userid ?? '')).not.toContain(first);
    expect(openCodesOf(wrong[0]?.userid ?? '')).toContain(corrected);
  });

  test('the officials with open tasks who never answer', () => {
    const answered = new Set(answers.map((answer) => answer.userid));
    const silent = new Set(openTasks.map((task) => task.owner).filter((owner) => !answered.has(owner)));
    expect(silent).toEqual(new Set(['shiweidong', 'ouyangjingzhi', 'yeqinglan']));
  });
});

test.each(['corporation.json', 'round.json', 'answers.json', 'README.md'])(
  '%s holds no ID-card, phone or bank number',
  (file) => {
    expect(rawOf(file)).not.toMatch(/(?<!\d)(\d{17}[\dXx]|1[3-9]\d{9}|0\d{2,3}-\d{7,8}|\d{16,19})(?!\d)/);
  },
);
