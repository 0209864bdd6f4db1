import type { DateOnly } from '../../domain/calendar/date.ts';
import { addWorkingDays } from '../../domain/calendar/reach.ts';
import type { SupervisionCommand } from '../../domain/reply/result.ts';
import { COMPLAINT_WORKING_DAYS } from '../../domain/task/look-back/relapse.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayDo, note, taskByCode, type Acting } from '../acting.ts';
import { refuse, type Done, type Prepared } from '../supervision/prepared.ts';
import { behindColon } from './behind-colon.ts';

/** 投诉 about something that was rectified: it is looked at again soon, and stands among the relapse warnings till then. */
export async function prepareComplaint(
  acting: Acting,
  command: SupervisionCommand & { readonly name: 'complaint' },
  said: string,
): Promise<Prepared> {
  const task = await taskByCode(acting, command.item);
  if (!task) return refuse('no_such_item', command.item);
  if (!mayDo(acting, 'log_complaint', task)) return refuse('not_permitted', task.code);
  if (task.closure !== 'closed') return refuse('not_closed', task.code);
  const text = acting.words.maskNumbers(behindColon(said));
  if (text === '') return refuse('complaint_missing', task.code);
  const open = await acting.stores.lookBacks.openOf(task.id);
  const soon = addWorkingDays(acting.calendar, acting.today, COMPLAINT_WORKING_DAYS);
  const due = open && open.dueOn < soon ? open.dueOn : soon;
  return {
    kind: 'ready',
    preview: (cardId) => ({
      kind: 'preview',
      cardId,
      order: { do: 'complaint', code: task.code, title: task.title, text, due },
    }),
    command,
    async perform(): Promise<Done> {
      const complaintId = await acting.stores.complaints.add({
        taskId: task.id,
        at: acting.now,
        byId: acting.person.id,
        text,
      });
      const lookBackId = await lookAgain(acting, task, due);
      await note(acting, 'complaint_logged', task.id, { detail: { complaintId, lookBackId, due } });
      return { outcome: 'complaint_logged', notice: { kind: 'complaint_logged', code: task.code, due } };
    },
  };
}

/** One that is open already comes sooner, or stays when it comes sooner still. */
async function lookAgain({ stores, now }: Acting, task: Task, dueOn: DateOnly): Promise<string | null> {
  const complaint = { taskId: task.id, cause: 'complaint', seed: null, dueOn } as const;
  const [added] = await stores.lookBacks.add([complaint], now);
  if (added) return added.id;
  const open = await stores.lookBacks.openOf(task.id);
  if (open && open.dueOn > dueOn) await stores.lookBacks.hasten(open.id, { cause: 'complaint', dueOn });
  return open?.id ?? null;
}
