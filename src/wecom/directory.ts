import type { Directory, Member } from '../app/channel.ts';
import type { Api } from './api.ts';
import type { CallResult } from './call.ts';
import { expectSuccess } from './expect-success.ts';
import { numberIn, numbersIn, objectsIn, textIn, textsIn, type Fields } from './fields.ts';

/* The people in the application's visible scope (app-api §6). */

export const createDirectory = (api: Api): Directory => ({
  people: () => peopleInScope(api),
  useridsOf: (encrypted) => useridsOf(api, encrypted),
});

interface Department {
  readonly id: number;
  readonly name: string;
  /** In lower case. */
  readonly leaders: ReadonlySet<string>;
}

/** One call per department: the members of sub-departments are not included in an answer. */
async function peopleInScope(api: Api): Promise<readonly Member[]> {
  const departments = await departmentsOf(api);
  const people = new Map<string, Member>();
  for (const id of departments.keys()) {
    for (const listed of await listMembers(api, id)) {
      const member = memberOf(listed, departments);
      // A userid is unique ignoring case; who is in two departments is listed in both.
      if (member.userid !== '') people.set(member.userid.toLowerCase(), member);
    }
  }
  return [...people.values()];
}

async function departmentsOf(api: Api): Promise<ReadonlyMap<number, Department>> {
  const answer = expectSuccess(await api.get('/cgi-bin/department/list'), 'department/list');
  const departments = objectsIn(answer, 'department').map((department) => ({
    id: numberIn(department, 'id') ?? 0,
    name: textIn(department, 'name'),
    leaders: new Set(textsIn(department, 'department_leader').map((userid) => userid.toLowerCase())),
  }));
  return new Map(departments.map((department) => [department.id, department]));
}

/** Without the right to details, or with too many of them for one answer: the names at least. */
const ONLY_NAMES = new Set([45029, 48002, 48009, 60011]);

async function listMembers(api: Api, departmentId: number): Promise<readonly Fields[]> {
  const query = { department_id: String(departmentId) };
  const detailed = await api.get('/cgi-bin/user/list', query);
  const [result, call] = isRefusedFor(detailed, ONLY_NAMES)
    ? [await api.get('/cgi-bin/user/simplelist', query), 'user/simplelist']
    : [detailed, 'user/list'];
  return objectsIn(expectSuccess(result, call), 'userlist');
}

const isRefusedFor = (result: CallResult, codes: ReadonlySet<number>): boolean =>
  result.kind === 'answered' && codes.has(result.errcode);

const ACTIVE = 1;

function memberOf(listed: Fields, departments: ReadonlyMap<number, Department>): Member {
  const userid = textIn(listed, 'userid');
  const leads = numbersIn(listed, 'is_leader_in_dept');
  const memberships = numbersIn(listed, 'department').flatMap((id, index) => {
    const department = departments.get(id);
    return department ? [{ ...department, leads: leads[index] === 1 }] : [];
  });
  return {
    userid,
    name: textIn(listed, 'name'),
    departments: memberships.map(({ name }) => name),
    position: textIn(listed, 'position'),
    directLeader: textsIn(listed, 'direct_leader')[0] || null,
    headOf: memberships
      .filter((department) => department.leads || department.leaders.has(userid.toLowerCase()))
      .map(({ name }) => name),
    // A list of names says nothing of it; those who have left are in none.
    active: (numberIn(listed, 'status') ?? ACTIVE) === ACTIVE,
  };
}

const IDS_PER_CALL = 1000;

async function useridsOf(api: Api, encrypted: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(encrypted)];
  const found = new Map<string, string>();
  for (let from = 0; from < ids.length; from += IDS_PER_CALL) {
    const list = { open_userid_list: ids.slice(from, from + IDS_PER_CALL) };
    const result = await api.post('/cgi-bin/batch/openuserid_to_userid', list);
    const answer = expectSuccess(result, 'batch/openuserid_to_userid');
    // By id, never by position: those that are plain already are missing (bots §B8).
    for (const pair of objectsIn(answer, 'userid_list')) {
      found.set(textIn(pair, 'open_userid'), textIn(pair, 'userid'));
    }
  }
  return found;
}
