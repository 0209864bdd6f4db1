import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cli } from '../../../src/cli/cli.ts';
import { runCommand } from '../../../src/cli/program.ts';
import { writeLedger } from '../../../src/documents/ledger-xlsx.ts';
import type { DateOnly } from '../../../src/domain/calendar/date.ts';
import { openHouse, type House } from '../../support/house.ts';
import { figuresBySql, keep, LINES_FROZEN, LINES_NOW, movementBySql } from './figures-by-sql.ts';
import type { Count } from './figures-by-sql.ts';

/*
 * Two weeks that are lived, and those the example brings: every figure printed is counted once more by SQL, and a
 * sheet, a digest and a command that say something else are found.
 */

const LEADERS = 'dubanLeadingGroup';
const LIVED = [
  { week: '2026-06-08', freeze: '2026-06-12', table: 'now_1' },
  // Friday is a day off: the week is frozen on Thursday.
  { week: '2026-06-15', freeze: '2026-06-18', table: 'now_2' },
] as const;

let house: House;
let dir: string;
let roundId = '';
const digests = new Map<string, string>();
const pool = () => house.service.app.database.pool;

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'duban-figures-'));
  house = await openHouse({ date: '2026-06-08', time: '08:30' });
  roundId = (await house.deps.store.rounds.byLetter('A'))?.id ?? '';
  await house.at('2026-06-08', '09:10');
  await house.say('luhaiping', '14已完成；26推进中，下一步组织验收');
  await house.sendPicture('luhaiping');
  await endOfWeek(LIVED[0]);
  await house.at('2026-06-15', '09:12');
  await order('shenjingyi', '拆分6：排口溯源；排口封堵');
  await order('shenjingyi', '终止20：企业已注销');
  await order('heyunzhou', '撤销任务13：与其他任务重复');
  await house.say('luhaiping', '26基本完成，管护协议已签订');
  await house.say('luhaiping', '40推进中，已查明12处');
  await house.say('luhaiping', '撤回');
  await endOfWeek(LIVED[1]);
}, 240_000);
afterAll(async () => {
  await house.close();
  rmSync(dir, { recursive: true, force: true });
});

async function order(userid: string, words: string): Promise<void> {
  await house.say(userid, words);
  expect((await house.say(userid, '确认')).join()).not.toContain('没有待确认');
}

/** The tables are looked at in the moment of the freeze: afterwards they move on. */
async function endOfWeek({ week, freeze, table }: (typeof LIVED)[number]): Promise<void> {
  await house.at(freeze, '12:02');
  await house.at(freeze, '14:01');
  await keep(pool(), table, LINES_NOW, [roundId, week, freeze]);
  await house.group(LEADERS);
  await house.at(freeze, '16:12');
  digests.set(week, (await house.group(LEADERS)).join('\n'));
}

async function duban(...args: string[]): Promise<string> {
  const out: string[] = [];
  const cli = {
    openApp: async () => ({ deps: house.deps, groups: null, close: async () => {} }),
    documents: { writeLedger },
    progress: { report: () => {}, clear: () => {} },
    writeFile: async (target: string, data: Buffer) => writeFileSync(target, data),
    print: (line: string) => void out.push(line),
    printError: (line: string) => void out.push(line),
  } as unknown as Cli;
  const code = await runCommand(cli, args);
  expect([code, code === 0 ? '' : out.join()]).toEqual([0, '']);
  return out.join('\n');
}

interface Printed {
  readonly number: number;
  readonly figures: Record<string, never> & {
    readonly byCategory: Record<'problems' | 'tasks', readonly Group[]>;
    readonly byUnit: readonly Group[];
    readonly byLeader: readonly Group[];
  };
  readonly timeliness: Count;
  readonly rates: Readonly<Record<string, { part: number; whole: number; share: number | null }>>;
  readonly movement: Readonly<Record<string, readonly string[]>> | null;
}
interface Group {
  readonly key: string;
  readonly name: string;
  readonly count: Count;
}

const printed = async (week: DateOnly): Promise<Printed> =>
  JSON.parse(await duban('figures', '--week', week, '--json')).rounds[0];

const byKey = (groups: readonly Group[]) => Object.fromEntries(groups.map(({ key, count }) => [key, count]));

/** What the command prints, in the shape of what SQL counts. */
const asCounted = ({ figures, timeliness }: Printed) => {
  const { tasks, problems, byHorizon, lights, within, answers, byCategory, byUnit, byLeader } = figures;
  return {
    tasks,
    problems,
    byCategory: { problems: byKey(byCategory.problems), tasks: byKey(byCategory.tasks) },
    byUnit: byKey(byUnit),
    byLeader: byKey(byLeader),
    byHorizon,
    lights,
    timeliness,
    within,
    answers,
  };
};

