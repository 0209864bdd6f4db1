import { Client } from 'pg';
import { idOf } from '../generate/drawn.ts';
import { planOf, type Size } from '../generate/plan.ts';
import { answerWeek, generateRound } from '../generate/round.ts';

/** Who of the drawn round can sign in over the sandbox, where only its own people are known. */
export const SIGNED_IN = {
  manager: 'shenjingyi',
  leader: 'zhouchengyuan',
  administrator: 'fanqiushi',
  auditor: 'xujianing',
  official: 'luhaiping',
  leadLeader: 'gumingchuan',
} as const;
export type Who = keyof typeof SIGNED_IN;

/**
 * Fills an empty database with the middle of a week of a drawn round: seven of ten open tasks answered, each answer with
 * the message it came in, a claim for what is under review, an extension asked for every hundredth task.
 */
export async function fillRound(url: string, size: Size): Promise<void> {
  await generateRound(url, size, () => {});
  await answerWeek(url, size, () => {});
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // What was answered is never written again, but by who draws it.
    await client.query('set session_replication_role = replica');
    for (const statement of [...namedPeople(size), ...messages(size), extensions(size), 'vacuum (analyze)'])
      await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Who holds an office, by his number; who has tasks is found by them. */
const namedPeople = (size: Size): string[] => {
  const { people } = planOf(size);
  return [
    named('manager', numbered(1), 'manager'),
    named('leader', numbered(people), 'leading_group'),
    named('administrator', numbered(people - 1), 'administrator'),
    named('auditor', numbered(people - 2), 'auditor'),
    named('official', firstOf('ownerId')),
    named('leadLeader', firstOf('leaderId')),
  ];
};

const numbered = (no: number): string => idOf('person', String(no));

const named = (who: Who, id: string, role = ''): string => `
  update "Person" set userid = '${SIGNED_IN[who]}', roles = array[${role === '' ? '' : `'${role}'`}]::"Role"[] where id = ${id}`;

/** Of the tasks in order the first whose person has no name of the sandbox yet. */
const firstOf = (column: 'ownerId' | 'leaderId'): string => `(
  select "${column}" from "Task" t join "Person" p on p.id = t."${column}" where p.userid like 'p0%' order by t.no limit 1)`;

const messages = ({ monday }: Size): string[] => [
  `insert into "InboundMessage" (id, "dedupeKey", channel, "senderId", "personId", content, "sentAt", "receivedAt", "handledAt",
     outcome)
   select gen_random_uuid(), 'bench:' || e.id, 'app', p.userid, p.id, jsonb_build_object('type', 'text', 'text', e.text),
     e."recordedAt", e."recordedAt", e."recordedAt", 'recorded'
   from "ProgressEntry" e join "Person" p on p.id = e."byId"`,
  `update "ProgressEntry" e set "inboundId" = i.id from "InboundMessage" i where i."dedupeKey" = 'bench:' || e.id`,
  `insert into "OutboundMessage" (id, "personId", "roundId", kind, period, address, state, "notBefore", attempts, via,
     "partsSent", "createdAt", "sentAt")
   select gen_random_uuid(), p.id, r.id, 'weekly', '${monday}', jsonb_build_object('kind', 'person', 'userid', p.userid),
     'sent', timestamptz '${monday} 01:10Z', 1, 'app', 1, timestamptz '${monday} 01:10Z', timestamptz '${monday} 01:15Z'
   from "Person" p, "Round" r where exists (select from "Task" t where t."ownerId" = p.id and t.closure <> 'closed')`,
];

const extensions = ({ monday }: Size): string => `
  insert into "ExtensionRequest" (id, "taskId", "askedById", "askedAt", "dueOn", reason)
  select gen_random_uuid(), id, "ownerId", timestamptz '${monday} 02:00Z', "dueOn" + 30, '等待验收'
  from "Task" where no % 100 = 0 and closure = 'open' and "ownerId" is not null and "dueOn" is not null`;
