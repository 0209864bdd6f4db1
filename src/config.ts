import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from './errors.ts';

const ZONES = new Set(Intl.supportedValuesOf('timeZone'));
const text = z.string().trim().min(1);
const url = z.url({ protocol: /^https?$/ });

/** Every variable we read, as the environment has it (design §8). */
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  PUBLIC_URL: url.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  DUBAN_DATA_DIR: text.default('.duban'),
  DUBAN_FONT_FILE: text.optional(),
  DUBAN_RETENTION_DAYS: z.coerce.number().int().min(180, 'must be at least 180').optional(),
  DUBAN_BACKUP_DIR: text.optional(),
  DUBAN_BACKUP_KEY: z.string().min(12, 'must be at least 12 characters').optional(),
  SESSION_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
  DUBAN_METRICS_TOKEN: z.string().min(16, 'must be at least 16 characters').optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  TZ_BUSINESS: z
    .string()
    .refine((zone) => ZONES.has(zone), 'is not a known time zone')
    .default('Asia/Shanghai'),
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(7070),
  WECOM_API_BASE: url.default('https://qyapi.weixin.qq.com'),
  WECOM_CORP_ID: text.optional(),
  WECOM_AGENT_ID: z.coerce.number().int().positive().optional(),
  WECOM_SECRET: text.optional(),
  WECOM_CALLBACK_TOKEN: z
    .string()
    .regex(/^[A-Za-z0-9]{1,32}$/, 'must be up to 32 letters and digits')
    .optional(),
  WECOM_CALLBACK_AES_KEY: z
    .string()
    .regex(/^[A-Za-z0-9]{43}$/, 'must be 43 letters and digits')
    .optional(),
  WECOM_ACCOUNT_LIMIT: z.coerce.number().int().positive().default(200),
  WECOM_ROBOT_WS_URL: z.url({ protocol: /^wss?$/ }).default('wss://openws.work.weixin.qq.com'),
  WECOM_ROBOT_ID: text.optional(),
  WECOM_ROBOT_SECRET: text.optional(),
  WECOM_ROBOT_NAMES: z.string().optional(),
  WECOM_WEBHOOK_KEYS: z.string().optional(),
});

type Environment = z.infer<typeof schema>;

/** The settings of the self-built app; all of them or none. */
export interface AppSettings {
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  readonly callbackToken: string;
  readonly callbackAesKey: string;
  /** 账号上限数 of the corporation: its app may send 200 messages a day for each (app-api §9). */
  readonly accounts: number;
}

/** The settings of the smart robot on its long connection. */
export interface RobotSettings {
  readonly wsUrl: string;
  readonly robotId: string;
  readonly secret: string;
  /** By which groups mention it: what a message begins with (bots §B3). */
  readonly names: readonly string[];
}

export interface Config {
  readonly port: number;
  readonly publicUrl: string;
  /** Null: PostgreSQL from node_modules, in the data folder. */
  readonly databaseUrl: string | null;
  /** Null: the queue lives in PostgreSQL. */
  readonly redisUrl: string | null;
  readonly dataDir: string;
  /** Where backups are written and looked for. */
  readonly backupDir: string;
  /** 32 bytes as hexadecimal or base64, or a passphrase; null: backups are not encrypted. */
  readonly backupKey: string | null;
  /** A font for characters that those of pictures lack; null: none. */
  readonly fontFile: string | null;
  /** After how many days the words and files of messages are forgotten; null: never. */
  readonly retentionDays: number | null;
  /** Null: one is made for the data folder. */
  readonly sessionSecret: string | null;
  /** Null: metrics are for programs of this machine only. */
  readonly metricsToken: string | null;
  readonly logLevel: string;
  readonly zone: string;
  /** Neither app, robot nor webhook is set up: the sandbox plays WeCom. */
  readonly usesSandbox: boolean;
  readonly app: AppSettings | null;
  readonly robot: RobotSettings | null;
  readonly sandboxPort: number;
  /** Base of WeCom's HTTP API, for the app and the group webhooks. */
  readonly apiBase: string;
  /** Group webhooks by the name the rounds know them by. */
  readonly webhookKeys: Readonly<Record<string, string>>;
}

const APP_GROUP = [
  'WECOM_CORP_ID',
  'WECOM_AGENT_ID',
  'WECOM_SECRET',
  'WECOM_CALLBACK_TOKEN',
  'WECOM_CALLBACK_AES_KEY',
] as const satisfies (keyof Environment)[];

