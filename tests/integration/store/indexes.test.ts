import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { settableClock } from '../../../src/clock.ts';
import type { Endpoint } from '../../../src/contract/endpoint.ts';
import { endpoints } from '../../../src/contract/endpoints.ts';
import { DESK_SORTS } from '../../../src/domain/ledger/desk-rows.ts';
import { giveRole } from '../../support/give-role.ts';
import { openHouse, type House } from '../../support/house.ts';
import { recordStatements, type Statement } from '../../support/recorded-statements.ts';
import { aBrowser, type Browser } from '../api/a-browser.ts';
import { ACCESS_SAMPLES } from '../api/access-samples.ts';
import type { Sample } from '../api/samples.ts';
import { readThrough } from './read-through.ts';

/*
 * A week in a house, every page of it looked at: then each statement that was run is explained by a PostgreSQL that
 * reads a table from one end to the other only where there is no other way.
 */

const GROWING: ReadonlySet<string> = new Set([
  'Task', 'Problem', 'Measure', 'Support', 'StageGoal', 'TaskSupporter', 'Person', 'ProgressEntry', 'Evidence',
  'ClosureRequest', 'ClosureReview', 'ExtensionRequest', 'HandoverRequest', 'LookBack', 'Complaint', 'EscalationStep',
  'SupervisionLetter', 'Interview', 'Chase', 'ChasedTask', 'InboundMessage', 'InboundMedia', 'OutboundMessage', 'SentCard',
  'AuditEvent', 'DayBudget', 'WorkbenchTile', 'PendingQuestion', 'RobotChat',
]); // prettier-ignore

/** Read as a whole, and why. */
const WHOLE: readonly { readonly says: RegExp; readonly why: string }[] = [
  { says: /^\s*with booked as/, why: 'all complaints and failed checks count as long as their rounds run; of tasks the first to be closed' },
  { says: /FROM "public"."Complaint" LEFT JOIN .*"Round".*ORDER BY/, why: 'complaints of the active rounds: few, and each counts' },
  { says: /FROM "public"."LookBack" LEFT JOIN .*"Round".*ORDER BY/, why: 'look-backs of the active rounds: a sample of the tasks' },
  { says: /from "Person" p where true/, why: 'the list of people: the office picks from it, once when it looks' },
  { says: /position\(lower\(\$1\) in lower\(concat_ws/, why: 'a part of a name, as somebody is looked for to give a task to: once while he types' },
  { says: /where r.active and t.removal is null\s+order by r.letter, t.no/, why: 'lists of all a manager sees: a known limit' },
  {
    says: /from "Deputy" d join "Person" p .* where true/s,
    why: 'who has ever stood in for whom, of which there are a few',
  },
  {
    says: /^\s*select string_agg\(t.no::text.* like \$/s,
    why: 'words are looked for inside texts, which no index of ours knows: once for a search, not for its pages',
  },
]; // prettier-ignore

let house: House;
let statements: Statement[];
beforeAll(async () => {
  const recorder = recordStatements();
  house = await openHouse({ date: '2026-06-08', time: '09:00' });
  await aWeek();
  await allPages();
  recorder.stop();
  statements = recorder.statements();
}, 240_000);
afterAll(() => house.close());

async function aWeek(): Promise<void> {
  await house.at('2026-06-08', '09:20');
  await house.say('luhaiping', '14正在推进，已核对两处');
  await house.say('luhaiping', '我的任务');
  await house.say('xujianing', '13已完成，产权证已办好');
  await house.sendPicture('xujianing');
  await house.say('luhaiping', '14申请延期到12月15日，要等验收');
  await house.say('shenjingyi', '催办逾期');
  await house.at('2026-06-10', '15:20');
  await house.at('2026-06-12', '14:10');
  await house.at('2026-06-12', '16:20');
  await house.at('2026-06-15', '09:20');
}

const PEOPLE = {
  manager: 'shenjingyi',
  administrator: 'fanqiushi',
  auditor: 'xujianing',
  leading_group: 'zhouchengyuan',
} as const;

async function allPages(): Promise<void> {
  const browsers: Browser[] = [];
  for (const role of ['manager', 'administrator', 'auditor', 'leading_group'] as const) {
    await giveRole(house, PEOPLE[role], role);
    const browser = aBrowser(house);
    await browser.signIn(PEOPLE[role]);
    browsers.push(browser);
  }
  const pages = Object.entries<Endpoint>(endpoints).filter(([name]) => name.startsWith('GET '));
  // A stream stays open.
  for (const [name] of pages.filter(([page]) => page !== 'GET /board/events'))
    for (const browser of browsers) if (await look(browser, name)) break;
  const [office] = browsers;
  for (const sort of DESK_SORTS)
    await office?.get(`/ledger?sort=${sort}&light=red&reported=no&search=${encodeURIComponent('整治')}`);
}

/** Whether it was shown to him. */
async function look(browser: Browser, name: string): Promise<boolean> {
  const { params = {}, query = {} }: Sample = ACCESS_SAMPLES[name as keyof typeof ACCESS_SAMPLES] ?? {};
  const path = name
    .slice(4)
    .replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? '14'));
  // A second for each call: nobody runs into the limit on calls.
  const clock = house.deps.clock as ReturnType<typeof settableClock>;
  clock.set(new Date(clock.now().getTime() + 1000));
  const answer = await browser.get(`${path}?${new URLSearchParams(query).toString()}`);
  await answer.arrayBuffer();
  return answer.ok;
}

describe('一周里跑过的每一条语句，都不把会长大的表从头读到尾', () => {
  test('跑过的语句够多', () => expect(statements.length).toBeGreaterThan(150));

  test('逐条看执行计划', async () => {
    const client = new Client({ connectionString: house.url });
    await client.connect();
    await client.query('set search_path = public, bullmq');
    // It does not know how few rows there are, whether somebody has counted them meanwhile or not.
    await client.query('delete from pg_statistic');
    await client.query(
      `update pg_class set reltuples = -1, relpages = 0 where relnamespace = 'public'::regnamespace`,
    );
    // Nor does it join whole tables, which is what few rows make it do.
    for (const way of ['seqscan', 'hashjoin', 'mergejoin']) await client.query(`set enable_${way} = off`);
    const needed = new Set<object>();
    const bad: { table: string; by: string; text: string }[] = [];
    for (const statement of statements) {
      const read = (await readThrough(client, statement)).filter(({ table }) => GROWING.has(table));
      if (read.length === 0) continue;
      const exception = WHOLE.find(({ says }) => says.test(statement.text));
      if (exception) needed.add(exception);
      if (exception) continue;
      bad.push(
        ...read.map((each) => ({ ...each, text: statement.text.replaceAll(/\s+/g, ' ').slice(0, 3000) })),
      );
    }
    await client.end();
    expect(bad).toEqual([]);
    expect(WHOLE.filter((exception) => !needed.has(exception))).toEqual([]);
  });
});
