import type { Clock } from '../../clock.ts';
import { CHECKS } from './checks.ts';
import { CHECK_IDS, type CheckId, type Finding } from './finding.ts';
import { judgeEnvironment } from './judge-machine.ts';
import type { EnvironmentSight, Probes } from './sights.ts';
import {
  doubtful,
  skipped,
  type CheckResult,
  type DoctorWords,
  type Sentence,
  type Verdict,
} from './verdict.ts';

export interface Patient {
  readonly environment: EnvironmentSight;
  /** Null when the environment cannot be read: nothing can be opened on it. */
  readonly probes: Probes | null;
  readonly clock: Clock;
}

/**
 * Makes every check once, those that do not wait for each other at the same time. `found` hears of each in the order
 * of CHECK_IDS, as soon as it and all before it are known.
 */
export async function runDoctor(
  patient: Patient,
  words: DoctorWords,
  found: (result: CheckResult) => void,
): Promise<CheckResult[]> {
  const verdicts = examine(patient);
  const results: CheckResult[] = [];
  for (const id of CHECK_IDS) {
    const result = inWords(id, await verdicts(id), words);
    results.push(result);
    found(result);
  }
  return results;
}

/** Starts all checks; answers with what each comes to. */
function examine(patient: Patient): (id: CheckId) => Promise<Verdict> {
  const started = new Map<CheckId, Promise<Verdict>>();
  const verdictOf = (id: CheckId): Promise<Verdict> => {
    const verdict = started.get(id) ?? check(id, patient, verdictOf);
    started.set(id, verdict);
    return verdict;
  };
  for (const id of CHECK_IDS) void verdictOf(id);
  return verdictOf;
}

async function check(
  id: CheckId,
  { environment, probes, clock }: Patient,
  verdictOf: (id: CheckId) => Promise<Verdict>,
): Promise<Verdict> {
  if (id === 'environment') return judgeEnvironment(environment);
  if (!probes) return skipped({ kind: 'skipped_after', check: 'environment' });
  const { needs, find } = CHECKS[id];
  for (const needed of needs) {
    const blocked = blockedBy(needed, await verdictOf(needed));
    if (blocked) return blocked;
  }
  try {
    return await find(probes, clock);
  } catch (error) {
    return doubtful({ kind: 'check_failed', why: nameOf(error) });
  }
}

/** Names what began it: a check that was itself skipped passes its reason on. */
function blockedBy(needed: CheckId, { state, finding }: Verdict): Verdict | null {
  if (state === 'ok' || state === 'doubtful') return null;
  const passedOn = finding.kind === 'not_set_up' || finding.kind === 'skipped_after';
  return skipped(passedOn ? finding : { kind: 'skipped_after', check: needed });
}

/** A code or a name. Never the message: it may hold an address with a password. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function inWords(id: CheckId, { state, finding }: Verdict, { titles, sentences }: DoctorWords): CheckResult {
  const sentence = sentences[finding.kind] as (finding: Finding) => Sentence;
  const [said, remedy = ''] = sentence(finding);
  return { id, title: titles[id], state, finding: said, remedy };
}
