import type { Groups } from '../app/channel.ts';
import type { CheckResult } from '../app/doctor/verdict.ts';
import type { LedgerSheet, SheetAsRead } from '../app/import/import-plan.ts';
import type { Report } from '../app/import/import-report.ts';
import type { Papers } from '../app/papers/papers.ts';
import type { Deps } from '../app/ports.ts';
import type { DateOnly } from '../domain/calendar/date.ts';
import type { Figures, LedgerRow } from '../domain/ledger/ledger.ts';
import type { LedgerSince } from '../domain/ledger/movement.ts';
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
  /** Looks at everything an installation needs, also where the settings cannot be read. */
  doctor(options: DoctorOptions): Promise<CheckResult[]>;
  readonly documents: CliDocuments;
  understand(text: string, context: ReplyContext): Understanding;
  readStdin(): Promise<string>;
  readFile(path: string): Promise<Buffer>;
  writeFile(path: string, data: Buffer): Promise<void>;
  print(line: string): void;
  printError(line: string): void;
  /** For commands that may take long; shown only to somebody who watches. */
  readonly progress: Progress;
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

export interface CliDocuments {
  readLedger(file: Buffer): Promise<LedgerSheet>;
  ledgerTemplate(): Promise<Buffer>;
  fileText: Deps['fileText'];
  readReport(text: string): Report;
  /** A Word document: a ledger where it holds a table of one. @throws AppError import_invalid */
  readWord(
    file: Buffer,
  ):
    | { readonly kind: 'ledger'; readonly sheet: LedgerSheet }
    | { readonly kind: 'text'; readonly text: string };
  /** A copy of a sheet with what is to be said of its rows behind them. */
  markedCopy(sheet: SheetAsRead, faults: readonly RowFault[]): Promise<Buffer>;
  /** @throws RangeError with the sums when the figures do not close. */
  writeLedger(
    ledger: PrintedLedger,
    options?: {
      readonly paper?: 'a3' | 'a4';
      readonly written?: (rows: number, of: number) => void;
    },
  ): Promise<Buffer>;
  readonly papers: Papers;
  /** The ledger in a workbook of the superior's. @throws RangeError with the sums when the figures do not close. */
  fillTemplate(
    ledger: PrintedLedger,
    template: { readonly file: Buffer; readonly mapping: string | null },
  ): Promise<TemplateResult>;
}

/** A template filled in, with what its headings were taken for; or why it cannot be, line by line. */
type TemplateResult =
  | {
      readonly kind: 'filled';
      readonly file: Buffer;
      readonly mapping: string | null;
      readonly unfilled: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/** What is wrong with a row of a sheet, counted from 1, 0 being the sheet as a whole. */
export interface RowFault {
  readonly line: number;
  readonly message: string;
}

/** A week's ledger as it is printed; null what only a frozen week has. */
export interface PrintedLedger {
  readonly rows: readonly LedgerRow[];
  readonly figures: Figures;
  readonly meta: {
    readonly roundName: string;
    readonly weekNo: number | null;
    readonly week: DateOnly;
    readonly asOf: DateOnly;
    /** Wall time of the business time zone. */
    readonly frozenAt: string | null;
    readonly sha256: string | null;
  };
  /** Null in the first week of a round. */
  readonly since: LedgerSince | null;
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
