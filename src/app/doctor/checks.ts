import type { Clock } from '../../clock.ts';
import type { CheckId } from './finding.ts';
import { judgeApp, judgeToken, judgeTrustedIp } from './judge-app.ts';
import { judgeRobot, judgeWebhooks } from './judge-bots.ts';
import { judgeCallback, judgeCallbackKey, judgePublicUrl } from './judge-callback.ts';
import { judgeBackups, judgeDatabase, judgeDisk, judgeQueue, judgeSandbox } from './judge-machine.ts';
import { judgeClock, judgeOutgoing } from './judge-network.ts';
import { judgeContacts, judgeHalts, judgeHolidays, judgeOutbox, judgePause } from './judge-work.ts';
import type { Probes } from './sights.ts';
import type { Verdict, WallTimeOf } from './verdict.ts';

export interface Check {
  /** When one of them is wrong or skipped, this one says nothing. */
  readonly needs: readonly CheckId[];
  find(probes: Probes, clock: Clock): Promise<Verdict>;
}

const wallTime =
  (clock: Clock): WallTimeOf =>
  (instant) => {
    const { date, time } = clock.local(instant);
    return `${date} ${time}`;
  };

/** Every check but the first, which is what the others are opened on. */
export const CHECKS: Readonly<Record<Exclude<CheckId, 'environment'>, Check>> = {
  database: {
    needs: ['environment'],
    find: async (probes) => judgeDatabase(await probes.database()),
  },
  queue: {
    needs: ['environment'],
    find: async (probes) => judgeQueue(await probes.queue()),
  },
  clock: {
    needs: ['outgoing'],
    find: async (probes) => judgeClock(await probes.clock()),
  },
  outgoing: {
    needs: ['environment'],
    find: async (probes) => judgeOutgoing(await probes.outgoing()),
  },
  token: {
    needs: ['outgoing'],
    find: async (probes) => judgeToken(await probes.app()),
  },
  // Not after the token: it may be the very call for a token that is refused.
  trusted_ip: {
    needs: ['outgoing'],
    find: async (probes) => judgeTrustedIp(await probes.app()),
  },
  app: {
    needs: ['trusted_ip', 'token'],
    find: async (probes) => judgeApp(await probes.app()),
  },
  callback: {
    needs: ['database'],
    find: async (probes, clock) => judgeCallback(await probes.callback(), wallTime(clock)),
  },
  public_url: {
    needs: ['environment'],
    find: async (probes) => judgePublicUrl(await probes.publicUrl()),
  },
  callback_key: {
    needs: ['callback'],
    find: async (probes, clock) => judgeCallbackKey(await probes.callback(), wallTime(clock)),
  },
  robot: {
    needs: ['database', 'outgoing'],
    find: async (probes, clock) => judgeRobot(await probes.robot(), wallTime(clock)),
  },
  webhooks: {
    needs: ['outgoing'],
    find: async (probes) => judgeWebhooks(await probes.webhooks()),
  },
  contacts: {
    needs: ['database'],
    find: async (probes) => judgeContacts(await probes.contacts()),
  },
  pause: {
    needs: ['database'],
    find: async (probes, clock) => judgePause(await probes.pause(), wallTime(clock)),
  },
  halts: {
    needs: ['database'],
    find: async (probes, clock) => judgeHalts(await probes.halts(), wallTime(clock)),
  },
  outbox: {
    needs: ['database'],
    find: async (probes) => judgeOutbox(await probes.outbox()),
  },
  holidays: {
    needs: ['database'],
    find: async (probes, clock) => judgeHolidays(await probes.holidays(), clock.local(clock.now()).date),
  },
  disk: {
    needs: ['environment'],
    find: async (probes) => judgeDisk(await probes.disk()),
  },
  backups: {
    needs: ['database'],
    find: async (probes, clock) => judgeBackups(await probes.backups(), clock.now(), wallTime(clock)),
  },
  sandbox: {
    needs: ['environment'],
    find: async (probes) => judgeSandbox(await probes.sandbox()),
  },
};
