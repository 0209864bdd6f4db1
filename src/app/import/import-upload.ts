import { createHash } from 'node:crypto';
import { mayEverywhere, mayInRound } from '../../domain/access/permissions.ts';
import { addDays, type DateOnly } from '../../domain/calendar/date.ts';
import { refusalFor, roundFor, type Asker, type NotForHim } from '../office/asker.ts';
import type { Deps } from '../ports.ts';
import {
  carryOutImport,
  importRefusal,
  planImport,
  type Imported,
  type ImportRefusal,
} from './import-ledger.ts';
import type { ImportPlan, ImportRow } from './import-plan.ts';
import { planReportImport } from './import-report.ts';
import type { Upload } from './uploads.ts';

/** The deadline of what a report leaves open, unless one is given. */
const REPORT_DUE_DAYS = 90;

/** Where a file may go. */
export interface ImportTargets {
  readonly rounds: readonly { readonly letter: string; readonly name: string }[];
  /** Of a new round; null when he may make none, or all letters are used. */
  readonly freeLetter: string | null;
  readonly dueOn: DateOnly;
}

export async function importTargets({ store, clock }: Deps, { person }: Asker): Promise<ImportTargets> {
  const rounds = (await store.rounds.active()).filter(({ id }) => mayInRound(person, 'import_tasks', id));
  return {
    rounds: rounds.map(({ letter, name }) => ({ letter, name })),
    freeLetter: mayEverywhere(person, 'import_tasks') ? freeLetter(await store.rounds.lettersUsed()) : null,
    dueOn: addDays(clock.local(clock.now()).date, REPORT_DUE_DAYS),
  };
}

const freeLetter = (used: readonly string[]): string | null =>
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').find((letter) => !used.includes(letter)) ?? null;

export interface ImportChoice {
  readonly letter: string;
  /** Null: the round is there already. */
  readonly newName: string | null;
  /** Of a report's tasks. */
  readonly dueOn: DateOnly;
  /** userids for names of the file that stand for nobody, or for several. */
  readonly people: Readonly<Record<string, string>>;
}

export interface Planned {
  readonly plan: ImportPlan;
  /** The same as long as the same would be written. */
  readonly hash: string;
}

export type NotPlanned = NotForHim | { readonly refused: 'round_wanted' | 'letter_taken' };

/** What importing it would do; nothing is written. */
export async function planUpload(
  deps: Deps,
  asker: Asker,
  { read }: Upload,
  choice: ImportChoice,
): Promise<Planned | NotPlanned> {
  const refused = await refusalOf(deps, asker, read.kind, choice);
  if (refused) return refused;
  const { directory } = deps;
  const round = { letter: choice.letter, name: choice.newName ?? '' };
  const plan =
    read.kind === 'ledger'
      ? await planImport(deps, {
          ...read.sheet,
          rows: read.sheet.rows.map((row) => withPeople(row, choice.people)),
          round,
          directory,
        })
      : await planReportImport(deps, { report: read.report, round, dueOn: choice.dueOn, directory });
  return { plan, hash: createHash('sha256').update(JSON.stringify(plan)).digest('hex') };
}

async function refusalOf(
  deps: Deps,
  asker: Asker,
  kind: Upload['read']['kind'],
  { letter, newName }: ImportChoice,
): Promise<NotPlanned | null> {
  if (newName !== null) {
    const refused = await refusalFor(deps, asker, 'import_tasks', 'everywhere');
    if (refused) return refused;
    return (await deps.store.rounds.byLetter(letter)) ? { refused: 'letter_taken' } : null;
  }
  const round = await roundFor(deps, asker, 'import_tasks', letter);
  if ('refused' in round) return round;
  // A published report says how a whole round stands: it makes one.
  return kind === 'report' ? { refused: 'round_wanted' } : null;
}

function withPeople(row: ImportRow, people: ImportChoice['people']): ImportRow {
  const named = (name: string | null) => (name === null ? null : (people[name.trim()] ?? name));
  return { ...row, leader: named(row.leader), owner: named(row.owner), contact: named(row.contact) };
}

/** Writes what was seen, and nothing else. */
export async function importUpload(
  deps: Deps,
  asker: Asker,
  upload: Upload,
  { seen, skipBad, ...choice }: ImportChoice & { readonly seen: string; readonly skipBad: boolean },
): Promise<Imported | NotPlanned | { readonly refused: 'changed_meanwhile' | ImportRefusal }> {
  const planned = await planUpload(deps, asker, upload, choice);
  if ('refused' in planned) return planned;
  if (planned.hash !== seen) return { refused: 'changed_meanwhile' };
  const why = importRefusal(planned.plan, skipBad);
  if (why !== null) return { refused: why };
  return carryOutImport(deps, planned.plan, { skipBad, by: asker.by });
}
