import { setTimeout as pause } from 'node:timers/promises';
import type { DateOnly } from '../../src/domain/calendar/date.ts';
import { chanceOf } from '../support/chance.ts';
import { wrongLedger } from '../faults/check.ts';
import { MONDAY } from '../faults/ground.ts';
import { overLimit, seenIn } from '../faults/journal.ts';
import { errorsIn } from '../faults/processes.ts';
import { tick, untilQuiet } from '../faults/quiet.ts';
import { openStage, type Ground, type Stage } from '../faults/stage.ts';
import { findGrowth } from './growth.ts';
import { lookAround, openOffice, perform, type Office } from './office.ts';
import { answer, type Asked, type Town } from './officials.ts';
import { measured, takeSample, type Sample } from './sample.ts';
import { createTally, type Tally } from './tally.ts';
import { momentsOf, mondayAfter, sundayOf, type Moment } from './week.ts';

export interface QuarterOptions {
  readonly minutes: number;
  readonly weeks: number;
  readonly seed: number;
}

export interface Quarter {
  readonly samples: readonly Sample[];
  readonly tally: Tally;
  /** What was logged at level error, and how often. */
  readonly errors: ReadonlyMap<string, number>;
  /** What must not be: lost, doubled, grown without a reason. */
  readonly findings: readonly string[];
  readonly reminders: number;
  readonly entries: number;
  readonly minutes: number;
}

const PROCESSES = ['web1', 'web2', 'worker1', 'worker2', 'robot1'] as const;
/** Weeks from which on growth can be told. */
const FEWEST_WEEKS = 8;
const PATIENCE_MS = 300_000;
const LOOK_MS = 600;
const SEEN_MS = 1000;
/** A pool ends what it has not used for ten seconds, the town's calls for four: what is open then is there to stay. */
const REST_MS = 15_000;

/** Week after week, as a city lives: at its own speed while people are at work, and with jumps between. */
export async function playQuarter(
  ground: Ground,
  options: QuarterOptions,
  told: (line: string) => void,
): Promise<Quarter> {
  const stage = await openStage(ground, { at: '08:55:00', robot: true, environment: measured });
  const town = { stage, chance: chanceOf(options.seed), tally: createTally() };
  const startedAt = performance.now();
  const samples: Sample[] = [];
  const findings: string[] = [];
  try {
    for (const name of PROCESSES) stage.start(name);
    for (let week = 0; week < options.weeks; week += 1) {
      const monday = mondayAfter(MONDAY, week);
      const found = await playWeek(town, monday, (options.minutes * 60_000) / options.weeks);
      for (const finding of found) told(`BAD ${finding}`);
      findings.push(...found);
      await pause(REST_MS);
      samples.push(await takeSample(stage));
      for (const [what, count] of town.tally.failed) told(`failed so far ${count}× ${what}`);
      told(`${monday}: ${lineOf(samples.at(-1), town.tally)}`);
    }
    findings.push(
      ...(await wrongAtLast(town)),
      ...(options.weeks >= FEWEST_WEEKS ? findGrowth(samples) : []),
    );
    const counted = await stage.pool.query<{ reminders: number; entries: number }>(
      `select (select count(*)::int from "OutboundMessage" where kind = 'weekly' and state = 'sent') as reminders,
         (select count(*)::int from "ProgressEntry" where source <> 'import') as entries`,
    );
    return {
      samples,
      tally: town.tally,
      errors: errorsIn(stage.logFiles()),
      findings,
      reminders: counted.rows[0]?.reminders ?? 0,
      entries: counted.rows[0]?.entries ?? 0,
      minutes: (performance.now() - startedAt) / 60_000,
    };
  } finally {
    await stage.close();
  }
}

async function playWeek(town: Town, monday: DateOnly, lastsMs: number): Promise<string[]> {
  const { stage } = town;
  const [findings, from] = [[] as string[], stage.events().length];
  const asked = await whoIsAsked(stage);
  let begun = 0;
  for (const moment of momentsOf(monday)) {
    await goTo(stage, moment.date, moment.time);
    await tick(stage).catch(() => {});
    const count = Math.round(moment.share * asked.length);
    // Who is asked is written to before he answers.
    if (moment.step === 'remind')
      await untilQuiet(stage, { patienceMs: PATIENCE_MS, step: 'remind', week: monday });
    await playMoment(town, moment, asked.slice(begun, begun + count), moment.share * lastsMs);
    begun += count;
    const left = await untilQuiet(stage, {
      patienceMs: PATIENCE_MS,
      step: moment.step ?? null,
      week: monday,
    });
    if (left !== null) findings.push(`${monday} ${moment.time}: ${left}`);
  }
  await goTo(stage, sundayOf(monday), '11:00:00');
  await untilQuiet(stage, { patienceMs: PATIENCE_MS, step: null });
  return [...findings, ...wrongReminders(stage, from, monday)];
}

