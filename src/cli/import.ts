import { basename, extname } from 'node:path';
import { Option, type Command } from 'commander';
import { carryOutImport, planImport } from '../app/import/import-ledger.ts';
import type { BadRow, ImportPlan, LedgerSheet } from '../app/import/import-plan.ts';
import { readFile } from '../app/import/read-file.ts';
import { refuseSecretFile } from '../app/import/refuse-secret.ts';
import { planReportImport, type Report } from '../app/import/import-report.ts';
import { NO_DIRECTORY } from '../app/office/set-up-office.ts';
import { addDays, type DateOnly } from '../domain/calendar/date.ts';
import { AppError } from '../errors.ts';
import { badRowText, importWords } from '../zh/import.ts';
import { hasSecrecyMark } from '../zh/secrecy.ts';
import { printJson, withApp, type Cli, type CliApp } from './cli.ts';
import { faultsOf, ledgerJson, rowFaults } from './ledger-json.ts';
import { importPlanJson, importPlanText } from './import-text.ts';
import { asDate, asLetter, asName } from './options.ts';
import { reportJson } from './report-json.ts';

interface ImportOptions {
  readonly round?: string;
  readonly name?: string;
  readonly due?: DateOnly;
  readonly template?: string | true;
  readonly dryRun?: true;
  readonly yes?: true;
  readonly skipBad?: true;
  readonly json?: true;
  readonly marked?: string;
}

const TEMPLATE_FILE = 'ledger-template.xlsx';

/** The deadline of what a report leaves open, unless one is given. */
const REPORT_DUE_DAYS = 90;

export function addImport(program: Command, cli: Cli): void {
  program
    .command('import [file]')
    .description(
      'import a ledger (.xlsx, .xls, .docx) or a published report (.txt, .md, .docx); without --yes, only show what it would do',
    )
    .option(
      '--round <letter>',
      'the round to import into; by default the only active one, or a new one for a report',
      asLetter,
    )
    .option('--name <name>', 'the name of the round, when it is new', asName)
    .option('--due <date>', `report: deadline of its tasks (default: in ${REPORT_DUE_DAYS} days)`, asDate)
    .option('--template [out]', `write an empty ledger to fill in (default: ${TEMPLATE_FILE})`)
    .addOption(new Option('--dry-run', 'write nothing').conflicts('yes'))
    .option('--yes', 'carry it out')
    .option('--skip-bad', 'leave out the rows with faults instead of refusing the file')
    .option('--marked <out>', 'ledger: write a copy (.xlsx) with the faults in front of their rows')
    .option('--json', 'as JSON; with --dry-run, what was read, without a database')
    .action((file: string | undefined, options: ImportOptions) => importFile(cli, file, options));
}

async function importFile(cli: Cli, file: string | undefined, options: ImportOptions): Promise<void> {
  checkUsage(file, options);
  if (options.template !== undefined) return writeTemplate(cli, options.template);
  if (file === undefined)
    throw new AppError('usage', 'name the file to import, or write one with --template');
  const data = await cli.readFile(file);
  const read = await readFile(cli.documents, { hasSecrecyMark }, { name: basename(file), data });
  if (read.kind === 'secret') return refuseSecret(cli, file, data);
  if (read.kind === 'ledger') return importLedger(cli, file, read.sheet, options);
  return importReport(cli, file, read.report, options);
}

/** That it was tried is remembered, and nothing of the file. */
async function refuseSecret(cli: Cli, file: string, data: Buffer): Promise<never> {
  await withApp(cli, ({ deps }) =>
    refuseSecretFile(deps, { type: extname(file).toLowerCase(), bytes: data.length }),
  );
  throw new AppError('import_invalid', importWords.secret);
}

function checkUsage(file: string | undefined, { template, round, name }: ImportOptions): void {
  if (file !== undefined && template !== undefined) {
    throw new AppError('usage', 'either import a file or write one with --template');
  }
  if (name !== undefined && round === undefined) {
    throw new AppError('usage', '--name is the name of a round: say which with --round');
  }
}

async function writeTemplate(cli: Cli, template: string | true): Promise<void> {
  const out = template === true ? TEMPLATE_FILE : template;
  await cli.writeFile(out, await cli.documents.ledgerTemplate());
  cli.print(importWords.template(out));
}

