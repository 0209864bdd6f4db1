import { ok, refuse } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { findPerson } from '../corp.ts';
import type { Corp, Department, Person } from '../corp.ts';
import type { Json } from '../json.ts';
import { openUserid } from '../open-userid.ts';
import { readEndpoint } from './api-call.ts';
import { departmentsBelow } from './recipients.ts';

/* The contacts as a self-built app of today sees them (dossier §6): no mobile, e-mail, gender or avatar. */

const ROOT_ID = 1;

export const userGet = readEndpoint(({ corp }, { userid }) => {
  if (!userid) return refuse(41009);
  const person = findPerson(corp, userid);
  return person ? ok(personDetails(corp, person)) : refuse(60111);
});

export const userSimpleList = readEndpoint(({ corp }, query) =>
  withDepartment(corp, query.department_id, (department) =>
    ok({
      userlist: membersOf(corp, department).map(({ userid, name, department: ids }) => ({
        userid,
        name,
        department: ids,
        open_userid: openUserid(corp, userid),
      })),
    }),
  ),
);

export const userList = readEndpoint(({ corp }, query) =>
  withDepartment(corp, query.department_id, (department) =>
    ok({ userlist: membersOf(corp, department).map((person) => personDetails(corp, person)) }),
  ),
);

export const departmentList = readEndpoint(({ corp }, query) =>
  withDepartment(corp, query.id ?? String(ROOT_ID), (department) =>
    ok({ department: branch(corp, department).map(departmentDetails) }),
  ),
);

export const departmentSimpleList = readEndpoint(({ corp }, query) =>
  withDepartment(corp, query.id ?? String(ROOT_ID), (department) =>
    ok({
      department_id: branch(corp, department).map(({ id, parentid }) => ({
        id,
        parentid,
        order: orderOf(id),
      })),
    }),
  ),
);

export const departmentGet = readEndpoint(({ corp }, query) =>
  withDepartment(corp, query.id, (department) => ok({ department: departmentDetails(department) })),
);

function withDepartment(
  corp: Corp,
  id: string | undefined,
  answer: (department: Department) => Answer,
): Answer {
  if (!id) return refuse(41019);
  const department = corp.departments.find((candidate) => String(candidate.id) === id);
  return department ? answer(department) : refuse(60003);
}

/** Direct members only; fetch_child is no longer offered. */
const membersOf = (corp: Corp, { id }: Department): readonly Person[] =>
  corp.people.filter((person) => person.department.includes(id));

function branch(corp: Corp, { id }: Department): readonly Department[] {
  const ids = departmentsBelow(corp, id);
  return corp.departments.filter((department) => ids.has(department.id));
}

/** Bigger is earlier: the first department has the biggest. */
const orderOf = (departmentId: number): number => 100_000_000 - departmentId;

const departmentDetails = ({ id, name, parentid, leader = [] }: Department): Json => ({
  id,
  name,
  name_en: '',
  department_leader: leader,
  parentid,
  order: orderOf(id),
});

function personDetails(corp: Corp, person: Person): Json {
  const { userid, name, department, position = '', directLeader = '', disabled = false } = person;
  const leads = (id: number): boolean =>
    corp.departments.some((candidate) => candidate.id === id && (candidate.leader ?? []).includes(userid));
  return {
    userid,
    name,
    department,
    order: department.map(() => 0),
    position,
    status: disabled ? 2 : 1,
    is_leader_in_dept: department.map((id) => (leads(id) ? 1 : 0)),
    direct_leader: directLeader === '' ? [] : [directLeader],
    main_department: department[0],
    open_userid: openUserid(corp, userid),
    alias: '',
    telephone: '',
    extattr: { attrs: [] },
  };
}
