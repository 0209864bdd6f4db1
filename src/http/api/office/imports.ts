import type { Request } from 'express';
import { findBadRows } from '../../../app/import/import-checks.ts';
import { importTargets, importUpload, planUpload } from '../../../app/import/import-upload.ts';
import { readFile } from '../../../app/import/read-file.ts';
import { refuseSecretFile } from '../../../app/import/refuse-secret.ts';
import { createUploads, type Upload } from '../../../app/import/uploads.ts';
import { exportMark } from '../../../app/office/export-mark.ts';
import { refusalFor, type Asker } from '../../../app/office/asker.ts';
import type { AnswerOf } from '../../../contract/endpoint.ts';
import type { importEndpoints } from '../../../contract/imports.ts';
import { rowFaultTexts } from '../../../zh/import.ts';
import { importTemplateName, markedCopyName } from '../../../zh/pages/file-names.ts';
import { officeErrors } from '../../../zh/pages/office-errors.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { Refusal } from '../api-error.ts';
import type { HandlersOf } from '../handler.ts';
import { apart } from '../apart.ts';
import { bytesOf, noFile } from './bytes.ts';
import { previewOf } from './import-preview.ts';

type HandedIn = AnswerOf<(typeof importEndpoints)['POST /imports']>;

const said = (
  refused: Exclude<keyof typeof officeErrors, 'thrown' | 'template_refused'>,
  status = 422,
): Refusal => ({
  refused,
  status,
  detail: officeErrors[refused],
});

export function importHandlers(api: ApiDeps): HandlersOf<typeof importEndpoints> {
  const { deps, documents } = api;
  const uploads = createUploads(deps, documents);
  const mayImport = (asker: Asker) => refusalFor(deps, asker, 'import_tasks', 'anywhere');
  const uploadOf = async ({ person, by }: Asker, token: string): Promise<Upload | Refusal> => {
    const refused = await mayImport({ person, by });
    return refused ?? (await uploads.of(person.userid, token)) ?? said('upload_gone', 404);
  };
  return {
    'GET /imports/template': apart(api, 'GET /imports/template', async (asker) => {
      const refused = await mayImport(asker);
      return refused ?? { file: await documents.ledgerTemplate(), fileName: importTemplateName };
    }),
    'POST /imports': apart(api, 'POST /imports', async (asker, { query }, request) => {
      const refused = await mayImport(asker);
      return refused ?? handIn(asker, query.name, request);
    }),
    'POST /imports/:token/preview': apart(
      api,
      'POST /imports/:token/preview',
      async (asker, { params, body }) => {
        const upload = await uploadOf(asker, params.token);
        if ('refused' in upload) return upload;
        const planned = await planUpload(deps, asker, upload, body);
        return 'refused' in planned ? wordedRefusal(planned) : previewOf(planned);
      },
    ),
    'GET /imports/:token/marked': apart(api, 'GET /imports/:token/marked', async (asker, { params }) => {
      const upload = await uploadOf(asker, params.token);
      if ('refused' in upload) return upload;
      return markedCopy(asker, upload);
    }),
    'POST /imports/:token/confirm': apart(
      api,
      'POST /imports/:token/confirm',
      async (asker, { params, body }) => {
        const upload = await uploadOf(asker, params.token);
        if ('refused' in upload) return upload;
        const imported = await importUpload(deps, asker, upload, body);
        if ('refused' in imported) return wordedRefusal(imported);
        await uploads.drop(asker.person.userid, params.token);
        return { problems: imported.problems, tasks: imported.tasks, letter: body.letter };
      },
    ),
    'DELETE /imports/:token': apart(api, 'DELETE /imports/:token', async (asker, { params }) => {
      const refused = await mayImport(asker);
      if (refused) return refused;
      await uploads.drop(asker.person.userid, params.token);
      return { outcome: 'dropped' as const };
    }),
  };

  async function handIn(asker: Asker, name: string, request: Request): Promise<HandedIn | Refusal> {
    const data = bytesOf(request);
    if (!data) return noFile;
    const read = await readFile(documents, deps.words, { name, data });
    if (read.kind === 'secret') {
      const type = /\.[^.]*$/.exec(name)?.[0].toLowerCase() ?? '';
      await refuseSecretFile(deps, { type, bytes: data.length, by: asker.by });
      return said('secret');
    }
    if (read.kind === 'report' && read.report.problems.length === 0) return said('nothing_read');
    const upload = await uploads.keep(asker.person.userid, { name, data }, read);
    if (!upload) return said('too_many_uploads', 429);
    return {
      token: upload.token,
      name,
      kind: read.kind,
      title: read.kind === 'report' ? (read.report.title ?? name.replace(/\.[^.]*$/, '')) : null,
      hasMarkedCopy: read.kind === 'ledger' && read.sheet.sheet !== undefined,
      ...(await importTargets(deps, asker)),
    };
  }

  async function markedCopy(asker: Asker, { read, name }: Upload) {
    if (read.kind !== 'ledger' || read.sheet.sheet === undefined) return said('upload_gone', 404);
    const { rows, problems, sheet } = read.sheet;
    const { hasSecrecyMark } = deps.words;
    const bad = findBadRows({ rows, problems, usedNos: new Set(), hasSecrecyMark });
    if (bad.some(({ code }) => code === 'secrecy_mark')) return said('secret');
    return {
      file: await documents.markedCopy(sheet, rowFaultTexts(bad, problems), exportMark(deps, asker)),
      fileName: markedCopyName(name),
    };
  }
}

function wordedRefusal(
  refusal: Extract<Awaited<ReturnType<typeof importUpload>>, { refused: string }>,
): Refusal {
  const { refused } = refusal;
  return isWorded(refused) ? said(refused) : { refused };
}

const WORDED = ['round_wanted', 'letter_taken', 'secret', 'faults_left', 'nothing_read'] as const;
const isWorded = (refused: string): refused is (typeof WORDED)[number] =>
  WORDED.some((each) => each === refused);
