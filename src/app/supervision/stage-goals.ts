import type { ChangeOrder } from '../../domain/message/change-notice.ts';
import type { RefusalReason } from '../../domain/message/lines.ts';
import type { SupervisionCommand } from '../../domain/reply/result.ts';
import { withGoals, withReached } from '../../domain/task/stages.ts';
import { isClosed, type StageGoal, type Task } from '../../domain/task/task.ts';
import { mayAnywhere, mayDo, note, tell, type Acting } from '../acting.ts';
import { findTask } from './find-task.ts';
import { refuse, type Done, type Prepared } from './prepared.ts';

type StageCommand = Extract<SupervisionCommand, { name: 'stages' | 'stage_reached' }>;

/** 阶段目标 of a long-term task: the office sets them, and says which one is reached. */
export async function prepareStages(acting: Acting, command: StageCommand): Promise<Prepared> {
  if (!mayAnywhere(acting, 'set_stages')) return refuse('not_permitted', null);
  const found = await findTask(acting, command.item);
  if ('refused' in found) return found.refused;
  const { task } = found;
  if (!mayDo(acting, 'set_stages', task)) return refuse('not_permitted', task.code);
  if (isClosed(task)) return refuse('closed', task.code);
  if (task.horizon !== 'long') return refuse('not_long_term', task.code);
  const plan = command.name === 'stages' ? goalsSet(task, command) : goalReached(acting, task, command);
  if ('refusal' in plan) return refuse(plan.refusal, task.code);
  return {
    kind: 'ready',
    preview: (cardId) => ({ kind: 'preview', cardId, order: plan.order }),
    command,
    perform: () => keep(acting, task, plan.stages, command),
  };
}

type Plan =
  | { readonly refusal: RefusalReason }
  | { readonly stages: readonly StageGoal[]; readonly order: ChangeOrder };

function goalsSet(task: Task, { goals }: Extract<StageCommand, { name: 'stages' }>): Plan {
  const { code, title } = task;
  if (goals.length === 0) return { refusal: 'no_such_stage' };
  const shown = goals.map(({ due, text }) => ({ dueOn: due, text }));
  return { stages: withGoals(task.stages, goals), order: { do: 'stages', code, title, goals: shown } };
}

function goalReached(
  { today }: Acting,
  { code, title, stages }: Task,
  { no }: Extract<StageCommand, { name: 'stage_reached' }>,
): Plan {
  const reached = withReached(stages, no, today);
  const goal = stages.find((each) => each.no === no);
  if (reached === null || !goal) return { refusal: 'no_such_stage' };
  return { stages: reached, order: { do: 'stage_reached', code, title, goal } };
}

async function keep(
  acting: Acting,
  task: Task,
  stages: readonly StageGoal[],
  { name }: StageCommand,
): Promise<Done> {
  await acting.stores.tasks.setStages(task.id, stages);
  const event = name === 'stages' ? 'stages_set' : 'stage_reached';
  await note(acting, event, task.id, { from: { stages: task.stages }, to: { stages } });
  const notice = { kind: 'stages_set', code: task.code, title: task.title, goals: stages } as const;
  const owner = task.owner && (await acting.stores.people.byId(task.owner.id));
  if (owner) tell(acting, owner, notice);
  return { outcome: event, notice };
}