describe.each(LIVED)('$week 这一周', ({ week, table }) => {
  test('命令打印的每个数，按任务、填报、阶段目标的原始记录重新数出来一样', async () => {
    const counted = await figuresBySql(pool(), table);
    expect(asCounted(await printed(week))).toEqual(counted);
    expect(counted.tasks['total']).toBeGreaterThan(30);
    expect(counted.answers['answered']).toBeGreaterThan(0);
  });

  test('三个率的分子分母', async () => {
    const { rates } = await printed(week);
    const { rows } = await pool().query(`
      select count(*) filter (where completion = 'done')::int as done, count(*)::int as total,
             count(*) filter (where timeliness = 'done_on_time')::int as on_time,
             count(*) filter (where timeliness in ('done_on_time', 'done_late', 'overdue'))::int as finished,
             count(*) filter (where asked and answered)::int as answered, count(*) filter (where asked)::int as asked
        from ${table}`);
    const { done, total, on_time: onTime, finished, answered, asked } = rows[0] ?? {};
    expect(rates).toEqual({
      completion: { part: done, whole: total, share: done / total },
      onTime: { part: onTime, whole: finished, share: onTime / finished },
      reply: { part: answered, whole: asked, share: answered / asked },
    });
  });

  test('统计表：每一行、每一句里的数', async () => {
    const counted = await figuresBySql(pool(), table);
    const file = path.join(dir, `${week}.xlsx`);
    await duban('ledger', 'export', '--week', week, '--out', file);
    const { sheets } = await readXlsx(readFileSync(file));
    const rows = sheets.at(-1)?.rows ?? [];
    const names = await leaderNames();
    const tables = [
      { '反馈问题（项）': counted.problems, '整改任务（项）': counted.tasks },
      counted.byCategory.problems,
      counted.byCategory.tasks,
      counted.byUnit,
      Object.fromEntries(
        Object.entries(counted.byLeader).map(([id, count]) => [names.get(id) ?? '（未明确）', count]),
      ),
    ];
    expect(tablesIn(rows)).toEqual(
      tables.map((each, index) => ({
        ...Object.fromEntries(Object.entries(each).map(([name, count]) => [name, partsOf(count)])),
        ...(index > 0 && { 合计: partsOf(index === 1 ? counted.problems : counted.tasks) }),
      })),
    );
    const { lights, within, answers, byHorizon, timeliness: by } = counted;
    const text = rows.map((row) => String(row[0] ?? '')).join('\n');
    for (const line of [
      `绿灯 ${lights['green']} 项，黄灯 ${lights['yellow']} 项，红灯 ${lights['red']} 项，已办结 ${lights['closed']} 项`,
      `含立行立改 ${within['immediateDone']} 项；任务中已销号 ${within['closed']} 项，销号审核中 ${within['underReview']} 项`,
      `应填任务 ${answers['asked']} 项，已填 ${answers['answered']} 项，未填 ${answers['notAnswered']} 项`,
      `立行立改 ${byHorizon['immediate']} 项，限期整改 ${byHorizon['term']} 项，长期坚持 ${byHorizon['long']} 项`,
      `逾期 ${by['overdue']}＋按期完成 ${by['done_on_time']}＋逾期完成 ${by['done_late']}`,
    ])
      expect(text).toContain(line);
  });

  test('群里的周报', async () => {
    const { tasks, problems, lights, within, answers } = await figuresBySql(pool(), table);
    const parts = (count: Count, immediate = 0) =>
      [
        ...told('已完成', count['done']).map((each) =>
          immediate ? `${each}（含立行立改${immediate}）` : each,
        ),
        ...told('基本完成', count['basicallyDone']),
        ...told('未完成', count['notDone']),
        ...told('长期坚持', count['ongoing']),
        ...told('依规终止', count['stopped']),
      ].join('、');
    const plain = plainDigest(week);
    expect(plain).toContain(`任务${tasks['total']}项：${parts(tasks, within['immediateDone'])}`);
    expect(plain).toContain(`问题${problems['total']}项：${parts(problems)}`);
    expect(plain).toContain(
      [
        ...told('红灯', lights['red']),
        ...told('黄灯', lights['yellow']),
        ...told('绿灯', lights['green']),
        ...told('已办结', lights['closed']),
      ].join('、'),
    );
    expect(plain).toContain(
      `应报任务${answers['asked']}项，已报${answers['answered']}${answers['notAnswered'] ? `、未报${answers['notAnswered']}` : ''}`,
    );
  });
});

