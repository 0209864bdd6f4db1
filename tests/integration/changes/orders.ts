import { superviseNow } from '../../../src/app/supervision/supervise.ts';
import type { SupervisionCommand } from '../../../src/domain/reply/result.ts';
import type { Notice } from '../../../src/domain/message/notice.ts';
import type { Task } from '../../../src/domain/task/task.ts';
import { say } from '../../../src/zh/say.ts';
import { actAs } from '../../support/an-acting.ts';
import type { House } from '../../support/house.ts';

/** What the office orders, as a page or the API would, and what it is then told. */
export interface Office {
  order(command: SupervisionCommand, text?: string, by?: string): Promise<string>;
  task(code: string): Promise<Task>;
  /** The events of a task in the audit log, oldest first. */
  events(taskId: string): Promise<string[]>;
}

export const MANAGER = 'shenjingyi';

export const officeOf = (house: House): Office => ({
  async order(command, text = '', by = MANAGER) {
    const done = await actAs(house.deps, by, (acting) => superviseNow(acting, command, text));
    await house.settle();
    return wordsOf(done.notice);
  },
  async task(code) {
    const tasks = await house.deps.store.tasks.list({ removed: true });
    const task = tasks.find((each) => each.code === code);
    if (!task) throw new Error(`no task ${code}`);
    return task;
  },
  async events(taskId) {
    const { rows } = await house.service.app.database.pool.query<{ event: string }>(
      'select event from "AuditEvent" where subject = $1 order by seq',
      [taskId],
    );
    return rows.map(({ event }) => event);
  },
});

export function wordsOf(notice: Notice): string {
  const message = say(notice);
  return message.kind === 'text' ? message.text : JSON.stringify(message);
}
