import { onTestFinished } from 'vitest';
import { runDoctor } from '../../../src/app/doctor/run-doctor.ts';
import type { Probes } from '../../../src/app/doctor/sights.ts';
import type { CheckResult } from '../../../src/app/doctor/verdict.ts';
import { systemClock, type Clock } from '../../../src/clock.ts';
import { readConfig } from '../../../src/config.ts';
import { openProbes, type ProbeOptions } from '../../../src/main/doctor/open-probes.ts';
import { doctorWords } from '../../../src/zh/doctor.ts';
import { silentLog } from '../../support/silent-log.ts';
import { aCorp, aSandbox, WEBHOOK_KEY, type TestSandbox } from '../sandbox/a-sandbox.ts';
import { openStore, saveSmallRound, type OpenStore } from '../store/a-store.ts';

const ZONE = 'Asia/Shanghai';
export const ROBOT = { id: 'aibQingShi0001', secret: 'robot-secret-0001' };
const OWNER = { userid: 'luhaiping', name: '陆海平', department: [2] };

export type Environment = Readonly<Record<string, string>>;

/** A corporation, a database with one open task, and settings that fit: all an installation needs but the service. */
export interface Installation {
  readonly env: Environment;
  readonly sandbox: TestSandbox;
  readonly house: OpenStore;
  diagnose(changes?: Changes): Promise<CheckResult[]>;
}

export interface Changes {
  readonly env?: Environment;
  readonly clock?: Clock;
  /** What the probes see in place of the truth. */
  readonly seen?: Partial<Probes>;
  readonly waiting?: ProbeOptions['waiting'];
  readonly tryRobot?: boolean;
}

export async function anInstallation(): Promise<Installation> {
  const { people } = aCorp();
  const robot = { ...ROBOT, names: ['督办机器人'] as const, idKind: 'plain' as const };
  const corp = aCorp({ people: [...people, OWNER], robot });
  const sandbox = await aSandbox({ corp });
  const house = await openStore();
  onTestFinished(() => house.close());
  await saveSmallRound(house.store);
  await house.store.callbackSightings.note('verified', new Date(), '');
  const env = {
    DATABASE_URL: house.url,
    DUBAN_DATA_DIR: house.mediaDir,
    PUBLIC_URL: 'https://duban.example.cn',
    WECOM_API_BASE: sandbox.url,
    WECOM_CORP_ID: corp.corpId,
    WECOM_AGENT_ID: String(corp.agent.id),
    WECOM_SECRET: corp.agent.secret,
    WECOM_CALLBACK_TOKEN: corp.agent.callbackToken,
    WECOM_CALLBACK_AES_KEY: corp.agent.callbackAesKey,
    WECOM_ROBOT_WS_URL: `${sandbox.url.replace(/^http/, 'ws')}/robot`,
    WECOM_ROBOT_ID: ROBOT.id,
    WECOM_ROBOT_SECRET: ROBOT.secret,
    WECOM_WEBHOOK_KEYS: `lingdao=${WEBHOOK_KEY}`,
  };
  return {
    env,
    sandbox,
    house,
    diagnose: (changes = {}) => diagnose({ ...changes, env: { ...env, ...changes.env } }),
  };
}

async function diagnose(changes: Changes & { env: Environment }): Promise<CheckResult[]> {
  const { env, clock = systemClock(ZONE), waiting = null, tryRobot = false } = changes;
  const { probes, close } = openProbes({
    config: readConfig(env),
    clock,
    log: silentLog,
    proxySet: false,
    waiting,
    tryRobot,
  });
  try {
    const seen = { ...probes, ...elsewhere(clock), ...changes.seen };
    const environment = { node: process.versions.node, problems: [] };
    return await runDoctor({ environment, probes: seen, clock }, doctorWords, () => {});
  } finally {
    await close();
  }
}

/** What depends on the machine and the day of the test, not on the installation. */
const elsewhere = (clock: Clock): Pick<Probes, 'publicUrl' | 'disk' | 'holidays'> => ({
  publicUrl: async () => ({ url: 'https://duban.example.cn', health: { status: 200, ours: true } }),
  disk: async () => ({ freeBytes: 80 * 1024 ** 3 }),
  async holidays() {
    const year = clock.now().getUTCFullYear();
    return { knownYears: new Set([year - 1, year, year + 1, year + 2]) };
  },
});
