import type { Deps } from '../../src/app/ports.ts';
import { DEFAULT_ROUND_SETTINGS, type RoundSettings } from '../../src/domain/task/round.ts';
import { aCause } from './a-cause.ts';
import { aNewTask } from './a-new-task.ts';

const TITLES = ['消防通道', '应急照明', '灭火器材', '疏散标识', '电动车充电'] as const;

/** A round B beside the example's A, with one task for each of these people, by userid. */
export async function aSecondRound(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  tasks: readonly { readonly no: number; readonly owner: string }[],
  schedule: Partial<RoundSettings['schedule']> = {},
): Promise<string> {
  const [first] = await store.rounds.active();
  const { date: today } = clock.local(clock.now());
  const roundId = await store.rounds.create({
    letter: 'B',
    name: '安全生产专项整治',
    source: '',
    startedOn: today,
    settings: { ...DEFAULT_ROUND_SETTINGS, schedule: { ...DEFAULT_ROUND_SETTINGS.schedule, ...schedule } },
    digestTarget: first?.digestTarget ?? null,
  });
  const categoryId = await store.rounds.saveCategory({ roundId, no: 1, name: '消防' });
  const problem = { categoryId, no: 1, title: '消防通道被占', finding: '', cause: '' };
  const problemId = (await store.rounds.saveProblems(roundId, [problem])).get(1) ?? '';
  for (const { no, owner } of tasks) {
    const ownerId = (await store.people.byUserid(owner))?.id ?? null;
    const task = aNewTask({
      roundId,
      problemId,
      no,
      title: `${TITLES[no % TITLES.length] ?? ''}整治`,
      ownerId,
    });
    await store.tasks.add({ ...task, dueOn: '2027-06-30', originalDueOn: '2027-06-30' }, aCause());
  }
  return roundId;
}
