import { addDays, type DateOnly } from '../../src/domain/calendar/date.ts';
import { idOf, oneOf, share } from './drawn.ts';
import { slices, type Plan } from './plan.ts';

const TEXTS = [
  '规范初稿已征求意见，正在按意见逐条修改，下周提交审议。',
  '本周走访三个点位，发现的问题已交办，正在复核。',
  '已与有关部门会商，明确了责任分工和完成时限。',
  '培训已完成，考核结果正在汇总。',
];
const STATUSES = [
  'in_progress',
  'in_progress',
  'in_progress',
  'basically_done',
  'done',
  'not_started',
  'no_change',
];

/** What is known of one week: seven of ten open tasks answered, some of them twice, one in a hundred taken back. */
export const weekSql = (plan: Plan, week: DateOnly): string[] =>
  slices(plan.tasks).flatMap(({ from, to }) => [
    versionSql(plan, week, { from, to, version: 1, of: 0.7 }),
    versionSql(plan, week, { from, to, version: 2, of: 0.06 }),
    withdrawalSql(plan, week, from, to),
    evidenceSql(plan, week, from, to),
  ]);

/** Whoever was closed by then had no more to say. */
const ASKED = (week: DateOnly) =>
  `t."ownerId" is not null and (t."closedOn" is null or t."closedOn" > '${week}')`;

const entryId = ({ tasks }: Plan, week: DateOnly, version: number): string =>
  idOf(
    'entry',
    `(${(Date.parse(week) / 604_800_000) | 0}::bigint * 4 + ${version}) * ${2 ** Math.ceil(Math.log2(tasks + 1))} + t.no`,
  );

const versionSql = (
  plan: Plan,
  week: DateOnly,
  { from, to, version, of }: { from: number; to: number; version: number; of: number },
): string => `
  insert into "ProgressEntry" (id, "taskId", week, version, status, text, "nextPlan", "byId", source, "recordedAt", late)
  select ${entryId(plan, week, version)}, t.id, '${week}', ${version},
    ${oneOf('t.no', `status${week}${version}`, plan.seed, STATUSES)}::"ReplyStatus",
    ${oneOf('t.no', `text${week}${version}`, plan.seed, TEXTS)} || '（第' || t.no || '项）', '下周提交审议', t."ownerId", 'chat',
    timestamptz '${week} 02:00Z' + interval '1 day' * ${version} + interval '1 second' * (t.no % 20000),
    ${share('t.no', `late${week}${version}`, plan.seed)} < 0.03
  from "Task" t where t.no between ${from} and ${to} and ${ASKED(week)}
    and ${share('t.no', `answered${week}`, plan.seed)} < ${of}`;

const withdrawalSql = (plan: Plan, week: DateOnly, from: number, to: number): string => `
  insert into "ProgressEntry" (id, "taskId", week, version, status, text, "byId", source, "recordedAt", withdraws)
  select ${entryId(plan, week, 3)}, t.id, '${week}', 3, 'no_change', '', t."ownerId", 'chat', timestamptz '${week} 02:00Z' + interval '3 days',
    ${entryId(plan, week, 2)}
  from "Task" t where t.no between ${from} and ${to} and ${ASKED(week)}
    and ${share('t.no', `answered${week}`, plan.seed)} < 0.01`;

const evidenceSql = (plan: Plan, week: DateOnly, from: number, to: number): string => `
  insert into "Evidence" (id, "entryId", "fileName", "mediaType", bytes, sha256, "storedAs", "addedById", "addedAt")
  select gen_random_uuid(), ${entryId(plan, week, 1)}, '照片' || t.no || '.jpg', 'image/jpeg', 120000, repeat('a', 64), 'aa/a', t."ownerId",
    '${week}'
  from "Task" t where t.no between ${from} and ${to} and ${ASKED(week)}
    and ${share('t.no', `answered${week}`, plan.seed)} < 0.08`;

/** Last week's reminders as they went out, one for each person, with the card that names his tasks. */
export const remindersSql = (plan: Plan, week: DateOnly): string[] => [
  `insert into "OutboundMessage" (id, "personId", "roundId", kind, period, address, state, "notBefore", attempts, via,
     "partsSent", "createdAt", "sentAt")
   select gen_random_uuid(), p.id, '${plan.roundId}', 'weekly', '${week}', jsonb_build_object('kind', 'person', 'userid', p.userid),
     'sent', timestamptz '${week} 01:10Z', 1, 'app', 1, timestamptz '${week} 01:10Z', timestamptz '${week} 01:15Z'
   from "Person" p where exists (select 1 from "Task" t where t."ownerId" = p.id and t.closure <> 'closed')`,
  `insert into "SentCard" ("cardId", "outboundId", "personId", kind, context)
   select 'weekly_' || o.id || '_1', o.id, o."personId", 'reminder', own.ids
   from "OutboundMessage" o, lateral (select jsonb_agg(t.id) as ids from "Task" t
     where t."ownerId" = o."personId" and t.closure <> 'closed') own
   where o.kind = 'weekly' and o.period = '${week}'`,
];

export const weeksBefore = ({ monday, weeks }: Plan): DateOnly[] =>
  Array.from({ length: weeks }, (_, back) => addDays(monday, -7 * (weeks - back)));
