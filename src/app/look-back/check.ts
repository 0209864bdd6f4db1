import { relationsOf } from '../../domain/access/relations.ts';
import type { DateOnly } from '../../domain/calendar/date.ts';
import type { RefusalReason } from '../../domain/message/lines.ts';
import type { SupervisionCommand } from '../../domain/reply/result.ts';
import { relapseFields } from '../../domain/task/look-back/relapse.ts';
import type { Task } from '../../domain/task/task.ts';
import { moveClosure } from '../../domain/task/transitions.ts';
import { changeTask, mayDo, note, taskByCode, tell, type Acting } from '../acting.ts';
import { refuse, type Done, type Prepared } from '../supervision/prepared.ts';
import { behindColon } from './behind-colon.ts';

type Check = Extract<SupervisionCommand, { name: 'look_back' }>;

interface Verdict {
  readonly passed: boolean;
  readonly finding: string;
}

/**
 * 回头看: what was found when a closed task was looked at again. A task may be checked without having been scheduled.
 */
export async function prepareCheck(acting: Acting, { item, passed }: Check, text: string): Promise<Prepared> {
  const task = await taskByCode(acting, item);
  if (!task) return refuse('no_such_item', item);
  const verdict = { passed, finding: acting.words.maskNumbers(behindColon(text)) };
  const why = await whyNot(acting, task, verdict);
  if (why !== null) return refuse(why, task.code);
  const change = passed ? null : relapseFields(task, acting.today, acting.calendar);
  const due = change?.dueOn ?? null;
  return {
    kind: 'ready',
    preview: (cardId) => ({
      kind: 'preview',
      cardId,
      order: { do: 'look_back', code: task.code, title: task.title, ...verdict, due },
    }),
    command: { name: 'look_back', item, passed },
    async perform(): Promise<Done> {
      const lookBackId = await keepCheck(acting, task, verdict);
      if (change === null) {
        await note(acting, 'look_back_passed', task.id, { reason: verdict.finding, detail: { lookBackId } });
      } else {
        await changeTask(acting, task, change, 'relapsed', {
          reason: verdict.finding,
          detail: { lookBackId },
        });
        await tellOfRelapse(acting, task, verdict.finding, due);
      }
      const outcome = passed ? 'look_back_passed' : 'relapsed';
      return { outcome, notice: { kind: 'look_back_recorded', code: task.code, passed, due } };
    },
  };
}

/** Who reviewed the closure may look again; who answers for the task or claimed it may not. */
async function whyNot(
  acting: Acting,
  task: Task,
  { passed, finding }: Verdict,
): Promise<RefusalReason | null> {
  if (!mayDo(acting, 'check_look_back', task)) return 'not_permitted';
  if (moveClosure(task, 'relapse', { levels: 1 }).kind !== 'moved') return 'not_closed';
  const submitterId = await acting.stores.lookBacks.submitterOf(task.id);
  if (submitterId === acting.person.id || relationsOf(acting.person, task).has('answers'))
    return 'own_submission';
  return passed || finding !== '' ? null : 'finding_missing';
}

/** @throws when somebody else has checked it meanwhile: the message is then handled again. */
async function keepCheck(acting: Acting, task: Task, { passed, finding }: Verdict): Promise<string> {
  const { stores, today, person, now } = acting;
  const byHand = { taskId: task.id, cause: 'by_hand', seed: null, dueOn: today } as const;
  const open = (await stores.lookBacks.openOf(task.id)) ?? (await stores.lookBacks.add([byHand], now))[0];
  const check = { on: today, byId: person.id, passed, finding };
  if (!open || !(await stores.lookBacks.check(open.id, check)))
    throw new Error(`task ${task.id} was looked at by somebody else meanwhile`);
  return open.id;
}

async function tellOfRelapse(
  acting: Acting,
  { code, title, owner, leadUnit }: Task,
  finding: string,
  due: DateOnly | null,
): Promise<void> {
  const unit = (await acting.stores.people.units()).find(({ id }) => id === leadUnit?.id);
  const told = [
    { id: owner?.id ?? null, to: 'owner' },
    { id: unit?.headId === owner?.id ? null : (unit?.headId ?? null), to: 'unit_head' },
  ] as const;
  for (const { id, to } of told) {
    const person = id === null ? null : await acting.stores.people.byId(id);
    if (person) tell(acting, person, { kind: 'relapsed', code, title, finding, due, to });
  }
}
