import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { taskLife } from '../../../src/app/audit/task-life.ts';
import type { Cli } from '../../../src/cli/cli.ts';
import { runCommand } from '../../../src/cli/program.ts';
import { papers } from '../../../src/documents/word/papers.ts';
import { superviseNow } from '../../../src/app/supervision/supervise.ts';
import { addDays, weekdayOf, type DateOnly } from '../../../src/domain/calendar/date.ts';
import type { SupervisionCommand } from '../../../src/domain/reply/result.ts';
import { lifeLine } from '../../../src/zh/audit.ts';
import { actAs } from '../../support/an-acting.ts';
import { aCause } from '../../support/a-cause.ts';
import { openHouse, type House } from '../../support/house.ts';
import { partsOf } from '../../unit/documents/word/parts-of.ts';

const MONDAY = '2026-06-08';

// Weeks are lived through day by day.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** Every day from one to the other but Sundays: the morning, and on Wednesdays the nudge. */
async function live(house: House, from: DateOnly, to: DateOnly): Promise<void> {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (weekdayOf(day) === 7) continue;
    await house.at(day, '10:20');
    if (weekdayOf(day) === 3) await house.at(day, '15:20');
  }
}

async function rungs(house: House, code: string): Promise<string[]> {
  const steps = await house.deps.store.ladder.steps([await idOf(house, code)]);
  return steps.map(({ rung, firedOn, state }) => `${rung} ${firedOn} ${state}`);
}

async function taskOf(house: House, code: string) {
  const task = (await house.deps.store.tasks.list({})).find((each) => each.code === code);
  if (!task) throw new Error(`no task ${code}`);
  return task;
}

const idOf = async (house: House, code: string) => (await taskOf(house, code)).id;

const order = (house: House, command: SupervisionCommand, text = '') =>
  actAs(house.deps, 'heyunzhou', (acting) => superviseNow(acting, command, text));

/** What an officer types beside the service. */
async function duban(house: House, ...args: string[]): Promise<string> {
  const printed: string[] = [];
  const cli = {
    openApp: async () => ({ deps: house.deps, groups: null, close: async () => {} }),
    documents: { papers },
    writeFile: async (_: string, data: Buffer) => void (written = data),
    print: (line: string) => void printed.push(line),
    printError: (line: string) => void printed.push(line),
  } as unknown as Cli;
  await runCommand(cli, args);
  return printed.join('\n');
}

let written: Buffer = Buffer.alloc(0);

async function letterPaper(house: House, code: string): Promise<{ printed: string; text: string }> {
  written = Buffer.alloc(0);
  const printed = await duban(house, 'letter', code, '--out', 'letter.docx');
  return { printed, text: written.length === 0 ? '' : partsOf(written).texts().join('\n') };
}

