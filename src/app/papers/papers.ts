import type { DateOnly } from '../../domain/calendar/date.ts';
import type { PaperSettings } from '../../domain/ledger/paper-settings.ts';
import type { BulletinFacts } from './issue-bulletin.ts';
import type { PackFacts } from './pack-facts.ts';
import type { LetterFacts, UrgeFacts } from './letter-facts.ts';
import type { TaskFile } from './task-file.ts';
import type { ReportFacts } from './report-facts.ts';

/** How a paper is made out. */
export interface Issued {
  readonly settings: PaperSettings;
  /** 成文日期. */
  readonly date: DateOnly;
  /** On every page of what stays inside: who took it away, and when. */
  readonly mark?: string;
}

export interface MadePaper {
  readonly file: Buffer;
  /** Places that a person has to fill in; they are marked. */
  readonly gaps: number;
}

/** Official documents as Word files. Each refuses figures that do not close: RangeError with the sums. */
export interface Papers {
  /** 整改进展情况报告. */
  report(facts: ReportFacts, issued: Issued): Promise<MadePaper>;
  /** 通报, weekly or monthly. */
  bulletin(facts: BulletinFacts, issued: Issued): Promise<MadePaper>;
  /** For the weekly dispatch meeting. */
  pack(facts: PackFacts, issued: Issued): Promise<MadePaper>;
  /** 督办函. */
  letter(facts: LetterFacts, issued: Issued): Promise<MadePaper>;
  /** 催办通知. */
  urge(facts: UrgeFacts, issued: Issued): Promise<MadePaper>;
  /** 销号单. */
  closureForm(file: TaskFile, issued: Issued): Promise<MadePaper>;
  /** A task's whole life. */
  archive(file: TaskFile, issued: Issued): Promise<MadePaper>;
}