async function importLedger(
  cli: Cli,
  file: string,
  sheet: LedgerSheet,
  options: ImportOptions,
): Promise<void> {
  const { round: letter, name = '', marked } = options;
  const faults = faultsOf(sheet);
  const ofFile = faults.find(({ line, code }) => line === 0 && code === 'unreadable');
  const isSecret = faults.some(({ code }) => code === 'secrecy_mark');
  if (marked !== undefined && sheet.sheet !== undefined && !isSecret) {
    await cli.writeFile(marked, await cli.documents.markedCopy(sheet.sheet, rowFaults(faults, sheet)));
    if (!options.json) cli.print(importWords.marked(marked));
  }
  if (ofFile !== undefined && sheet.rows.length === 0 && !isSecret) {
    if (options.json) printJson(cli, ledgerJson(basename(file), sheet, faults));
    throw new AppError('import_invalid', badRowText(ofFile));
  }
  if (options.dryRun && options.json)
    return showLedger(cli, file, sheet, { faults, skipBad: options.skipBad === true });
  const round = letter === undefined ? null : { letter, name };
  await withApp(cli, async (app) => {
    const plan = await planImport(app.deps, { ...sheet, round, directory: app.deps.directory });
    await finish(cli, app, plan, { ...options, command: commandLine(file, options) });
  });
}

/** What was read, for whoever checks it: without a database, and so without the round it may go into. */
function showLedger(
  cli: Cli,
  file: string,
  sheet: LedgerSheet,
  { faults, skipBad }: { readonly faults: readonly BadRow[]; readonly skipBad: boolean },
): void {
  const refusal = refusalOf({ badRows: faults, tasks: sheet.rows }, skipBad);
  if (refusal !== importWords.secret) printJson(cli, ledgerJson(basename(file), sheet, faults));
  if (refusal !== null) throw new AppError('import_invalid', refusal);
}

async function importReport(cli: Cli, file: string, report: Report, options: ImportOptions): Promise<void> {
  const { name = report.title ?? basename(file), yes, json } = options;
  if (!yes && json) printJson(cli, reportJson(report.title ?? basename(file), report));
  if (report.problems.length === 0) throw new AppError('import_invalid', importWords.noProblems);
  if (!yes && json) return;
  await withApp(cli, async (app) => {
    const { clock, store } = app.deps;
    const letter = options.round ?? freeLetter(await store.rounds.lettersUsed());
    const dueOn = options.due ?? addDays(clock.local(clock.now()).date, REPORT_DUE_DAYS);
    const round = { letter, name };
    const plan = await planReportImport(app.deps, { report, round, dueOn, directory: app.deps.directory });
    if (!json) cli.print(importWords.dueOn(dueOn));
    await finish(cli, app, plan, {
      ...options,
      command: commandLine(file, { ...options, round: letter, name, due: dueOn }),
    });
  });
}

/** A report makes a new round. */
function freeLetter(used: readonly string[]): string {
  const free = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('').find((letter) => !used.includes(letter));
  if (free === undefined) throw new AppError('usage', 'all 26 letters are used by rounds: free one first');
  return free;
}

/** Shows the plan, and carries it out when that was asked for and nothing stands against it. */
async function finish(
  cli: Cli,
  { deps }: CliApp,
  plan: ImportPlan,
  {
    yes,
    skipBad = false,
    json,
    command,
  }: Omit<ImportOptions, 'skipBad'> & { skipBad?: boolean; command: string },
): Promise<void> {
  const refusal = refusalOf(plan, skipBad);
  const saved = (tasks: number, of: number) => cli.progress.report('importing', tasks, of);
  const imported = yes && refusal === null ? await carryOutImport(deps, plan, { skipBad, saved }) : null;
  if (json) printJson(cli, { ...importPlanJson(plan), imported });
  else for (const line of importPlanText(plan)) cli.print(line);
  if (!json && plan.unmatched.length > 0 && deps.directory === null) cli.print(`(${NO_DIRECTORY})`);
  if (refusal !== null) throw new AppError('import_invalid', refusal);
  if (json) return;
  cli.print(
    imported ? importWords.imported(imported.problems, imported.tasks) : importWords.confirm(command),
  );
}

function refusalOf(
  { badRows, tasks }: { readonly badRows: readonly BadRow[]; readonly tasks: readonly unknown[] },
  skipBad: boolean,
): string | null {
  if (badRows.some(({ code }) => code === 'secrecy_mark')) return importWords.secret;
  if (badRows.length > 0 && !skipBad) return importWords.refused(badRows.length);
  return tasks.length === 0 ? importWords.nothing : null;
}

/** What to type to carry out what was shown. */
function commandLine(file: string, { round, name, due, skipBad }: ImportOptions): string {
  return [
    'duban import',
    quoted(file),
    ...(round === undefined ? [] : ['--round', round]),
    ...(name === undefined || name === '' ? [] : ['--name', quoted(name)]),
    ...(due === undefined ? [] : ['--due', due]),
    ...(skipBad ? ['--skip-bad'] : []),
    '--yes',
  ].join(' ');
}

/** For a shell; most names need no quotes. */
const quoted = (text: string): string =>
  /^[\p{L}\p{N}_./-]+$/u.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
