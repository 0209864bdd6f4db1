import { idOf, oneOf, pick, share } from './drawn.ts';
import { slices, type Plan } from './plan.ts';

const CATEGORIES = 20;

const TITLES = [
  '完善首问负责和限时办结制度',
  '清理超期未结项目并公开进度',
  '规范窗口收费与票据管理',
  '补齐消防通道与应急照明',
  '健全合同审查与履约评价',
  '开展作风建设专项整治',
];
const MEASURES = [
  '修订服务规范并印发执行',
  '每月抽查办件并通报结果',
  '建立问题清单逐项销号',
  '组织业务培训与考核',
];

/** The tasks of a round in the middle of its course, with what belongs to each. */
export const tasksSql = (plan: Plan): string[] => [
  `insert into "Category" (id, "roundId", no, name)
     select ${idOf('category', 'i')}, '${plan.roundId}', i, '第' || i || '方面' from generate_series(1, ${CATEGORIES}) i`,
  ...slices(plan.problems).map(({ from, to }) => problemsSql(plan, from, to)),
  ...slices(plan.tasks).flatMap(({ from, to }) => [
    taskSql(plan, from, to),
    ...partsSql(plan, from, to),
    ...closuresSql(plan, from, to),
  ]),
];

const problemsSql = ({ roundId, problems, seed }: Plan, from: number, to: number): string => `
  insert into "Problem" (id, "roundId", "categoryId", no, title, finding)
  select ${idOf('problem', 'i')}, '${roundId}', ${idOf('category', `1 + (i - 1)::bigint * ${CATEGORIES} / ${problems}`)}, i,
    '关于“' || ${oneOf('i', 'problem', seed, TITLES)} || '”不到位的问题（' || i || '）',
    '检查发现，' || ${oneOf('i', 'finding', seed, MEASURES)} || '未落实，涉及' || ${pick('i', 'places', seed, 40)} || '处。'
  from generate_series(${from}, ${to}) i`;

/** Shares of a round at half-time: 40 % closed, 7 % under review, the rest open, one in twenty of them late. */
const taskSql = (
  { roundId, tasks, problems, people, units, leaders, seed, monday, startedOn }: Plan,
  from: number,
  to: number,
): string => `
  insert into "Task" (id, "roundId", "problemId", no, title, "leaderId", "leadUnitId", "ownerId", "contactId", horizon,
    completion, closure, "dueOn", "originalDueOn", "reviewEveryDays", "claimedOn", "closedOn", "addedAt")
  select ${idOf('task', 'i')}, '${roundId}', ${idOf('problem', `1 + (i - 1)::bigint * ${problems} / ${tasks}`)}, i,
    ${oneOf('i', 'title', seed, TITLES)} || '，第' || i || '批', ${idOf('person', `1 + ${pick('i', 'leader', seed, leaders)}`)},
    ${idOf('unit', `1 + owner % ${units}`)}, case when owned then ${idOf('person', 'owner')} end,
    case when contacted then ${idOf('person', `1 + (owner + ${units} - 1) % ${people}`)} end, horizon::"Horizon",
    case when closed and stopped then 'stopped' when closed then 'done' when basically then 'basically_done'
      else 'not_done' end::"Completion",
    closure::"ClosureState", due, due, case when horizon = 'long' then 30 end,
    case when closed or closure like '%review' then date '${monday}' - back end, case when closed then date '${monday}' - back + 3 end,
    timestamptz '${startedOn} 01:00Z'
  from (select i, 1 + ${pick('i / 3', 'owner', seed, people)} as owner,
      ${share('i', 'owned', seed)} < 0.99 as owned, ${share('i', 'contact', seed)} < 0.3 as contacted,
      case when h < 0.15 then 'immediate' when h < 0.85 then 'term' else 'long' end as horizon,
      case when c < 0.40 then 'closed' when c < 0.44 then 'first_review' when c < 0.46 then 'second_review'
        when c < 0.47 then 'final_review' when c < 0.49 then 'returned' when c < 0.50 then 'relapsed' else 'open' end as closure,
      c < 0.40 as closed, ${share('i', 'stopped', seed)} < 0.02 as stopped, ${share('i', 'basically', seed)} < 0.1 as basically,
      case when h >= 0.85 then null when ${share('i', 'late', seed)} < 0.05 then date '${monday}' - 1 - ${pick('i', 'past', seed, 40)}
        else date '${monday}' + ${pick('i', 'due', seed, 150)} end as due,
      3 + ${pick('i', 'back', seed, 40)} as back
    from (select i, ${share('i', 'horizon', seed)} as h, ${share('i', 'closure', seed)} as c
      from generate_series(${from}, ${to}) i) drawn) shaped`;

const partsSql = ({ units, seed, monday }: Plan, from: number, to: number): string[] => [
  `insert into "Measure" (id, "taskId", no, type, text)
     select gen_random_uuid(), ${idOf('task', 'i')}, k, (case when k = 1 then 'institution' else 'other' end)::"MeasureType",
       ${oneOf('i * 2 + k', 'measure', seed, MEASURES)} || '，第' || i || '项。'
     from generate_series(${from}, ${to}) i, generate_series(1, 2) k where k = 1 or ${share('i', 'measures', seed)} < 0.6`,
  `insert into "Support" ("taskId", "unitId")
     select ${idOf('task', 'i')}, ${idOf('unit', `1 + ${pick('i', 'support', seed, units)}`)}
     from generate_series(${from}, ${to}) i where ${share('i', 'supported', seed)} < 0.3`,
  `insert into "StageGoal" (id, "taskId", no, text, "dueOn", "reachedOn")
     select gen_random_uuid(), t.id, k, '第' || k || '阶段', date '${monday}' - 30 + k * 40,
       case when k = 1 and ${share('t.no', 'reached', seed)} < 0.9 then date '${monday}' - 3 end
     from "Task" t, generate_series(1, 2) k where t.no between ${from} and ${to} and t.horizon = 'long'`,
];

/** A claim for whatever is closed or under review, with its reviews. */
const closuresSql = ({ reviewers, seed, monday }: Plan, from: number, to: number): string[] => [
  `insert into "ClosureRequest" (id, "taskId", "submitterId", "submittedAt", decision, "decidedAt")
     select ${idOf('closure', 't.no')}, t.id, t."ownerId", t."claimedOn" + interval '2 hours',
       (case when t.closure = 'closed' then 'approved' else 'pending' end)::"Decision", t."closedOn"
     from "Task" t where t.no between ${from} and ${to} and t."ownerId" is not null
       and t.closure in ('closed', 'first_review', 'second_review', 'final_review')`,
  `insert into "ClosureReview" (id, "requestId", level, "reviewerId", approved, at)
     select gen_random_uuid(), ${idOf('closure', 't.no')}, k, ${idOf('person', `4 + (t.no + k) % ${reviewers}`)}, true,
       date '${monday}' - ${pick('t.no', 'reviewed', seed, 20)}
     from "Task" t, generate_series(1, 2) k where t.no between ${from} and ${to} and t."ownerId" is not null
       and (t.closure = 'closed' or (t.closure = 'second_review' and k = 1) or t.closure = 'final_review')`,
];
