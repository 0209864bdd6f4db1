import { readTask, readTasks, whoAmI } from '../../app/office/read-tasks.ts';
import type { taskEndpoints } from '../../contract/tasks.ts';
import type { Handlers, HandlersOf } from './handler.ts';

export const meHandlers: Handlers<'GET /me'> = {
  'GET /me': async (acting) => whoAmI(acting),
};

export const taskHandlers: HandlersOf<typeof taskEndpoints> = {
  'GET /tasks': async (acting, { query: { cursor, limit } }) => {
    const after = cursor === undefined ? null : { letter: cursor.slice(0, 1), no: Number(cursor.slice(1)) };
    const { tasks, next } = await readTasks(acting, { after, limit });
    return { tasks, next: next && `${next.letter}${next.no}` };
  },
  'GET /tasks/:code': async (acting, { params }) =>
    (await readTask(acting, params.code)) ?? { refused: 'no_such_item' },
};
