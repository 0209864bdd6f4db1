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
  SESSION_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
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
  WECOM_ROBOT_WS_URL: z.url({ protocol: /^wss?$/ }).optional(),
  WECOM_ROBOT_ID: text.optional(),
  WECOM_ROBOT_SECRET: text.optional(),
  WECOM_WEBHOOK_KEYS: z.string().optional(),
});

type Environment = z.infer<typeof schema>;

/** The settings of the self-built app; all of them or none. */
export interface AppSettings {
  readonly apiBase: string;
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  readonly callbackToken: string;
  readonly callbackAesKey: string;
}

export interface Config {
  readonly port: number;
  readonly publicUrl: string;
  /** Null: PostgreSQL from node_modules, in the data folder. */
  readonly databaseUrl: string | null;
  /** Null: the queue lives in PostgreSQL. */
  readonly redisUrl: string | null;
  readonly dataDir: string;
  readonly logLevel: string;
  readonly zone: string;
  /** Null: the sandbox. */
  readonly wecom: AppSettings | null;
  readonly sandboxPort: number;
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

const ROBOT_GROUP = ['WECOM_ROBOT_WS_URL', 'WECOM_ROBOT_ID', 'WECOM_ROBOT_SECRET'] as const;

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

function incomplete(env: Readonly<Record<string, string | undefined>>): string[] {
  const missing = APP_GROUP.filter((name) => env[name] === undefined);
  const partly = missing.length > 0 && missing.length < APP_GROUP.length;
  return [
    ...(partly
      ? missing.map((name) => `${name}: missing, while other WECOM_ settings of the app are set`)
      : []),
    ...ROBOT_GROUP.filter((name) => env[name] !== undefined).map(
      (name) => `${name}: the robot channel is not part of this version; leave it empty`,
    ),
  ];
}

const KEY = /^([\p{L}\p{N}_-]+)=([0-9A-Za-z-]{8,})$/u;

const entries = (value: string | undefined): string[] =>
  (value ?? '').split(',').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()]));

/** The entry itself is not repeated in the message: it holds a secret. */
const wrongKeys = (value: string | undefined): string[] =>
  entries(value).flatMap((entry, index) =>
    KEY.test(entry) ? [] : [`WECOM_WEBHOOK_KEYS: entry ${index + 1} is not of the form name=key`],
  );

const toConfig = (env: Environment): Config => ({
  port: env.PORT,
  publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
  databaseUrl: env.DATABASE_URL ?? null,
  redisUrl: env.REDIS_URL ?? null,
  dataDir: env.DUBAN_DATA_DIR,
  logLevel: env.LOG_LEVEL,
  zone: env.TZ_BUSINESS,
  wecom: appSettings(env),
  sandboxPort: env.SANDBOX_PORT,
  webhookKeys: Object.fromEntries(
    entries(env.WECOM_WEBHOOK_KEYS).flatMap((entry) => {
      const [, name, key] = KEY.exec(entry) ?? [];
      return name && key ? [[name, key]] : [];
    }),
  ),
});

function appSettings(env: Environment): AppSettings | null {
  const { WECOM_CORP_ID, WECOM_AGENT_ID, WECOM_SECRET, WECOM_CALLBACK_TOKEN, WECOM_CALLBACK_AES_KEY } = env;
  if (!WECOM_CORP_ID || !WECOM_AGENT_ID || !WECOM_SECRET || !WECOM_CALLBACK_TOKEN || !WECOM_CALLBACK_AES_KEY)
    return null;
  return {
    apiBase: env.WECOM_API_BASE,
    corpId: WECOM_CORP_ID,
    agentId: WECOM_AGENT_ID,
    secret: WECOM_SECRET,
    callbackToken: WECOM_CALLBACK_TOKEN,
    callbackAesKey: WECOM_CALLBACK_AES_KEY,
  };
}