async function playMoment(
  town: Town,
  { duties = [] }: Moment,
  asked: readonly Asked[],
  lastsMs: number,
): Promise<void> {
  const office = await openOffice(town);
  const ended = new AbortController();
  const looking = keepLooking(town, office, ended.signal);
  try {
    for (const duty of duties) await town.tally.during(`duty: ${duty}`, () => perform(duty, town, office));
    const underWay: Promise<void>[] = [];
    for (const each of asked) {
      underWay.push(answer(town, each));
      await pause(lastsMs / asked.length);
    }
    await Promise.all(underWay);
  } finally {
    ended.abort();
    await looking;
    office.close();
  }
}

async function keepLooking(town: Town, office: Office, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    await lookAround(town, office);
    await pause(LOOK_MS);
  }
}

/** Forward only: what had to be waited for has taken its time. */
async function goTo(stage: Stage, day: DateOnly, time: string): Promise<void> {
  const ms = Date.parse(`${day}T${time}+08:00`) - stage.now().getTime();
  if (ms <= 0) return;
  stage.advance(ms);
  // Every process has looked at its clock before anybody begins what may not be hours old, as a login.
  await pause(SEEN_MS);
}

/** Owners of what is neither closed nor under review, in an order of chance that is the same each time. */
async function whoIsAsked({ pool }: Stage): Promise<Asked[]> {
  const { rows } = await pool.query<Asked>(
    `select p.userid, min(t.no)::int as no, count(*)::int as tasks,
       (array_agg(t."dueOn"::text order by t.no))[1] as "dueOn" from "Task" t join "Person" p on p.id = t."ownerId"
     where t.closure in ('open', 'returned') group by p.userid order by md5(p.userid)`,
  );
  return rows;
}

/** Nobody may see two of a week. */
function wrongReminders(stage: Stage, from: number, monday: DateOnly): string[] {
  const counts = new Map<string, number>();
  for (const { by, text } of stage.events().slice(from).flatMap(seenIn))
    if (text.includes('"task_id":"weekly_')) counts.set(by, (counts.get(by) ?? 0) + 1);
  return [...counts].flatMap(([by, count]) => (count > 1 ? [`${monday}: ${count} reminders for ${by}`] : []));
}

async function wrongAtLast({ stage, tally }: Town): Promise<string[]> {
  const { rows } = await stage.pool.query<{ what: string; count: number }>(
    `select state::text as what, count(*)::int from "OutboundMessage" where state in ('planned', 'sending', 'ambiguous', 'rejected')
     group by 1 union all select 'unhandled', count(*)::int from "InboundMessage" where "handledAt" is null`,
  );
  return [
    ...rows.filter(({ count }) => count > 0).map(({ what, count }) => `${what}: ${count}`),
    ...(await wrongEntries(stage, tally)),
    ...(await wrongLedger(stage)),
    ...overLimit(stage.events()),
    ...[...tally.failed].map(([what, count]) => `${count}× ${what}`),
    ...(stage.crashes() > 0 ? [`${stage.crashes()} processes ended by themselves`] : []),
  ];
}

/** Each answer has exactly one entry, by whatever way it came. */
async function wrongEntries({ pool }: Stage, { done }: Tally): Promise<string[]> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int from "ProgressEntry" where source <> 'import'`,
  );
  const answered = ANSWERS.reduce((sum, way) => sum + (done.get(way) ?? 0), 0);
  const entries = rows[0]?.count ?? 0;
  return entries === answered ? [] : [`${answered} answers, ${entries} entries`];
}

const ANSWERS = ['chat', 'robot', 'card', 'page', 'claim', 'picture', 'extension'] as const;

function lineOf(sample: Sample | undefined, { done, failed }: Tally): string {
  const heaps = Object.entries(sample?.processes ?? {}).map(
    ([name, { heapMb, residentMb }]) => `${name} ${heapMb.toFixed(1)}/${Math.round(residentMb)}`,
  );
  return `${heaps.join(', ')} MB; ${sample?.connections} connections, ${sample?.redis.keys} keys; done ${sum(done)}, failed ${sum(failed)}`;
}

const sum = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((all, count) => all + count, 0);
