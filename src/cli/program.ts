import { Command, CommanderError } from 'commander';
import { AppError, messageOf, type ErrorCode } from '../errors.ts';
import { addAudit } from './audit.ts';
import { addBackup } from './backup.ts';
import { addCalendar } from './calendar.ts';
import { addChannels } from './channels.ts';
import { productName } from '../zh/names.ts';
import type { Cli } from './cli.ts';
import { addDeputy } from './deputy.ts';
import { addDoctor } from './doctor.ts';
import { addFigures } from './figures.ts';
import { addImport } from './import.ts';
import { addLedger } from './ledger.ts';
import { addLookBack } from './look-back.ts';
import { addMessages } from './messages.ts';
import { addOffice } from './office.ts';
import { addPause } from './pause.ts';
import { addPeople } from './people.ts';
import { addPlan } from './plan.ts';
import { addPicture } from './picture.ts';
import { addPapers } from './papers.ts';
import { addRemind } from './remind.ts';
import { addRound } from './round.ts';
import { addServiceCommands } from './service.ts';
import { addUnderstand } from './understand.ts';
import { addWeek } from './week.ts';

/** Bad input, or nothing was done. */
const FAILED = 1;
/** The command line or the environment is wrong. */
const MISUSED = 2;

/** Runs one command line; the exit code is 0, 1 (bad input, nothing done) or 2 (misuse, misconfiguration). */
export async function runCommand(cli: Cli, args: readonly string[]): Promise<number> {
  try {
    await createProgram(cli).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has said what is wrong, or has shown the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : MISUSED;
    cli.printError(`error: ${messageOf(error)}`);
    return error instanceof AppError ? EXIT_CODE[error.code] : FAILED;
  }
}

const EXIT_CODE: Readonly<Record<ErrorCode, number>> = {
  config_invalid: MISUSED,
  data_folder_in_use: MISUSED,
  database_unavailable: MISUSED,
  usage: MISUSED,
  backup_invalid: FAILED,
  file_not_written: FAILED,
  import_invalid: FAILED,
  not_found: FAILED,
  wecom_api: FAILED,
  wecom_unreachable: FAILED,
};

/** The commands of `duban`. Parsing throws a CommanderError instead of ending the process. */
function createProgram(cli: Cli): Command {
  const program = new Command('duban')
    .description(`${productName}: reminds officials of rectification tasks in WeCom and keeps the ledger`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => cli.print(text.trimEnd()),
      writeErr: (text) => cli.printError(text.trimEnd()),
    });
  addServiceCommands(program, cli);
  addDoctor(program, cli);
  addImport(program, cli);
  addUnderstand(program, cli);
  addPlan(program, cli);
  addWeek(program, cli);
  addCalendar(program, cli);
  addRound(program, cli);
  addFigures(program, cli);
  addLedger(program, cli);
  addPicture(program, cli);
  addPapers(program, cli);
  addPause(program, cli);
  addRemind(program, cli);
  addOffice(program, cli);
  addPeople(program, cli);
  addLookBack(program, cli);
  addDeputy(program, cli);
  addMessages(program, cli);
  addChannels(program, cli);
  addAudit(program, cli);
  addBackup(program, cli);
  return program;
}
