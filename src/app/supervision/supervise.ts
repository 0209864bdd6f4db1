import { randomUUID } from 'node:crypto';
import type { SupervisionCommand } from '../../domain/reply/result.ts';
import { note, taskByCode, type Acting } from '../acting.ts';
import { prepareApproveAll } from './approve-all.ts';
import { prepareAssign } from './assign.ts';
import { prepareChase } from './chase.ts';
import { prepareCheck } from '../look-back/check.ts';
import { prepareComplaint } from '../look-back/complain.ts';
import { prepareSample } from '../look-back/sample.ts';
import { prepareDeputy, prepareEndDeputy } from './deputy.ts';
import { prepareEnding } from './end-task.ts';
import { prepareDropLetter, prepareInterview, prepareSignLetter } from './letters.ts';
import { prepareMerge } from './merge.ts';
import { refusalNotice, type Done, type Prepared } from './prepared.ts';
import { prepareReportUp } from './report-up.ts';
import { prepareDecision } from './review.ts';
import { prepareSplit } from './split.ts';
import { prepareStages } from './stage-goals.ts';

/*
 * What the office orders goes through one gate, whichever way it comes: checked, then either shown and confirmed (typed
 * in chat) or done at once (a button of a card that showed it, a page, the API).
 */

type Prepare<Name extends SupervisionCommand['name']> = (
  acting: Acting,
  command: Extract<SupervisionCommand, { name: Name }>,
  text: string,
) => Promise<Prepared>;

/** Every order has its preparation, or this does not compile. */
const PREPARE: { readonly [Name in SupervisionCommand['name']]: Prepare<Name> } = {
  remind: prepareChase,
  approve: prepareDecision,
  approve_all: prepareApproveAll,
  return: prepareDecision,
  sample: prepareSample,
  look_back: prepareCheck,
  complaint: prepareComplaint,
  assign: prepareAssign,
  split: prepareSplit,
  merge: prepareMerge,
  remove: prepareEnding,
  stop: prepareEnding,
  report_up: prepareReportUp,
  stages: prepareStages,
  stage_reached: prepareStages,
  interview: prepareInterview,
  sign_letter: prepareSignLetter,
  drop_letter: prepareDropLetter,
  deputy: prepareDeputy,
  end_deputy: prepareEndDeputy,
};

/**
 * @param text as it was written: the reason stands behind the first colon
 */
export async function prepare(acting: Acting, command: SupervisionCommand, text: string): Promise<Prepared> {
  const step = PREPARE[command.name] as Prepare<SupervisionCommand['name']>;
  const prepared = await step(acting, command, text);
  if (prepared.kind === 'refused') {
    await note(acting, `${command.name}_refused`, await subjectOf(acting, prepared.code), {
      refused: true,
      detail: { why: prepared.why, command },
    });
  }
  return prepared;
}

/** The task that was meant, where there is one of that code: a refusal belongs to its life. */
const subjectOf = async (acting: Acting, code: string | null): Promise<string> =>
  code === null ? '' : ((await taskByCode(acting, code))?.id ?? code);

/** Does it without asking again. */
export async function superviseNow(acting: Acting, command: SupervisionCommand, text: string): Promise<Done> {
  const prepared = await prepare(acting, command, text);
  if (prepared.kind === 'ready') return prepared.perform();
  if (prepared.kind === 'empty') return prepared;
  return { outcome: 'refused', notice: refusalNotice(prepared) };
}

export const newCardId = (): string => `c_${randomUUID()}`;
