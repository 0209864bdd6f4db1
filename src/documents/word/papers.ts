import type { MadePaper, Papers } from '../../app/papers/papers.ts';
import type { PaperSettings } from '../../domain/ledger/paper-settings.ts';
import { composeBulletin } from './bulletin.ts';
import { composePack } from './pack.ts';
import { composeLetter, composeUrge } from './letters.ts';
import { composeArchive, composeClosureForm } from './task-file.ts';
import { gapsIn, type Paper } from './paper.ts';
import { renderPaper } from './render.ts';
import { composeReport } from './report.ts';

/** Composes and renders each official document. */
export const papers: Papers = {
  report: async (facts, issued) => made(composeReport(facts, issued), issued.settings),
  bulletin: async (facts, issued) => made(composeBulletin(facts, issued), issued.settings),
  pack: async (facts, issued) => made(composePack(facts), issued.settings, issued.mark),
  letter: async (facts, issued) => made(composeLetter(facts, issued), issued.settings),
  urge: async (facts, issued) => made(composeUrge(facts, issued), issued.settings),
  closureForm: async (file, issued) => made(composeClosureForm(file, issued), issued.settings, issued.mark),
  archive: async (file, issued) => made(composeArchive(file), issued.settings, issued.mark),
};

async function made(paper: Paper, { linePitch }: PaperSettings, mark?: string): Promise<MadePaper> {
  return { file: await renderPaper(paper, linePitch, mark), gaps: gapsIn(paper) };
}
