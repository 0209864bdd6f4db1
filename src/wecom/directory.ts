import type { Directory } from '../app/channel.ts';
import type { Api } from './api.ts';
import { expectSuccess } from './expect-success.ts';

/* The people in the application's visible scope (app-api §6.1, §6.4). */

type DirectoryPerson = Awaited<ReturnType<Directory['people']>>[number];

/** One call per department: the members of sub-departments are not included in an answer. */
export const createDirectory = (api: Api): Directory => ({
  async people() {
    const departments = await departmentNames(api);
    const people = new Map<string, DirectoryPerson>();
    for (const id of departments.keys()) {
      for (const member of await membersOf(api, id)) {
        // A userid is unique ignoring case; who is in two departments is listed in both.
        people.set(member.userid.toLowerCase(), {
          userid: member.userid,
          name: member.name,
          departments: member.department.flatMap((departmentId) => departments.get(departmentId) ?? []),
        });
      }
    }
    return [...people.values()];
  },
});

interface Member {
  readonly userid: string;
  readonly name: string;
  readonly department: readonly number[];
}

async function departmentNames(api: Api): Promise<ReadonlyMap<number, string>> {
  const { department } = expectSuccess(await api.get('/cgi-bin/department/list'), 'department/list');
  return new Map((department as { id: number; name: string }[]).map(({ id, name }) => [id, name]));
}

async function membersOf(api: Api, departmentId: number): Promise<readonly Member[]> {
  const result = await api.get('/cgi-bin/user/simplelist', { department_id: String(departmentId) });
  return expectSuccess(result, 'user/simplelist')['userlist'] as Member[];
}
