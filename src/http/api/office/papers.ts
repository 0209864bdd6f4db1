import { roundFor, type Asker } from '../../../app/office/asker.ts';
import { issueBulletin } from '../../../app/papers/issue-bulletin.ts';
import { papersOfRound } from '../../../app/papers/papers-of-round.ts';
import {
  takeBulletin,
  takeLedger,
  takeLetter,
  takePack,
  takeReport,
  takeTaskPaper,
  takeUrge,
  takeWallChart,
  type Desk,
  type NotTakenAway,
  type TakenAway,
} from '../../../app/papers/take-away.ts';
import { withholdIfSame } from '../../../app/papers/withhold.ts';
import type { paperEndpoints } from '../../../contract/papers.ts';
import type { Action } from '../../../domain/access/actions.ts';
import type { Round } from '../../../domain/task/round.ts';
import { fileNameOf } from '../../../zh/pages/file-names.ts';
import { officeErrors } from '../../../zh/pages/office-errors.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { Refusal } from '../api-error.ts';
import type { HandlersOf } from '../handler.ts';
import { apart, type MadeFile } from '../apart.ts';
import { bytesOf, noFile } from './bytes.ts';

type Made = Promise<TakenAway | NotTakenAway>;
type FileKind = Parameters<typeof fileNameOf>[0];

const looking = (letter: string, what: FileKind) => ({ letter, what, needs: 'see_week' }) as const;
const issuing = (letter: string, what: FileKind) => ({ letter, what, needs: 'issue_papers' }) as const;

export function paperHandlers(api: ApiDeps): HandlersOf<typeof paperEndpoints> {
  /** A file of the round, for who may do that there. */
  const taken = async (
    asker: Asker,
    { letter, needs, what }: { letter: string; needs: Action; what: FileKind },
    make: (desk: Desk, round: Round) => Made,
  ): Promise<MadeFile | Refusal> => {
    const round = await roundFor(api.deps, asker, needs, letter);
    if ('refused' in round) return round;
    return asFile(what, await make({ deps: api.deps, documents: api.documents, asker }, round));
  };
  return {
    'GET /rounds/:letter/papers': apart(api, 'GET /rounds/:letter/papers', async (asker, { params }) => {
      const round = await roundFor(api.deps, asker, 'issue_papers', params.letter);
      return 'refused' in round ? round : papersOfRound(api.deps, round);
    }),
    'GET /rounds/:letter/ledger': apart(api, 'GET /rounds/:letter/ledger', (asker, { params, query }) =>
      taken(asker, looking(params.letter, 'ledger'), (desk, round) => takeLedger(desk, round, query)),
    ),
    'POST /rounds/:letter/ledger/in-template': apart(
      api,
      'POST /rounds/:letter/ledger/in-template',
      async (asker, { params, query }, request) => {
        const template = bytesOf(request);
        if (!template) return noFile;
        return taken(asker, looking(params.letter, 'ledger'), (desk, round) =>
          takeLedger(desk, round, { ...query, template }),
        );
      },
    ),
    'GET /rounds/:letter/report': apart(api, 'GET /rounds/:letter/report', (asker, { params, query }) =>
      taken(asker, issuing(params.letter, 'report'), (desk, round) => takeReport(desk, round, query)),
    ),
    'GET /rounds/:letter/meeting-pack': apart(
      api,
      'GET /rounds/:letter/meeting-pack',
      (asker, { params, query }) =>
        taken(asker, issuing(params.letter, 'pack'), (desk, round) => takePack(desk, round, query)),
    ),
    'GET /rounds/:letter/urge': apart(api, 'GET /rounds/:letter/urge', (asker, { params, query }) =>
      taken(asker, issuing(params.letter, 'urge'), (desk, round) =>
        takeUrge(desk, round, { codes: query.codes, limit: query.limit ?? null }),
      ),
    ),
    'POST /rounds/:letter/bulletins': apart(
      api,
      'POST /rounds/:letter/bulletins',
      async (asker, { params, body }) => {
        const round = await roundFor(api.deps, asker, 'issue_papers', params.letter);
        if ('refused' in round) return round;
        const { number } = await issueBulletin(api.deps, round, { ...body, by: asker.by });
        return { number };
      },
    ),
    'GET /rounds/:letter/bulletins/:number': apart(
      api,
      'GET /rounds/:letter/bulletins/:number',
      (asker, { params }) =>
        taken(asker, issuing(params.letter, 'bulletin'), (desk, round) =>
          takeBulletin(desk, round, params.number),
        ),
    ),
    'GET /rounds/:letter/letters/:code': apart(
      api,
      'GET /rounds/:letter/letters/:code',
      (asker, { params }) =>
        taken(asker, issuing(params.letter, 'letter'), (desk, round) => takeLetter(desk, round, params.code)),
    ),
    'GET /rounds/:letter/tasks/:code/:paper': apart(
      api,
      'GET /rounds/:letter/tasks/:code/:paper',
      (asker, { params }) =>
        taken(asker, issuing(params.letter, params.paper), (desk, round) =>
          takeTaskPaper(desk, round, params),
        ),
    ),
    'GET /rounds/:letter/wall-chart': apart(
      api,
      'GET /rounds/:letter/wall-chart',
      (asker, { params, query }) =>
        taken(asker, looking(params.letter, 'wall_chart'), (desk, round) =>
          takeWallChart(desk, round, query),
        ),
    ),
    'PUT /rounds/:letter/problems/:no/withheld': apart(
      api,
      'PUT /rounds/:letter/problems/:no/withheld',
      async (asker, { params, body }) => {
        const round = await roundFor(api.deps, asker, 'issue_papers', params.letter);
        if ('refused' in round) return round;
        const order = { no: params.no, ...body, by: asker.by };
        const changed = await withholdIfSame(api.deps, round, order);
        return 'refused' in changed ? changed : changed.withheld;
      },
    ),
  };
}

function asFile(what: FileKind, made: Awaited<Made>): MadeFile | Refusal {
  if ('refused' in made)
    return made.refused === 'urge_mixed'
      ? { refused: made.refused, status: 422, detail: officeErrors.urge_mixed }
      : { refused: made.refused, status: 422, detail: officeErrors.template_refused(made.reasons) };
  const { file, facts, gaps, unfilled = [] } = made;
  const headers = {
    ...(gaps !== undefined && { 'x-duban-gaps': String(gaps) }),
    ...(unfilled.length > 0 && { 'x-duban-unfilled': encodeURIComponent(unfilled.join('、')) }),
  };
  return { file, fileName: fileNameOf(what, facts), headers };
}
