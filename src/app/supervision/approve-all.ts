import type { RefusedLine } from '../../domain/message/lines.ts';
import type { SupervisionCommand } from '../../domain/reply/result.ts';
import { note, taskByCode, type Acting } from '../acting.ts';
import type { Done, Prepared } from './prepared.ts';
import { prepareDecision } from './review.ts';

type ApproveAll = Extract<SupervisionCommand, { name: 'approve_all' }>;
type Ready = Extract<Prepared, { kind: 'ready' }>;

/** 批量同意: each task is checked by itself, and what cannot be approved is named with its reason. */
export async function prepareApproveAll(acting: Acting, command: ApproveAll): Promise<Prepared> {
  const { what } = command;
  const ready: { code: string; title: string; prepared: Ready }[] = [];
  const refused: RefusedLine[] = [];
  for (const item of new Set(command.items)) {
    const prepared = await prepareDecision(acting, { name: 'approve', item, what }, '');
    if (prepared.kind === 'ready') {
      ready.push({ code: item, title: (await taskByCode(acting, item))?.title ?? '', prepared });
    } else if (prepared.kind === 'refused') {
      refused.push({ code: item, why: prepared.why });
      await note(acting, 'approve_refused', item, { refused: true, detail: { why: prepared.why, what } });
    }
  }
  if (ready.length === 0)
    return { kind: 'empty', outcome: 'refused', notice: { kind: 'decided_all', what, done: [], refused } };
  return {
    kind: 'ready',
    preview: (cardId) => ({
      kind: 'preview',
      cardId,
      order: {
        do: 'approve_all',
        what,
        tasks: ready.map(({ code, title }) => ({ code, title })),
        refused,
      },
    }),
    command: { ...command, items: ready.map(({ code }) => code) },
    perform: async () => ({
      outcome: 'decided',
      notice: { kind: 'decided_all', what, done: await performAll(ready), refused },
    }),
  };
}

async function performAll(
  ready: readonly { code: string; prepared: Ready }[],
): Promise<{ code: string; outcome: 'approved' | 'next_review' }[]> {
  const done = [];
  for (const { code, prepared } of ready) done.push({ code, outcome: outcomeOf(await prepared.perform()) });
  return done;
}

const outcomeOf = ({ notice }: Done): 'approved' | 'next_review' =>
  notice.kind === 'decided' && notice.outcome === 'next_review' ? 'next_review' : 'approved';
