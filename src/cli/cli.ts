import type { Groups } from '../app/channel.ts';
import type { CheckResult } from '../app/doctor/verdict.ts';
import type { Documents } from '../app/documents.ts';
import type { BackedUp, BackupLook, Drilled, Restored } from '../app/backup/outcome.ts';
import type { Deps } from '../app/ports.ts';
import type { ReplyContext, Understanding } from '../domain/reply/result.ts';

/** What the commands need from the world; main implements it. */
export interface Cli {
  /** The database and WeCom, for one command. */
  openApp(): Promise<CliApp>;
  /** `at`: `YYYY-MM-DD HH:MM` in the business time zone. */
  start(options: { role: 'all' | 'web' | 'worker' | 'robot'; at?: string }): Promise<void>;
  sandbox(options: { port?: number; corp?: string; callback?: string }): Promise<void>;
  demo(options: { report?: string; out: string }): Promise<void>;
  /** The names of the migrations it applied. */
  migrate(): Promise<string[]>;
  readonly backups: BackupTools;
  /** Looks at everything an installation needs, also where the settings cannot be read. */
  doctor(options: DoctorOptions): Promise<CheckResult[]>;
  readonly documents: Documents;
  understand(text: string, context: ReplyContext): Understanding;
  readStdin(): Promise<string>;
  readFile(path: string): Promise<Buffer>;
  writeFile(path: string, data: Buffer): Promise<void>;
  print(line: string): void;
  printError(line: string): void;
  /** For commands that may take long; shown only to somebody who watches. */
  readonly progress: Progress;
}

export interface BackupTools {
  readonly progress: Progress;
  /** @param out null: a new file in the folder of backups */
  write(out: string | null): Promise<BackedUp>;
  /** What a backup is, and what is where it would go. */
  look(file: string): Promise<BackupLook>;
  restore(file: string, how: { replace: boolean; despiteFaults: boolean }): Promise<Restored>;
  /** @param file null: a backup is taken first */
  drill(file: string | null): Promise<Drilled>;
}

export interface Progress {
  /** `what` is the same until it is done. */
  report(what: string, done: number, total: number): void;
}

export interface DoctorOptions {
  /** 0: nobody is asked to save the callback URL. */
  readonly waitSeconds: number;
  readonly tryRobot: boolean;
  /** Now is the time to press save in WeCom's console. */
  askToSave(callbackUrl: string): void;
  /** Hears of each result, in order, as soon as it is known. */
  found(result: CheckResult): void;
}

export interface CliApp {
  readonly deps: Deps;
  /** Null without a self-built app. */
  readonly groups: Groups | null;
  close(): Promise<void>;
}

/** Opens the app for one command and closes it whatever happens. */
export async function withApp<T>(cli: Cli, work: (app: CliApp) => Promise<T>): Promise<T> {
  const app = await cli.openApp();
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}

export const printJson = (cli: Cli, value: unknown): void => cli.print(JSON.stringify(value, null, 2));
