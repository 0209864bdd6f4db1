import { addDays, weekdayOf, type DateOnly } from '../../../src/domain/calendar/date.ts';
import { isWorkingDay } from '../../../src/domain/calendar/work-calendar.ts';
import { isClosed, isUnderReview, type Task } from '../../../src/domain/task/task.ts';
import type { Chance } from '../../support/chance.ts';
import type { House } from '../../support/house.ts';

/*
 * An office and its officials who live through a year as chance has it: they answer or do not, claim, ask, correct and
 * take back; the office approves, returns, extends, chases, splits, stops. Everything is typed in chat.
 */

const MANAGERS = ['shenjingyi', 'heyunzhou'] as const;
const REVIEWERS = ['linpeiyi', 'yuanzhengyi', ...MANAGERS] as const;

const ANSWERS: readonly ((task: Task, today: DateOnly) => string)[] = [
  ({ code }) => `${code}推进中，社区已核对${Number(code) + 3}处点位`,
  ({ code }) => `${code}推进中，方案已印发，下一步组织验收`,
  ({ code }) => `${code}无新进展`,
  ({ code }) => `${code}未启动`,
  ({ code }) => `${code}基本完成，整改办法已执行`,
  ({ code }) => `${code}已完成，城建办已拆除${Number(code) + 2}处并通过验收`,
  ({ code }) => `${code}已完成，城建办已拆除${Number(code) + 2}处并通过验收`,
  ({ code }, today) => `${code}申请延期到${inWords(addDays(today, 45))}，等待验收`,
  ({ code }) => `${code}有困难，请协调区水务局`,
];

const inWords = (date: DateOnly): string => {
  const [year, month, day] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
};

/** One day: the hours at which something may be due, people in between. */
export async function liveADay(house: House, chance: Chance, today: DateOnly): Promise<void> {
  await house.at(today, '09:12');
  if (!isWorkingDay(await house.deps.store.workCalendar(), today)) return;
  if (chance.isBelow(0.5)) await answer(house, chance, today);
  if (chance.isBelow(0.3)) await decide(house, chance);
  if (chance.isBelow(0.05)) await order(house, chance);
  if (weekdayOf(today) === 3) await house.at(today, '15:12');
  if (weekdayOf(today) >= 5)
    for (const time of ['12:02', '14:02', '16:12'] as const) await house.at(today, time);
}

async function answer(house: House, chance: Chance, today: DateOnly): Promise<void> {
  const tasks = await house.deps.store.tasks.list({});
  const people = await house.deps.store.people.all();
  const owners = [...new Set(tasks.flatMap(({ owner }) => (owner ? [owner.id] : [])))];
  const owner = people.find(({ id }) => id === chance.pick(owners));
  if (!owner) return;
  const own = tasks.filter((task) => task.owner?.id === owner.id && !isClosed(task) && !isUnderReview(task));
  if (own.length === 0) return;
  const told = own.filter(() => chance.isBelow(0.6));
  const lines = told.map((task) => chance.pick(ANSWERS)(task, today));
  if (lines.length > 0) await house.say(owner.userid, lines.join('；'));
  if (chance.isBelow(0.4)) await house.sendPicture(owner.userid);
  if (chance.isBelow(0.1)) await house.say(owner.userid, '撤回');
  if (chance.isBelow(0.1) && told[0]) await house.say(owner.userid, `更正：${told[0].code}推进中，验收未过`);
}

/** Somebody of the office looks at what waits and decides it, sometimes more than he may. */
async function decide(house: House, chance: Chance): Promise<void> {
  for (const task of await house.deps.store.tasks.list({})) {
    if (isUnderReview(task) && chance.isBelow(0.6)) {
      const words = chance.isBelow(0.7) ? `同意${task.code}销号` : `退回${task.code}：照片看不出整改前后`;
      await confirmed(house, chance.pick(REVIEWERS), words, chance);
    }
    if (await house.deps.store.requests.pendingExtension(task.id)) {
      const words = chance.isBelow(0.7) ? `同意${task.code}延期` : `退回${task.code}延期：理由不充分`;
      await confirmed(house, chance.pick(MANAGERS), words, chance);
    }
  }
}

const ORDERS: readonly ((task: Task) => string)[] = [
  () => '催办 全部逾期',
  ({ code }) => `催办${code}`,
  ({ code }) => `拆分${code}：完善制度；组织培训`,
  ({ code }) => `终止${code}：企业已注销`,
  ({ code }) => `上报${code}：区住建局`,
  ({ code }) => `改派${code}给唐启明`,
  ({ code }) => `回头看${code}反弹：又有占道`,
  ({ code }) => `投诉${code}：夜间噪声`,
];

async function order(house: House, chance: Chance): Promise<void> {
  const task = chance.pick(await house.deps.store.tasks.list({}));
  await confirmed(house, chance.pick(MANAGERS), chance.pick(ORDERS)(task), chance);
}

async function confirmed(house: House, userid: string, words: string, chance: Chance): Promise<void> {
  await house.say(userid, words);
  await house.say(userid, chance.isBelow(0.9) ? '确认' : '取消');
}

export function* daysFrom(first: DateOnly, last: DateOnly): Generator<DateOnly> {
  for (let day = first; day <= last; day = addDays(day, 1)) yield day;
}
