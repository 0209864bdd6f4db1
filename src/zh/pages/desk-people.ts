const roleLabels = {
  manager: '整改办',
  reviewer: '审核人',
  leading_group: '领导小组',
  administrator: '管理员',
  auditor: '审计员',
} as const;

interface Deputy {
  readonly person: { readonly name: string; readonly userid: string };
  readonly deputy: { readonly name: string; readonly userid: string };
  readonly from: string;
  readonly lastDay: string | null;
  readonly chain: readonly string[];
  readonly problem: 'loop' | 'too_long' | null;
}

const problems = { loop: '互相代理，暂不生效', too_long: '代理链过长，暂不生效' } as const;

/** People, units, roles and deputies. */
export const peopleWords = {
  list: '人员',
  find: '姓名、账号或单位',
  search: '查找',
  show: '显示',
  shows: { all: '全部', roles: '有角色的', unreached: '消息送不到的', without_account: '没有企业微信账号的' },
  total: (count: number) => `共 ${count} 人`,
  name: '姓名',
  unit: '单位',
  roles: '角色',
  reached: '消息怎样送达',
  todo: '办理',
  more: '下一页',
  namesake: '⚠ 有同名',
  left: '已离开',
  roleLabels,
  rolesOf: (held: readonly { role: keyof typeof roleLabels; round: string | null }[]) =>
    held.map(({ role, round }) => roleLabels[role] + (round === null ? '' : `（${round}轮）`)).join('、') ||
    '—',
  ways: ({ ways, active }: { ways: readonly ('robot' | 'app')[]; active: boolean }) => {
    if (!active) return '—';
    if (ways.length === 0) return '✕ 送不到';
    return ways.map((way) => (way === 'robot' ? '机器人会话' : '应用消息')).join('、');
  },
  setRoles: '角色',
  rolesFor: (name: string) => `${name}的角色`,
  scope: '在哪些轮次',
  everyRound: '全部轮次',
  save: '保存',
  rolesSaved: (name: string) => `${name}的角色已保存。`,
  bindingCode: '绑定码',
  code: ({ code, until }: { code: string; until: string }) =>
    `绑定码 ${code}，${until} 前有效，只显示这一次。请本人在机器人会话中发送。`,
  deputies: '代理（AB角）',
  deputiesHelp: '代理期间提醒发给代理人，由他填报；审核不能代理。同名的人请填账号。',
  noDeputies: '目前没有代理。',
  deputy: ({ person, deputy, from, lastDay, chain, problem }: Deputy) =>
    `${person.name}（${person.userid}）由${deputy.name}（${deputy.userid}）代理，${from} 起${lastDay === null ? '，直到结束' : `至 ${lastDay}`}` +
    (chain.length > 2 ? `；今天依次为 ${chain.join(' → ')}` : '') +
    (problem === null ? '' : `；⚠ ${problems[problem]}`),
  endDeputy: '结束代理',
  away: '谁外出（姓名或账号）',
  standsIn: '由谁代理（姓名或账号）',
  from: '起（不填为今天）',
  until: '止（可不填）',
  setDeputy: '设置代理',
  units: '单位与负责人',
  members: '人数',
  head: '负责人',
  noHead: '⚠ 未设置',
  changeHead: '更换负责人',
  headOf: (unit: string) => `${unit}的新负责人账号`,
  useridHere: '账号',
  headSaved: (unit: string) => `${unit}的负责人已更换，他能看到本单位的任务。`,
  add: '添加人员',
  addHelp: '从通讯录查找；通讯录里没有的人可只填姓名，再给他绑定码。',
  inDirectory: '在企业微信通讯录中查找',
  userid: '账号（可不填）',
  added: (name: string, userid: string) => `已添加${name}（${userid}）。`,
  sync: '同步通讯录',
  synced: (outcome: 'skipped' | 'refused' | 'done', changed: number) =>
    outcome === 'done'
      ? `已同步，${changed} 处变动。`
      : outcome === 'refused'
        ? '通讯录少了太多人，没有同步。请检查应用的可见范围。'
        : '没有可同步的通讯录。',
  fromWecom: '从企业微信通讯录选人',
  nobodyPicked: '没有选人。',
  fromWecomFailed: '企业微信的通讯录打不开，请在这里查找。',
  pickedInWecom: (name: string, userid: string) => `已选${name}（${userid}）。`,
  choose: (label: string) => `${label}：选择`,
  nobody: '不指定',
  found: (count: number) => (count === 0 ? '没有找到。' : `找到 ${count} 人，请选择。`),
  member: ({
    name,
    userid,
    departments,
    position,
    known,
  }: {
    name: string;
    userid: string;
    departments: readonly string[];
    position: string;
    known: boolean;
  }) =>
    `${name}（${userid}）${departments.join('、')}${position === '' ? '' : ` ${position}`}${known ? '' : '（尚未添加）'}`,
} as const;