describe('逾期三个月没人答复', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '09:00' });
  });
  afterAll(() => house.close());

  test('两次提醒没有答复，第二天告知科室负责人；负责人就是责任人的，告诉整改办', async () => {
    await live(house, MONDAY, '2026-06-10');
    expect(await rungs(house, '13')).toEqual([]);
    await house.heard('shenjingyi');
    await house.at('2026-06-11', '10:20');
    expect(await rungs(house, '13')).toEqual(['1 2026-06-11 done']);
    expect(await rungs(house, '14')).toEqual(['1 2026-06-11 no_addressee']);
    const heard = await house.heard('shenjingyi');
    expect(heard).toHaveLength(1);
    expect(heard[0]).toContain('13 合同审查备案全覆盖（综合保障办 许嘉宁');
    expect(heard[0]).toContain('14 历史工程结算清零（城建办 陆海平');
  });

  test('一天只办一次，多少个进程唤醒都一样', async () => {
    await house.at('2026-06-11', '11:20');
    await Promise.all([house.at('2026-06-11', '13:20'), house.at('2026-06-11', '13:20')]);
    expect(await rungs(house, '13')).toHaveLength(1);
    expect(await house.heard('shenjingyi')).toEqual([]);
  });

  test('停机三周，恢复后只走一级，不连着发', async () => {
    await house.heard('liangsiqi');
    await house.heard('chenbaisong');
    await live(house, '2026-07-04', '2026-07-08');
    expect(await rungs(house, '13')).toEqual(['1 2026-06-11 done', '2 2026-07-06 done']);
    const leaderHeard = await house.heard('liangsiqi');
    expect(leaderHeard.join()).toContain('13 合同审查备案全覆盖');
    expect((await house.heard('chenbaisong')).join()).toContain('14 历史工程结算清零');
  });

  test('答复以后重新计时，销号以后不再提级', async () => {
    await house.say('shiweidong', '20 推进中，规划部门已回函');
    const { store } = house.deps;
    const closed = await taskOf(house, '14');
    await store.tasks.change(
      closed,
      { closure: 'closed', completion: 'done', closedOn: '2026-07-08' },
      aCause(),
    );
    const before = await rungs(house, '20');
    await live(house, '2026-07-16', '2026-07-20');
    expect(await rungs(house, '13')).toContain('3 2026-07-20 done');
    expect(await rungs(house, '14')).toHaveLength(2);
    expect(await rungs(house, '20')).toEqual(before);
  });

  test('第三级拟督办函：整改办收到通知，列得出、登记得了文号', async () => {
    const heard = await house.heard('heyunzhou');
    expect(heard.join()).toContain('已拟督办函');
    const draft = await house.deps.store.letters.draftOf(await idOf(house, '13'));
    expect(draft?.content).toMatchObject({
      code: '13',
      unit: '综合保障办',
      dueOn: '2026-05-30',
      days: 51,
      newLimit: '2026-07-28',
      lastAnswer: { status: 'in_progress' },
    });
  });

  test('编号前是草稿；签发登记文号后，同一条命令出的是有文号、有日期的督办函', async () => {
    const draft = await letterPaper(house, '13');
    expect(draft.printed).toContain('task 13, draft');
    expect(draft.text).toContain('综合保障办');
    expect(draft.text).toContain('合同审查备案全覆盖');
    expect(draft.text).not.toContain('青督〔2026〕3号');
    await house.say('heyunzhou', '签发13督办函 青督〔2026〕3号');
    expect((await house.say('heyunzhou', '确认')).join()).toContain('青督〔2026〕3号');
    const signed = await letterPaper(house, '13');
    expect(signed.printed).toContain('task 13, 青督〔2026〕3号');
    expect(signed.text).toContain('青督〔2026〕3号');
    expect(signed.text).toContain('2026年7月20日');
    const sign = { name: 'sign_letter', item: '13', number: '青督〔2026〕4号' } as const;
    expect((await order(house, sign)).notice).toMatchObject({ why: 'no_letter' });
  });

  test('任务经过里看得出升到哪一级、登记了什么文号', async () => {
    const { lines } = await taskLife(house.deps, '13');
    const told = lines.map(lifeLine).join('\n');
    for (const words of ['告知科室负责人', '告知牵头领导', '起草督办函'])
      expect(told).toContain(`系统 逾期升级；${words}（系统任务）`);
    expect(told).toMatch(/督办函登记文号；青督〔2026〕3号/);
  });

  test('督办函列入周报，不写内容', async () => {
    await house.at('2026-07-24', '12:05');
    await house.at('2026-07-24', '14:05');
    await house.group('dubanLeadingGroup');
    await house.at('2026-07-24', '16:15');
    const [digest] = await house.group('dubanLeadingGroup');
    expect(digest).toMatch(/已拟督办函任务2项.*：20号、13号/);
    expect(digest).not.toContain('合同审查');
  });

  test('不发的草稿：留在登记簿里，出不了函', async () => {
    await house.say('heyunzhou', '不发20督办函');
    await house.say('heyunzhou', '确认');
    expect((await letterPaper(house, '20')).printed).toContain('no letter was drafted for task 20');
    const register = await duban(house, 'letters');
    expect(register).toMatch(/青督〔2026〕3号 {2}task 13 .*signed 2026-07-20/);
    expect(register).toMatch(/\(no number\) {2}task 20 .*dropped/);
  });

  test('约谈由人记录，只对逾期任务', async () => {
    const done = await order(house, { name: 'interview', item: '13' }, '约谈13：已约谈许嘉宁，承诺月底办结');
    expect(done.outcome).toBe('interview_recorded');
    expect((await order(house, { name: 'interview', item: '13' }, '约谈13')).notice).toMatchObject({
      why: 'interview_text_missing',
    });
    expect((await order(house, { name: 'interview', item: '14' }, '约谈14：无')).notice).toMatchObject({
      why: 'not_overdue',
    });
  });

  test('延期获批，另起一轮', async () => {
    const before = await rungs(house, '13');
    await house.deps.store.tasks.change(await taskOf(house, '13'), { dueOn: '2026-07-27' }, aCause());
    await live(house, '2026-07-28', '2026-07-29');
    expect(await rungs(house, '13')).toEqual(before);
    await live(house, '2026-08-03', '2026-08-04');
    expect(await rungs(house, '13')).toEqual([...before, '1 2026-08-03 done']);
  });
});

describe('先由整改办定', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ date: MONDAY, time: '09:00' });
    const { store } = house.deps;
    const [round] = await store.rounds.active();
    if (!round) throw new Error('no round');
    const escalation = { ...round.settings.escalation, officeDecides: true };
    await store.rounds.setSettings(round.id, { ...round.settings, escalation });
    await live(house, MONDAY, '2026-06-11');
  });
  afterAll(() => house.close());

  test('先问整改办，没定之前谁也不通知，也不往上走', async () => {
    expect(await rungs(house, '13')).toEqual(['1 2026-06-11 proposed']);
    const heard = (await house.heard('heyunzhou')).join();
    expect(heard).toContain('是否提级提醒 1 人');
    await live(house, '2026-06-12', '2026-06-15');
    expect(await rungs(house, '13')).toEqual(['1 2026-06-11 proposed']);
  });

  test('点“发送”，科室负责人才收到；第二个人再点，已无可办', async () => {
    await house.heard('shenjingyi');
    const answers = await house.press('heyunzhou', 'confirm');
    expect(answers.join()).toContain('已提级提醒 1 项任务');
    expect(await rungs(house, '13')).toEqual(['1 2026-06-15 done']);
    // Her message of that day was the list of reviews: the note comes next morning.
    await house.at('2026-06-16', '08:40');
    expect((await house.heard('shenjingyi')).join()).toContain('13 合同审查备案全覆盖');
    expect((await house.press('shenjingyi', 'cancel')).join()).toContain('没有等待办理');
  });

  test('点“不发”也算处理过，再往下一级', async () => {
    await live(house, '2026-06-16', '2026-06-23');
    expect(await rungs(house, '13')).toContain('2 2026-06-23 proposed');
    await house.press('heyunzhou', 'cancel');
    expect(await rungs(house, '13')).toContain('2 2026-06-23 declined');
    expect((await house.heard('liangsiqi')).join()).not.toContain('13 合同审查备案全覆盖');
  });
});
