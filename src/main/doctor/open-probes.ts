import type { BackupsSight, ClockSight, Probes, RobotSight } from '../../app/doctor/sights.ts';
import type { Log } from '../../app/ports.ts';
import type { Clock } from '../../clock.ts';
import type { Config, RobotSettings } from '../../config.ts';
import { createProbes } from '../../wecom/probe.ts';
import { readCorp } from '../corp.ts';
import { wecomSettings } from '../example.ts';
import { openWecom, type WecomSettings } from '../wecom.ts';
import { awaitVerification, type Waiting } from './await-verification.ts';
import { openHouse, type House, type OpenHouse } from './house.ts';
import { lookAtBackups, lookAtDisk } from './look-at-disk.ts';
import { lookAtRedis } from './look-at-redis.ts';
import { isKnownYear } from '../../domain/calendar/work-calendar.ts';
import { lookAtContacts, lookAtOutbox } from './look-at-work.ts';
import { once, within } from './once.ts';
import { lookAtPublicUrl, reachApi, reachRobotHost, withoutSlash, type Reached } from './reach.ts';
import { tryRobot } from './try-robot.ts';

export interface ProbeOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Log;
  /** HTTPS_PROXY or the like is set, and Node is not told to use it. */
  readonly proxySet: boolean;
  /** Null: nobody is asked to press save. */
  readonly waiting: Waiting | null;
  readonly tryRobot: boolean;
}

export interface OpenProbes {
  readonly probes: Probes;
  close(): Promise<void>;
}

/** What the doctor looks with. Nothing is opened before it is asked for. */
export function openProbes(options: ProbeOptions): OpenProbes {
  const { config, log } = options;
  const house = openHouse(config, log);
  const wecom = wecomSettings(config, readCorp(null), sandboxUrlOf(config));
  const probes = {
    ...machineProbes(options, house),
    ...networkProbes(options, wecom),
    ...inboundProbes(options, wecom, house),
    ...workProbes(options, wecom, house),
  };
  return { probes: limited(probes, options.waiting), close: house.close };
}

const sandboxUrlOf = ({ sandboxPort }: Config): string => `http://127.0.0.1:${sandboxPort}`;

type Of<Name extends keyof Probes> = Pick<Probes, Name>;

const machineProbes = (
  { config }: ProbeOptions,
  house: House,
): Of<'database' | 'queue' | 'disk' | 'backups' | 'sandbox'> => ({
  database: house.look,
  queue: async () => (config.redisUrl === null ? { kind: 'postgres' } : lookAtRedis(config.redisUrl)),
  disk: () => lookAtDisk(config.dataDir),
  backups: async () => ownBackups(config, await house.open()),
  sandbox: async () => ({ used: config.usesSandbox, localAddress: localAddress(config) }),
});

/** The database is as old as its first migration. */
async function ownBackups(
  { backupDir, databaseUrl }: Config,
  { database }: OpenHouse,
): Promise<BackupsSight> {
  const { rows } = await database.pool.query<{ since: Date }>(
    'select min(started_at) as since from "_prisma_migrations"',
  );
  const [made] = rows;
  if (!made) throw new Error('no migration is applied');
  return lookAtBackups(backupDir, { embedded: databaseUrl === null, since: made.since });
}

function localAddress({ usesSandbox, apiBase, robot }: Config): string | null {
  const addresses = usesSandbox ? [] : [apiBase, ...(robot ? [robot.wsUrl] : [])];
  return addresses.find((address) => LOOPBACK.test(new URL(address).hostname)) ?? null;
}

const LOOPBACK = /^(localhost|127\..*|\[::1\])$/;

/** A call that hangs must not use up the 20 s of the whole examination. */
const WECOM_MS = 5_000;

function networkProbes(
  { config, clock, proxySet }: ProbeOptions,
  { app, robot, apiBase, webhookKeys }: WecomSettings,
): Of<'clock' | 'outgoing' | 'app' | 'webhooks'> {
  const callsApi = app !== null || Object.keys(webhookKeys).length > 0;
  const reached = once(() =>
    Promise.all([
      ...(callsApi ? [reachApi(apiBase, clock)] : []),
      ...(robot ? [reachRobotHost(robot.wsUrl, clock)] : []),
    ]),
  );
  const wecom = createProbes({ baseUrl: apiBase, app, webhooks: webhookKeys, timeoutMs: WECOM_MS });
  return {
    clock: async () => ({ ...timesOf(await reached(), clock), zone: config.zone }),
    outgoing: async () => ({
      hosts: (await reached()).map(({ sight }) => sight),
      proxySet,
      sandboxUrl: config.usesSandbox ? sandboxUrlOf(config) : null,
    }),
    app: once(wecom.app),
    webhooks: wecom.webhooks,
  };
}

const timesOf = (reached: readonly Reached[], clock: Clock): Pick<ClockSight, 'here' | 'there'> =>
  reached.find(({ times }) => times?.there)?.times ?? { here: clock.now(), there: null };

function inboundProbes(
  { config, clock, waiting, log, tryRobot: mayTry }: ProbeOptions,
  { robot }: WecomSettings,
  house: House,
): Of<'callback' | 'publicUrl' | 'robot'> {
  const callbackUrl = `${withoutSlash(config.publicUrl)}/wecom/callback`;
  return {
    // The sandbox verifies no URL, and reaches this machine under any.
    callback: once(async () => {
      if (config.app === null) return null;
      return awaitVerification((await house.open()).store.callbackSightings, clock, callbackUrl, waiting);
    }),
    publicUrl: async () => (config.app === null ? null : lookAtPublicUrl(config.publicUrl)),
    robot: async () => robot && lookAtRobot(robot, await house.open(), mayTry ? log : null),
  };
}

/** @param trialLog null: only what the owner of the connection has seen */
async function lookAtRobot(
  robot: RobotSettings,
  { store, url }: OpenHouse,
  trialLog: Log | null,
): Promise<RobotSight> {
  const state = await store.robotStates.get(robot.robotId);
  return { state, tried: trialLog && (await tryRobot(robot, url, trialLog)) };
}

const workProbes = (
  { clock, log }: ProbeOptions,
  wecom: WecomSettings,
  house: House,
): Of<'contacts' | 'pause' | 'halts' | 'outbox' | 'holidays'> => ({
  async contacts() {
    const { store, database } = await house.open();
    const { directory } = openWecom(wecom, { db: database.db, robot: null, clock, log });
    return lookAtContacts(store, directory, wecom.robot?.robotId ?? null);
  },
  pause: async () => (await house.open()).store.pause.current(),
  halts: async () => (await house.open()).store.halts.all(),
  outbox: async () => lookAtOutbox((await house.open()).store, clock.now()),
  async holidays() {
    const calendar = await (await house.open()).store.workCalendar();
    const known = [...calendar.years.keys()].filter((year) => isKnownYear(calendar, year));
    return { knownYears: new Set(known) };
  },
});

/** None takes longer than this, but for the wait the administrator asked for. */
const LIMIT_MS = 10_000;

function limited(probes: Probes, waiting: Waiting | null): Probes {
  const patienceMs = LIMIT_MS + (waiting?.seconds ?? 0) * 1000;
  const looks = Object.entries(probes as unknown as Record<string, () => Promise<unknown>>);
  return Object.fromEntries(
    looks.map(([name, look]) => [name, () => within(name === 'callback' ? patienceMs : LIMIT_MS, look())]),
  ) as unknown as Probes;
}