test('与上周相比：新完成、新销号、新逾期、转灯、增减，两周的行对出来一样', async () => {
  const moved = await movementBySql(pool(), 'now_1', 'now_2');
  const { movement } = await printed(LIVED[1].week);
  const lights = (movement?.['lights'] ?? []) as unknown as { code: string; to: string }[];
  const turned = (light: string) => lights.flatMap(({ code, to }) => (to === light ? [code] : []));
  expect({
    newlyDone: movement?.['newlyDone'],
    newlyClosed: movement?.['newlyClosed'],
    newlyOverdue: movement?.['newlyOverdue'],
    yellow: turned('yellow'),
    green: turned('green'),
    come: movement?.['added'],
    left: movement?.['removed'],
  }).toEqual(moved);
  const plain = plainDigest(LIVED[1].week);
  for (const [label, codes] of [
    ['新逾期', moved.newlyOverdue],
    ['转黄灯', moved.yellow],
  ] as const)
    if (codes.length > 0)
      expect(plain).toContain(`${label}${codes.length}项：${codes.map((code) => `${code}号`).join('、')}`);
  const { tasks: before } = await figuresBySql(pool(), 'now_1');
  const { tasks: after } = await figuresBySql(pool(), 'now_2');
  expect(plain).toContain(`任务总数：上周${before['total']}项，增加2项，减少2项，本周${after['total']}项`);
  // Something did move, or the comparison would say nothing.
  expect([moved.come, moved.left]).toEqual([
    ['40', '41'],
    ['6', '13'],
  ]);
  expect(moved.newlyOverdue.length + moved.yellow.length).toBeGreaterThan(0);
});

test('所有冻结的周，按冻结的行重新数一遍也一样', async () => {
  const { rows } = await pool().query<{ number: number; week: DateOnly }>(
    `select number, week::text from "LedgerWeek" where "roundId" = $1 order by number`,
    [roundId],
  );
  expect(rows.length).toBeGreaterThanOrEqual(LIVED.length + 1);
  for (const { number, week } of rows) {
    await keep(pool(), `frozen_${number}`, LINES_FROZEN, [roundId, week]);
    expect(asCounted(await printed(week))).toEqual(await figuresBySql(pool(), `frozen_${number}`));
  }
});

test('同一个过去的周，导出两次内容相同，隔了几周再导也相同', async () => {
  const contents = [];
  for (const name of ['one.xlsx', 'two.xlsx']) {
    await duban('ledger', 'export', '--week', LIVED[0].week, '--out', path.join(dir, name));
    contents.push(readFileSync(path.join(dir, name)));
  }
  expect(contents[0]?.equals(contents[1] ?? Buffer.alloc(0))).toBe(true);
  expect(contents[0]?.equals(readFileSync(path.join(dir, `${LIVED[0].week}.xlsx`)))).toBe(true);
});

test('duban ledger diff：两周之间的增减合得上', async () => {
  const text = await duban('ledger', 'diff', LIVED[0].week, LIVED[1].week, '--json');
  const { counts } = JSON.parse(text);
  const { rows } = await pool().query(
    'select (select count(*) from now_1)::int as before, (select count(*) from now_2)::int as after',
  );
  expect(counts).toMatchObject(rows[0] ?? {});
  expect(counts.same + counts.answered + counts.changed + counts.left).toBe(counts.before);
  expect(counts.same + counts.answered + counts.changed + counts.come).toBe(counts.after);
});

/** Parts that are 0 are left out. */
const told = (name: string, count: number | undefined) => (count ? [`${name}${count}`] : []);

const plainDigest = (week: DateOnly): string => (digests.get(week) ?? '').replaceAll(/<[^>]*>|\*\*/g, '');

const partsOf = ({ total, done, basicallyDone, notDone, ongoing, stopped }: Count) => [
  total,
  done,
  basicallyDone,
  notDone,
  ongoing,
  stopped,
];

/** The tables of the sheet, each by the first cell of its rows. */
function tablesIn(rows: readonly (readonly unknown[])[]): Record<string, unknown[]>[] {
  const tables: Record<string, unknown[]>[] = [];
  for (const row of rows) {
    if (row[1] === '合计') tables.push({});
    else if (typeof row[1] === 'number')
      Object.assign(tables.at(-1) ?? {}, { [String(row[0])]: row.slice(1, 7) });
  }
  return tables;
}

async function leaderNames(): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool().query<{ id: string; name: string }>('select id, name from "Person"');
  return new Map(rows.map(({ id, name }) => [id, name]));
}
