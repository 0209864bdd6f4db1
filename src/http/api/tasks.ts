import { randomUUID } from 'node:crypto';
import type { Request, Response } from 'express';
import { actAs } from '../../app/office/act-as.ts';
import { readTask, readTasks, whoAmI } from '../../app/office/read-tasks.ts';
import type { Acting } from '../../app/acting.ts';
import type { ApiDeps } from './api-deps.ts';
import { fail } from './api-error.ts';
import { useridOf } from './session.ts';

/** Answers with what the person may read; null becomes a 404. */
const reading =
  (api: ApiDeps, read: (acting: Acting, request: Request) => Promise<object | null>) =>
  async (request: Request, response: Response): Promise<void> => {
    const by = { source: 'api', id: `api:${randomUUID()}` } as const;
    const found = await actAs(api.deps, useridOf(response), by, async (acting) => ({
      answer: await read(acting, request),
    }));
    if (found === null) return fail(response, 'not_known_here');
    if (found.answer === null) return fail(response, 'no_such_item');
    response.json(found.answer);
  };

export const showMe = (api: ApiDeps) => reading(api, async (acting) => whoAmI(acting));

export const showTasks = (api: ApiDeps) =>
  reading(api, async (acting) => ({ tasks: await readTasks(acting) }));

export const showTask = (api: ApiDeps) =>
  reading(api, (acting, request) => readTask(acting, String(request.params['code']).toUpperCase()));