const ROBOT_GROUP = ['WECOM_ROBOT_ID', 'WECOM_ROBOT_SECRET'] as const satisfies (keyof Environment)[];

/** @throws AppError config_invalid that names every wrong variable at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // A variable set to nothing, as in a copied .env.example, is one that is not set.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
  const parsed = schema.safeParse(given);
  const wrong = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  wrong.push(...incomplete(given), ...wrongKeys(given['WECOM_WEBHOOK_KEYS']));
  if (!parsed.success || wrong.length > 0) {
    throw new AppError(
      'config_invalid',
      `the environment is misconfigured:\n${wrong.map((line) => `  ${line}`).join('\n')}`,
    );
  }
  return toConfig(parsed.data);
}

const GROUPS = { app: APP_GROUP, robot: ROBOT_GROUP } as const;

/** Of each group all or none. */
const incomplete = (env: Readonly<Record<string, string | undefined>>): string[] =>
  Object.entries(GROUPS).flatMap(([name, group]) => {
    const missing = group.filter((variable) => env[variable] === undefined);
    return missing.length === group.length
      ? []
      : missing.map((variable) => `${variable}: missing, while other WECOM_ settings of the ${name} are set`);
  });

/** Whoever copies the whole address of a webhook has copied its key as well. */
const KEY = /^([\p{L}\p{N}_-]+)=((?:https?:\/\/\S+[?&]key=)?[0-9A-Za-z-]{8,})$/u;

const entries = (value: string | undefined): string[] =>
  (value ?? '').split(',').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()]));

/** The entry itself is not repeated in the message: it holds a secret. */
const wrongKeys = (value: string | undefined): string[] =>
  entries(value).flatMap((entry, index) =>
    KEY.test(entry) ? [] : [`WECOM_WEBHOOK_KEYS: entry ${index + 1} is not of the form name=key`],
  );

function toConfig(env: Environment): Config {
  const app = appSettings(env);
  const robot = robotSettings(env);
  const webhookKeys = keysOf(env.WECOM_WEBHOOK_KEYS);
  return {
    port: env.PORT,
    publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    dataDir: env.DUBAN_DATA_DIR,
    backupDir: env.DUBAN_BACKUP_DIR ?? join(env.DUBAN_DATA_DIR, 'backup'),
    backupKey: env.DUBAN_BACKUP_KEY ?? null,
    fontFile: env.DUBAN_FONT_FILE ?? null,
    retentionDays: env.DUBAN_RETENTION_DAYS ?? null,
    sessionSecret: env.SESSION_SECRET ?? null,
    metricsToken: env.DUBAN_METRICS_TOKEN ?? null,
    logLevel: env.LOG_LEVEL,
    zone: env.TZ_BUSINESS,
    usesSandbox: app === null && robot === null && Object.keys(webhookKeys).length === 0,
    app,
    robot,
    sandboxPort: env.SANDBOX_PORT,
    apiBase: env.WECOM_API_BASE,
    webhookKeys,
  };
}

const keysOf = (value: string | undefined): Record<string, string> =>
  Object.fromEntries(
    entries(value).flatMap((entry) => {
      const [, name, key] = KEY.exec(entry) ?? [];
      return name && key ? [[name, key]] : [];
    }),
  );

function robotSettings(env: Environment): RobotSettings | null {
  const { WECOM_ROBOT_ID: robotId, WECOM_ROBOT_SECRET: secret, WECOM_ROBOT_WS_URL: wsUrl } = env;
  return robotId && secret ? { wsUrl, robotId, secret, names: entries(env.WECOM_ROBOT_NAMES) } : null;
}

function appSettings(env: Environment): AppSettings | null {
  const { WECOM_CORP_ID, WECOM_AGENT_ID, WECOM_SECRET, WECOM_CALLBACK_TOKEN, WECOM_CALLBACK_AES_KEY } = env;
  if (!WECOM_CORP_ID || !WECOM_AGENT_ID || !WECOM_SECRET || !WECOM_CALLBACK_TOKEN || !WECOM_CALLBACK_AES_KEY)
    return null;
  return {
    corpId: WECOM_CORP_ID,
    agentId: WECOM_AGENT_ID,
    secret: WECOM_SECRET,
    callbackToken: WECOM_CALLBACK_TOKEN,
    callbackAesKey: WECOM_CALLBACK_AES_KEY,
    accounts: env.WECOM_ACCOUNT_LIMIT,
  };
}
