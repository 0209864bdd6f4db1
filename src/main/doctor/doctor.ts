import { runDoctor } from '../../app/doctor/run-doctor.ts';
import type { EnvironmentSight } from '../../app/doctor/sights.ts';
import type { CheckResult } from '../../app/doctor/verdict.ts';
import type { DoctorOptions } from '../../cli/cli.ts';
import { systemClock } from '../../clock.ts';
import { readConfig, type Config } from '../../config.ts';
import { AppError } from '../../errors.ts';
import { createLog } from '../../log.ts';
import { doctorWords } from '../../zh/doctor.ts';
import { openProbes } from './open-probes.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Examines the installation that these variables describe. */
export async function doctor(
  env: Environment,
  { waitSeconds, tryRobot, askToSave, found }: DoctorOptions,
): Promise<CheckResult[]> {
  const { config, environment } = readEnvironment(env);
  const clock = systemClock(config?.zone ?? 'Asia/Shanghai');
  const opened =
    config &&
    openProbes({
      config,
      clock,
      // What goes wrong is in the report.
      log: createLog('silent', 'stderr'),
      proxySet: isProxySet(env),
      waiting: waitSeconds === 0 ? null : { seconds: waitSeconds, ask: askToSave },
      tryRobot,
    });
  try {
    return await runDoctor({ environment, probes: opened?.probes ?? null, clock }, doctorWords, found);
  } finally {
    await opened?.close();
  }
}

function readEnvironment(env: Environment): { config: Config | null; environment: EnvironmentSight } {
  const { node } = process.versions;
  try {
    return { config: readConfig(env), environment: { node, problems: [] } };
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'config_invalid')) throw error;
    const [, ...problems] = error.message.split('\n').map((line) => line.trim());
    return { config: null, environment: { node, problems } };
  }
}

/** Node reads these only when it is told to (24, NODE_USE_ENV_PROXY). */
const isProxySet = (env: Environment): boolean =>
  !env['NODE_USE_ENV_PROXY'] &&
  ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].some((name) => Boolean(env[name]));
