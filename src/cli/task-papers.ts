import type { Command } from 'commander';
import { noteExport } from '../app/office/note-export.ts';
import { taskFile } from '../app/papers/task-file.ts';
import { mondayOf } from '../domain/calendar/date.ts';
import { withApp, type Cli } from './cli.ts';
import { issuedNow } from '../app/papers/paper-ledger.ts';
import { withPaperOptions, writePaper, type PaperOptions } from './paper-options.ts';
import { pickRound } from '../app/papers/pick-ledger.ts';

const PAPERS = [
  {
    command: 'closure-form',
    description: 'the closure form of a task as .docx: what was done, what bears it out, who approved it',
    paper: 'closureForm',
  },
  {
    command: 'archive',
    description: "a task's whole life as .docx: answers, evidence, reviews, everything the log says",
    paper: 'archive',
  },
] as const;

export function addTaskPapers(program: Command, cli: Cli): void {
  for (const { command, description, paper } of PAPERS)
    withPaperOptions(program.command(`${command} <code>`).description(description)).action(
      (code: string, options: PaperOptions) =>
        withApp(cli, async ({ deps }) => {
          const round = await pickRound(deps, options.round);
          const file = await taskFile(deps, round, code.toUpperCase());
          const issued = issuedNow(deps, round, options);
          const made = await cli.documents.papers[paper](file, issued);
          const { life, evidence, task } = file;
          await writePaper(
            cli,
            options.out,
            made,
            `task ${task.code}, ${evidence.length} files, ${life.length} entries of the log`,
          );
          const week = mondayOf(issued.date);
          await noteExport(deps, round, { week, tasks: 1, paper: command, which: task.code });
        }),
    );
}
