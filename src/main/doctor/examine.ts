import { runDoctor } from '../../app/doctor/run-doctor.ts';
import type { CheckResult } from '../../app/doctor/verdict.ts';
import type { Clock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { createLog } from '../../log.ts';
import { doctorWords } from '../../zh/doctor.ts';
import { openProbes } from './open-probes.ts';

/**
 * The doctor as a page asks for him, on the settings the service runs with. Whoever asks while he is at work gets the
 * same report. He neither waits for the callback to be verified nor tries the robot's connection, which the service
 * itself owns.
 */
export function examiner(settings: () => { config: Config; clock: Clock }): () => Promise<CheckResult[]> {
  let atWork: Promise<CheckResult[]> | null = null;
  return () => {
    atWork ??= examine(settings()).finally(() => {
      atWork = null;
    });
    return atWork;
  };
}

async function examine({ config, clock }: { config: Config; clock: Clock }): Promise<CheckResult[]> {
  const opened = openProbes({
    config,
    clock,
    // What goes wrong is in the report.
    log: createLog('silent', 'stderr'),
    proxySet: false,
    waiting: null,
    tryRobot: false,
  });
  const environment = { node: process.versions.node, problems: [] };
  try {
    return await runDoctor({ environment, probes: opened.probes, clock }, doctorWords, () => {});
  } finally {
    await opened.close();
  }
}
