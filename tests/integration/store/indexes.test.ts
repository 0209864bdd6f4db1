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

const GROWING = [
  'Task', 'Problem', 'Measure', 'Support', 'StageGoal', 'TaskSupporter', 'Person', 'ProgressEntry', 'Evidence',
  'ClosureRequest', 'ClosureReview', 'ExtensionRequest', 'HandoverRequest', 'LookBack', 'Complaint', 'EscalationStep',
  'SupervisionLetter', 'Interview', 'Chase', 'ChasedTask', 'InboundMessage', 'InboundMedia', 'OutboundMessage', 'SentCard',
  'AuditEvent', 'DayBudget', 'WorkbenchTile', 'PendingQuestion', 'RobotChat', 'LedgerPart',
]; // prettier-ignore

/** Read as a whole, and why that is right. */
const WHOLE: readonly { readonly says: RegExp; readonly why: string }[] = [];

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
  for (const browser of browsers)
    for (const [name] of pages) if (name !== 'GET /board/events') await look(browser, name);
  const [office] = browsers;
  for (const sort of DESK_SORTS)
    await office?.get(`/ledger?sort=${sort}&light=red&reported=no&search=${encodeURIComponent('整治')}`);
}

async function look(browser: Browser, name: string): Promise<void> {
  const { params = {}, query = {} }: Sample = ACCESS_SAMPLES[name as keyof typeof ACCESS_SAMPLES] ?? {};
  const path = name.slice(4).replaceAll(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? '14'));
  // A second for each call: nobody runs into the limit on calls.
  const clock = house.deps.clock as ReturnType<typeof settableClock>;
  clock.set(new Date(clock.now().getTime() + 1000));
  await browser.get(`${path}?${new URLSearchParams(query).toString()}`).then((answer) => answer.arrayBuffer());
}

describe('一周里跑过的每一条语句，都不把会长大的表从头读到尾', () => {
  test('跑过的语句够多', () => expect(statements.length).toBeGreaterThan(150));

  test('逐条看执行计划', async () => {
    const client = new Client({ connectionString: house.url });
    await client.connect();
    await client.query('set search_path = public, bullmq');
    await client.query('set enable_seqscan = off');
    const bad: { table: string; by: string; text: string }[] = [];
    for (const statement of statements) {
      const read = (await readThrough(client, statement)).filter(({ table }) => GROWING.includes(table));
      if (WHOLE.some(({ says }) => says.test(statement.text))) continue;
      bad.push(...read.map((each) => ({ ...each, text: statement.text.replaceAll(/\s+/g, ' ').slice(0, 700) })));
    }
    await client.end();
    expect(bad).toEqual([]);
  });
});
