import type { Command } from 'commander';
import type { Cli } from './cli.ts';
import { addPaperSettings } from './paper-settings.ts';
import { addBulletin } from './bulletin.ts';
import { addPack } from './pack.ts';
import { addLetters } from './letters.ts';
import { addTaskPapers } from './task-papers.ts';
import { addReport } from './report.ts';
import { addWithhold } from './withhold.ts';

/** Official documents, what is published in them, and how they are made out. */
export function addPapers(program: Command, cli: Cli): void {
  addReport(program, cli);
  addBulletin(program, cli);
  addPack(program, cli);
  addLetters(program, cli);
  addTaskPapers(program, cli);
  addWithhold(program, cli);
  addPaperSettings(program, cli);
}
