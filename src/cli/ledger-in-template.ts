import { extname } from 'node:path';
import { refuseSecretFile } from '../app/import/refuse-secret.ts';
import type { Deps } from '../app/ports.ts';
import { AppError } from '../errors.ts';
import type { PrintedLedger } from '../app/documents.ts';
import type { Cli } from './cli.ts';

interface TemplateFiles {
  readonly template: string | undefined;
  readonly mapping: string | undefined;
  readonly saveMapping: string | undefined;
}

/** The ledger in the superior's workbook; null when none is named. @throws AppError usage | import_invalid */
export async function inTemplate(
  cli: Cli,
  { ledger, deps }: { readonly ledger: PrintedLedger; readonly deps: Deps },
  { template, mapping, saveMapping }: TemplateFiles,
): Promise<Buffer | null> {
  if (template === undefined) {
    if (mapping === undefined && saveMapping === undefined) return null;
    throw new AppError('usage', 'a mapping belongs to a template: name it with --template');
  }
  const saved = mapping === undefined ? null : (await cli.readFile(mapping)).toString('utf8');
  const file = await cli.readFile(template);
  const filled = await cli.documents.fillTemplate(ledger, { file, mapping: saved });
  if (filled.kind === 'refused' && filled.secret)
    await refuseSecretFile(deps, { type: extname(template).toLowerCase(), bytes: file.length });
  if (filled.kind === 'refused')
    throw new AppError(
      'import_invalid',
      [`${template} cannot be filled in:`, ...filled.reasons].join('\n  '),
    );
  if (saveMapping !== undefined) await saveColumns(cli, saveMapping, filled.mapping);
  if (filled.unfilled.length > 0) cli.print(`not filled in: ${filled.unfilled.join(', ')}`);
  return filled.file;
}

async function saveColumns(cli: Cli, file: string, mapping: string | null): Promise<void> {
  if (mapping === null)
    throw new AppError(
      'usage',
      'the template says by its placeholders what goes where: there is no mapping to save',
    );
  await cli.writeFile(file, Buffer.from(mapping));
  cli.print(`${file}: which column is which, to be corrected and given back with --mapping`);
}
