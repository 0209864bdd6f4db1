import type { Acting } from '../../app/acting.ts';
import { seeMyTask } from '../../app/my-work/read-my-task.ts';
import { readMyTasks } from '../../app/my-work/read-my-tasks.ts';
import { whoAmI } from '../../app/office/read-tasks.ts';
import type { AnswerOf } from '../../contract/endpoint.ts';
import { endpoints, type Endpoints } from '../../contract/endpoints.ts';
import type { Given } from '../../contract/given.ts';

/** What the page at that path asks for first. What is refused is left out: asked for, it is refused as ever. */
export async function givenAt(acting: Acting, path: string): Promise<Given> {
  return { '/me': said('GET /me', whoAmI(acting)), ...(await tasksAt(acting, path)) };
}

const TASK = /^\/m\/tasks\/(\w{1,8})(?:\/report)?\/?$/;

async function tasksAt(acting: Acting, path: string): Promise<Given> {
  if (/^\/m\/?$/.test(path)) return { '/my-tasks': said('GET /my-tasks', await readMyTasks(acting)) };
  const [, code] = TASK.exec(path) ?? [];
  const task = code === undefined ? null : await seeMyTask(acting, code);
  return task === null ? {} : { [`/my-tasks/${code}`]: said('GET /my-tasks/:code', task) };
}

type Sent = 'GET /me' | 'GET /my-tasks' | 'GET /my-tasks/:code';

/** What the contract does not name stays here, as in the answer itself. */
const said = <Name extends Sent>(name: Name, answer: AnswerOf<Endpoints[Name]>): unknown =>
  endpoints[name].answer.parse(answer);
