import { createHash } from 'node:crypto';
import path from 'node:path';
import { findReplayDifferences } from '../../src/app/audit/find-replay-differences.ts';
import { canonicalRows } from '../../src/domain/ledger/canonical.ts';
import type { LedgerRow } from '../../src/domain/ledger/ledger.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createStore } from '../../src/store/store.ts';
import { overLimit, seenIn, type Seen } from './journal.ts';
import type { Reply } from './officials.ts';
import type { Stage } from './stage.ts';

export interface Verdict {
  readonly violations: readonly string[];
  /** Messages of which nobody can know whether they were seen, and which say so. */
  readonly ambiguous: number;
  readonly reminders: number;
  readonly replies: number;
}

const REMINDER = /"task_id":"weekly_/;

/** What holds whatever happened: looked at from outside, in WeCom's journal and in raw rows. */
export async function verdictOn(stage: Stage, replies: readonly Reply[]): Promise<Verdict> {
  const events = stage.events();
  const seen = events.flatMap(seenIn);
  const open = await ambiguousOf(stage);
  const reminders = countBy(seen.filter(({ text }) => REMINDER.test(text)).map(({ by }) => by));
  return {
    violations: [
      ...wrongReminders(stage, reminders, new Set(open.map(({ userid }) => userid))),
      ...(await wrongRows(stage)),
      ...(await wrongEntries(stage, replies)),
      ...wrongReceipts(seen, replies, new Set(open.map(({ userid }) => userid))),
      ...open.filter(({ via }) => via === 'app').map(({ userid }) => `ambiguous by the app: ${userid}`),
      ...overLimit(events),
      ...(await wrongLedger(stage)),
    ],
    ambiguous: open.length,
    reminders: [...reminders.values()].reduce((sum, count) => sum + count, 0),
    replies: replies.length,
  };
}

const countBy = (keys: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

/** Against the town as it was made: exactly one for each who has something to answer, none for anybody else. */
function wrongReminders(
  { town }: Stage,
  shown: ReadonlyMap<string, number>,
  unknown: ReadonlySet<string>,
): string[] {
  const missing = [...town.due.keys()].filter((userid) => !shown.has(userid) && !unknown.has(userid));
  return [
    ...missing.map((userid) => `no reminder: ${userid}`),
    ...[...shown].flatMap(([userid, count]) => {
      if (!town.due.has(userid)) return [`reminded without cause: ${userid}`];
      return count > 1 ? [`${count} reminders: ${userid}`] : [];
    }),
  ];
}

async function ambiguousOf({ pool }: Stage): Promise<{ userid: string; via: string }[]> {
  const { rows } = await pool.query<{ userid: string; via: string }>(
    `select coalesce(p.userid, '') as userid, coalesce(m.via, '') as via from "OutboundMessage" m
     left join "Person" p on p.id = m."personId" where m.state = 'ambiguous'`,
  );
  return rows;
}

/** Every reminder's row says what became of it. */
async function wrongRows({ pool, town }: Stage): Promise<string[]> {
  const { rows } = await pool.query<{ userid: string; states: string[] }>(
    `select p.userid, array_agg(m.state::text || ' ' || m.reason) as states from "OutboundMessage" m
     join "Person" p on p.id = m."personId" where m.kind = 'weekly' group by 1`,
  );
  const states = new Map(rows.map((row) => [row.userid, row.states]));
  return [...town.due.keys()].flatMap((userid) => {
    const [state = 'none', ...more] = states.get(userid) ?? [];
    const isRight = more.length === 0 && (state.startsWith('sent') || state.startsWith('ambiguous'));
    return isRight ? [] : [`the row of ${userid} is ${[state, ...more].join(' and ')}`];
  });
}

async function wrongEntries({ pool }: Stage, replies: readonly Reply[]): Promise<string[]> {
  const { rows } = await pool.query<{ key: string; entries: number; text: string; outcome: string }>(
    `select i."dedupeKey" as key, i.outcome, count(e.id)::int as entries, coalesce(min(e.text), '') as text
     from "InboundMessage" i left join "ProgressEntry" e on e."inboundId" = i.id group by 1, 2`,
  );
  const kept = new Map(rows.map((row) => [row.key, row]));
  const unasked = rows.length - replies.length;
  return [
    ...replies.flatMap(({ msgId, unique, from }) => {
      const row = kept.get(msgId);
      const isRight = row?.entries === 1 && row.text.includes(unique);
      return isRight
        ? []
        : [`${row?.entries ?? 'no row and no'} entries (${row?.outcome}) of ${from}: ${unique}`];
    }),
    ...(unasked > 0 ? [`${unasked} messages nobody sent`] : []),
  ];
}

function wrongReceipts(
  seen: readonly Seen[],
  replies: readonly Reply[],
  unknown: ReadonlySet<string>,
): string[] {
  const heard = new Map<string, string[]>();
  for (const { by, text } of seen) heard.set(by, [...(heard.get(by) ?? []), text]);
  return replies.flatMap(({ from, unique }) => {
    const count = heard.get(from)?.filter((text) => text.includes(unique)).length ?? 0;
    return count === 1 || (count === 0 && unknown.has(from))
      ? []
      : [`${count} receipts for ${from}: ${unique}`];
  });
}

/** The audit chain, the tasks replayed from it, and the frozen weeks' hashes. */
export async function wrongLedger({ databaseUrl, folder, pool }: Stage): Promise<string[]> {
  const database = openDatabase(databaseUrl, { max: 2 });
  try {
    const store = createStore(database, path.join(folder, 'data', 'media'));
    const broken = await store.audit.verify();
    const { differences } = await findReplayDifferences({ store });
    const weeks = await pool.query<{ number: number; sha256: string; rows: LedgerRow[] }>(
      'select number, sha256, rows from "LedgerWeek" order by number',
    );
    const altered = weeks.rows.filter(({ rows, sha256 }) => hashOf(rows) !== sha256);
    return [
      ...(broken === null ? [] : [`the audit chain is broken at ${broken}`]),
      ...differences.map(({ code }) => `task ${code} is not what its history says`),
      ...altered.map(({ number }) => `frozen week ${number} is not what was hashed`),
    ];
  } finally {
    await database.close();
  }
}

const hashOf = (rows: readonly LedgerRow[]): string =>
  createHash('sha256').update(canonicalRows(rows)).digest('hex');
