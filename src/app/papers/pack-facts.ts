import type { DateOnly } from '../../domain/calendar/date.ts';
import type { RelapseWarning } from '../../domain/task/look-back/relapse-warnings.ts';
import type { Round } from '../../domain/task/round.ts';
import { isUnderReview } from '../../domain/task/task.ts';
import { warningsNow } from '../look-back/lists.ts';
import type { Deps } from '../ports.ts';
import type { PaperLedger } from './report-facts.ts';
import { letterRegister, type LetterLine } from './letter-facts.ts';
import { stateOfRound, type StateOfRound } from './state-of-round.ts';

/** Something that waits for a decision. */
export interface WaitingDecision {
  readonly what: 'extension' | 'transfer' | 'help' | 'closure';
  readonly code: string;
  readonly task: string;
  readonly unit: string;
  readonly by: string;
  readonly askedOn: DateOnly;
  /** Of an extension. */
  readonly dueOn: DateOnly | null;
  /** Of a transfer. */
  readonly to: string | null;
  readonly text: string;
}

/** Everything the weekly dispatch meeting needs, in one paper. */
export interface PackFacts {
  readonly state: StateOfRound;
  readonly waiting: readonly WaitingDecision[];
  readonly warnings: readonly RelapseWarning[];
  readonly letters: readonly LetterLine[];
}

/** What waits, is feared and was drafted is always that of now; the figures are those of the ledger. */
export async function packFacts(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  round: Round,
  ledger: PaperLedger,
): Promise<PackFacts> {
  const { date: today } = clock.local(clock.now());
  const [previous = null] = await store.weeks.frozenBefore(round.id, ledger.week, 1);
  const visible = new Set(ledger.rows.map(({ taskId }) => taskId));
  const letters = await letterRegister({ store, clock }, round);
  const codes = new Set(ledger.rows.map(({ code }) => code));
  return {
    state: await stateOfRound(store, round, ledger, previous),
    waiting: await waitingDecisions({ store, clock }, round, visible),
    warnings: (await warningsNow({ stores: store, clock, today }, new Set([round.id]))).filter((warning) =>
      warning.codes.some((code) => codes.has(code)),
    ),
    letters: letters.filter(({ state, code }) => state !== 'dropped' && codes.has(code)),
  };
}

/** Oldest first. */
async function waitingDecisions(
  { store, clock }: Pick<Deps, 'store' | 'clock'>,
  round: Round,
  visible: ReadonlySet<string>,
): Promise<WaitingDecision[]> {
  const tasks = (await store.tasks.list({ roundId: round.id, ended: true })).filter(({ id }) =>
    visible.has(id),
  );
  const found: (WaitingDecision & { readonly at: Date })[] = [];
  for (const { taskId, askedBy, askedAt, ...request } of await store.handovers.open(
    tasks.map(({ id }) => id),
  )) {
    const task = tasks.find(({ id }) => id === taskId);
    if (task) {
      const { what, dueOn, toName: to, text } = request;
      found.push({ ...lineOf(task), what, by: askedBy, ...since(askedAt), dueOn, to, text });
    }
  }
  for (const task of tasks.filter(isUnderReview)) {
    const request = await store.requests.pendingClosure(task.id);
    if (!request) continue;
    const by = (await store.people.byId(request.submitterId))?.name ?? '';
    const at = since(request.submittedAt);
    found.push({ ...lineOf(task), what: 'closure', by, ...at, dueOn: null, to: null, text: '' });
  }
  return found.toSorted((a, b) => a.at.getTime() - b.at.getTime()).map(({ at: _at, ...line }) => line);

  function since(at: Date) {
    return { at, askedOn: clock.local(at).date };
  }
}

const lineOf = ({
  code,
  title,
  leadUnit,
}: {
  code: string;
  title: string;
  leadUnit: { name: string } | null;
}) => ({
  code,
  task: title,
  unit: leadUnit?.name ?? '',
});
