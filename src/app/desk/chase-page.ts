import type { LocalTime } from '../../domain/calendar/date.ts';
import type { Notice } from '../../domain/message/notice.ts';
import type { ChaseDropReason } from '../../domain/reminder/plan.ts';
import type { RemindTarget } from '../../domain/reply/result.ts';
import type { Task } from '../../domain/task/task.ts';
import { mayDo, type Acting } from '../acting.ts';
import { orderAs, previewAs, type Ordered } from '../supervision/order-as.ts';
import { standInsOn } from '../week/stand-ins.ts';

interface Named {
  readonly code: string;
  readonly title: string;
}

/** Who gets a chase, and about what. */
export interface ChasedPerson {
  readonly owner: string;
  readonly unit: string;
  /** Who receives it: the owner, or who stands in for him today. */
  readonly to: string;
  readonly tasks: readonly Named[];
  /** A planned message has reached him today: this is his second one. */
  readonly remindedToday: boolean;
}

/** What a chase would bring about. */
export interface ChasePlan {
  readonly people: readonly ChasedPerson[];
  readonly dropped: readonly (Named & { readonly reason: ChaseDropReason | 'no_such_item' })[];
  /** Set in quiet time: it goes out then. */
  readonly deferredTo: LocalTime | null;
}

/** Who exactly would get what, and who would not and why. Nothing is sent. */
export async function planChase(acting: Acting, target: RemindTarget): Promise<ChasePlan | Ordered> {
  const ordered = await previewAs(acting, { name: 'remind', ...target }, '');
  return ordered.refused === null ? planOf(acting, target, ordered.notice) : ordered;
}

export interface ChaseResult extends ChasePlan {
  /** How many people and tasks it came to. */
  readonly sent: { readonly people: number; readonly tasks: number };
}

/** Chases these tasks; what was closed or chased by somebody else meanwhile drops out and is named. */
export async function chaseShown(acting: Acting, items: readonly string[]): Promise<ChaseResult | Ordered> {
  const plan = await planChase(acting, { items });
  if ('refused' in plan) return plan;
  if (plan.people.length === 0) return { ...plan, sent: { people: 0, tasks: 0 } };
  const ordered = await orderAs(acting, { name: 'remind', items }, '');
  if (ordered.refused !== null) return ordered;
  const { notice } = ordered;
  const sent = notice.kind === 'chase_sent' ? notice : { people: 0, tasks: 0 };
  return { ...plan, sent: { people: sent.people, tasks: sent.tasks } };
}

async function planOf(acting: Acting, target: RemindTarget, notice: Notice): Promise<ChasePlan> {
  if (notice.kind !== 'chase_preview' && notice.kind !== 'chase_empty')
    throw new Error(`a chase was previewed as ${notice.kind}`);
  const tasks = await tasksNamed(acting, target, notice);
  const name = (code: string): Named => ({ code, title: tasks.get(code)?.title ?? '' });
  const isKnown = (code: string): boolean => {
    const task = tasks.get(code);
    return task !== undefined && mayDo(acting, 'chase', task);
  };
  const asked = 'items' in target ? target.items : [];
  return {
    people: notice.kind === 'chase_preview' ? await peopleOf(acting, notice, tasks) : [],
    dropped: [
      ...notice.dropped.map(({ code, reason }) => ({ ...name(code), reason })),
      ...asked
        .filter((code) => !isKnown(code))
        .map((code) => ({ code, title: '', reason: 'no_such_item' as const })),
    ],
    deferredTo: notice.kind === 'chase_preview' ? notice.deferredTo : null,
  };
}

/** Every task that is spoken of, by code. */
async function tasksNamed(
  { stores }: Acting,
  target: RemindTarget,
  notice: Extract<Notice, { kind: 'chase_preview' | 'chase_empty' }>,
): Promise<ReadonlyMap<string, Task>> {
  const sent = notice.kind === 'chase_preview' ? notice.targets.flatMap(({ codes }) => codes) : [];
  const dropped = notice.dropped.map(({ code }) => code);
  const codes = [...('items' in target ? target.items : []), ...sent, ...dropped];
  return new Map((await stores.tasks.list({ codes })).map((task) => [task.code, task]));
}

async function peopleOf(
  { stores, today }: Acting,
  { targets }: Extract<Notice, { kind: 'chase_preview' }>,
  tasks: ReadonlyMap<string, Task>,
): Promise<ChasedPerson[]> {
  const standIns = await standInsOn(stores, today);
  const people = new Map((await stores.people.all()).map(({ id, name }) => [id, name]));
  return targets.map(({ name: owner, codes, remindedToday = false }) => {
    const own = codes.flatMap((code) => tasks.get(code) ?? []);
    const ownerId = own[0]?.owner?.id;
    const toId = ownerId === undefined ? undefined : standIns.of(ownerId).personId;
    return {
      owner,
      unit: own[0]?.leadUnit?.name ?? '',
      to: people.get(toId ?? '') ?? owner,
      tasks: own.map(({ code, title }) => ({ code, title })),
      remindedToday,
    };
  });
}
