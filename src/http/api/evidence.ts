import { readEvidence } from '../../app/office/read-evidence.ts';
import type { evidenceEndpoints } from '../../contract/evidence.ts';
import type { ApiDeps } from './api-deps.ts';
import { answerWithFile } from './file-answer.ts';
import type { HandlersOf } from './handler.ts';

export const evidenceHandlers = (api: ApiDeps): HandlersOf<typeof evidenceEndpoints> => ({
  'GET /evidence/:id': answerWithFile(
    api,
    'GET /evidence/:id',
    async (acting, { params }) => (await readEvidence(acting, params.id)) ?? { refused: 'no_such_item' },
  ),
});
