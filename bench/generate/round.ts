import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { DEFAULT_ROUND_SETTINGS } from '../../src/domain/task/round.ts';
import { remindersSql, weeksBefore, weekSql } from './answers.ts';
import { peopleSql } from './people.ts';
import { planOf, slices, type Plan, type Size } from './plan.ts';
import { tasksSql } from './tasks.ts';
import { idOf } from './drawn.ts';

/**
 * Fills an empty database with a round of that size, in the middle of its course on the morning of `monday`: people and
 * units, problems and tasks, the answers of the weeks before and the reminders of the last two. The same size and seed
 * give the same round. What the audit log has of it is a line for each task, whose hashes are no chain: nothing here is
 * for an auditor.
 */
export async function generateRound(url: string, size: Size, say: (done: string) => void): Promise<void> {
  const plan = planOf(size);
  const weeks = weeksBefore(plan);
  await inSession(url, size, say, async (run) => {
    await run([roundSql(plan)], 'round');
    await run(peopleSql(plan), 'people');
    await run(tasksSql(plan), 'tasks');
    await run(auditSql(plan), 'audit');
    for (const week of weeks) await run(weekSql(plan, week), `answers of ${week}`);
    for (const week of weeks.slice(-2)) await run(remindersSql(plan, week), `reminders of ${week}`);
    await run(['vacuum (analyze)'], 'statistics');
  });
}

/** The answers of the present week, as they stand when its window closes. */
export async function answerWeek(url: string, size: Size, say: (done: string) => void): Promise<void> {
  const plan = planOf(size);
  await inSession(url, size, say, async (run) => {
    await run(weekSql(plan, plan.monday), `answers of ${plan.monday}`);
    await run(['vacuum (analyze) "ProgressEntry"'], 'statistics');
  });
}

type Run = (statements: readonly string[], what: string) => Promise<void>;

/** The small rounds of tests show that all references lead somewhere. */
const MOST_CHECKED = 10_000;

async function inSession(
  url: string,
  { tasks }: Size,
  say: (done: string) => void,
  work: (run: Run) => Promise<void>,
): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('set synchronous_commit = off');
    await client.query('set timezone = UTC');
    // Row by row, references are checked and audit entries counted by triggers: of so many at once both is known.
    if (tasks > MOST_CHECKED) await client.query('set session_replication_role = replica');
    await work(async (statements, what) => {
      const begun = performance.now();
      for (const statement of statements) await client.query(statement);
      say(`${what}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    });
  } finally {
    await client.end();
  }
}

const roundSql = ({ roundId, startedOn }: Plan): string => `
  insert into "Round" (id, letter, name, "startedOn", settings, "digestTarget")
  values ('${roundId}', 'A', '第七轮巡察整改', '${startedOn}', '${JSON.stringify(DEFAULT_ROUND_SETTINGS)}',
    '{"kind":"appchat","chatid":"leading-group"}')`;

const auditSql = (plan: Plan): string[] => [
  ...slices(plan.tasks).map(
    ({ from, to }) => `
    insert into "AuditEvent" (at, actor, event, subject, "to", source, detail, version, "prevHash", hash)
    select timestamptz '${plan.startedOn} 01:00Z', 'operator', 'task_added', ${idOf('task', 'i')}::text,
      '{"closure": "open", "completion": "not_done"}', 'import', '{}', 2, '${NO_HASH}', encode(sha256(i::text::bytea), 'hex')
    from generate_series(${from}, ${to}) i`,
  ),
  `insert into "AuditTally" (id, seq, rows) select 1, max(seq), count(*) from "AuditEvent"
   on conflict (id) do update set seq = excluded.seq, rows = excluded.rows`,
];

const NO_HASH = createHash('sha256').update('').digest('hex');
