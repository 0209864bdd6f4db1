import { readFileSync } from 'node:fs';
import type { Corp } from './corp.ts';
import { isJson, isText, listOf, objectOf, textOf } from './json.ts';
import type { Json } from './json.ts';

/** @throws Error that lists, in Chinese, everything wrong with the file. */
export function readCorp(path: string): Corp {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`沙箱企业文件 ${path} 读不出来：${reason}`, { cause: error });
  }
  const corp = isJson(value) ? value : {};
  const faults = corpFaults(corp);
  if (faults.length > 0) throw new Error(`沙箱企业文件 ${path} 有误：\n- ${faults.join('\n- ')}`);
  return corp as unknown as Corp;
}

/** Everything that a corporation must not be, in Chinese. */
export function corpFaults(corp: Json): string[] {
  return [
    ...missingTexts(corp, '', ['corpName']),
    ...(/^ww\w+$/.test(textOf(corp, 'corpId')) ? [] : ['corpId 应以 ww 开头']),
    ...['departments', 'people', 'groups']
      .filter((list) => !Array.isArray(corp[list]))
      .map((list) => `${list} 应是列表`),
    ...(corp.accounts === undefined || Number.isInteger(corp.accounts) ? [] : ['accounts 应是整数']),
    ...agentFaults(objectOf(corp, 'agent')),
    ...departmentFaults(rows(corp, 'departments')),
    ...peopleFaults(rows(corp, 'people'), idsOf(corp, 'departments', 'id')),
    ...groupFaults(rows(corp, 'groups'), idsOf(corp, 'people', 'userid')),
    ...(corp.robot === undefined ? [] : robotFaults(objectOf(corp, 'robot'))),
    ...repeated(idsOf(corp, 'departments', 'id')).map((id) => `部门 ${id} 重复`),
    ...repeated(idsOf(corp, 'people', 'userid')).map((id) => `userid ${id} 重复（不分大小写）`),
    ...repeated(idsOf(corp, 'groups', 'id')).map((id) => `群 ${id} 重复`),
    ...repeated(idsOf(corp, 'groups', 'webhookKey')).map((key) => `webhookKey ${key} 重复`),
  ];
}

function agentFaults(agent: Json): string[] {
  const key = textOf(agent, 'callbackAesKey');
  return [
    ...(Number.isInteger(agent.id) ? [] : ['agent.id 应是整数']),
    ...missingTexts(agent, 'agent.', ['name', 'secret']),
    ...(/^[A-Za-z0-9]{1,32}$/.test(textOf(agent, 'callbackToken'))
      ? []
      : ['agent.callbackToken 应是 1–32 位字母数字']),
    ...(/^[A-Za-z0-9]{43}$/.test(key)
      ? []
      : [`agent.callbackAesKey 应是 43 位字母数字，现为 ${key.length} 位`]),
  ];
}

function departmentFaults(departments: readonly Json[]): string[] {
  const ids = new Set(departments.map((department) => department.id));
  return [
    ...(ids.has(1) ? [] : ['departments 缺少根部门 1']),
    ...departments.flatMap(({ id, parentid, name }, index) => {
      const at = `departments[${index}].`;
      return [
        ...(Number.isInteger(id) ? [] : [`${at}id 应是整数`]),
        ...(id === 1 || ids.has(parentid) ? [] : [`${at}parentid 指向不存在的部门`]),
        ...(isText(name) ? [] : [`${at}name 不能为空`]),
      ];
    }),
  ];
}

function peopleFaults(people: readonly Json[], departmentIds: readonly unknown[]): string[] {
  const isLeader = (userid: unknown): boolean =>
    userid === undefined || userid === '' || people.some((person) => person.userid === userid);
  return people.flatMap((person, index) => {
    const at = `people[${index}].`;
    const departments = listOf(person, 'department');
    const unknown = departments.filter((id) => !departmentIds.includes(id));
    return [
      ...(/^[\w.@-]{1,64}$/.test(textOf(person, 'userid'))
        ? []
        : [`${at}userid 应是 1–64 位字母、数字、- _ . @`]),
      ...missingTexts(person, at, ['name']),
      ...(departments.length > 0 ? [] : [`${at}department 不能为空`]),
      ...unknown.map((id) => `${at}department ${String(id)} 不存在`),
      ...(isLeader(person.directLeader) ? [] : [`${at}directLeader ${String(person.directLeader)} 不存在`]),
    ];
  });
}

function groupFaults(groups: readonly Json[], userids: readonly unknown[]): string[] {
  return groups.flatMap((group, index) => {
    const at = `groups[${index}].`;
    const unknown = listOf(group, 'members').filter((userid) => !userids.includes(userid));
    return [
      ...missingTexts(group, at, ['id', 'name', 'webhookKey']),
      ...unknown.map((userid) => `${at}members 里的 ${String(userid)} 不在 people 中`),
    ];
  });
}

function robotFaults(robot: Json): string[] {
  const names = listOf(robot, 'names');
  return [
    ...(/^aib[\w-]+$/.test(textOf(robot, 'id')) ? [] : ['robot.id 应以 aib 开头']),
    ...missingTexts(robot, 'robot.', ['secret']),
    ...(names.length > 0 && names.every(isText) ? [] : ['robot.names 至少要有一个名字']),
    ...(robot.idKind === 'plain' || robot.idKind === 'encrypted'
      ? []
      : ['robot.idKind 应是 plain 或 encrypted']),
  ];
}

const rows = (json: Json, field: string): Json[] => listOf(json, field).filter(isJson);

const idsOf = (corp: Json, list: string, field: string): unknown[] =>
  rows(corp, list).map((row) => row[field]);

const missingTexts = (json: Json, at: string, fields: readonly string[]): string[] =>
  fields.filter((field) => !isText(json[field])).map((field) => `${at}${field} 不能为空`);

function repeated(ids: readonly unknown[]): string[] {
  const names = ids.map((id) => String(id).toLowerCase());
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
