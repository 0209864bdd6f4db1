import type { Sentences } from './sentences.ts';

/* The line to WeCom, the time, the self-built app. */

const CONSOLE_APP = '管理后台“应用管理”→本应用';

/** Seconds as people say them. */
const duration = (seconds: number): string =>
  seconds < 120 ? `${seconds} 秒` : `${Math.round(seconds / 60)} 分钟`;

export const networkSentences = {
  clock_right: ({ seconds, zone }: { seconds: number; zone: string }) => [
    `与企业微信相差 ${Math.abs(seconds)} 秒，业务时区 ${zone}。`,
  ],
  clock_off: ({ seconds }: { seconds: number }) => [
    `本机时钟比企业微信${seconds > 0 ? '快' : '慢'} ${duration(Math.abs(seconds))}。`,
    '请打开系统的时间同步（NTP），内网填写本单位的时间服务器。',
  ],
  clock_unknown: () => ['企业微信的回答里没有时间，无法对时。', '请人工核对本机时间。'],
  clock_zone_unusual: ({ zone }: { zone: string }) => [
    `业务时区是 ${zone}，不是 Asia/Shanghai。`,
    '除非确实在别的时区办公，请把 TZ_BUSINESS 改为 Asia/Shanghai。',
  ],

  outgoing_right: ({ hosts }: { hosts: readonly string[] }) => [`能连通 ${hosts.join('、')}。`],
  outgoing_no_name: ({ host }: { host: string }) => [
    `解析不了域名 ${host}。`,
    '请检查本机的 DNS；内网没有外部 DNS 时，请在 hosts 中写入该域名，或用反向代理并修改 WECOM_API_BASE、WECOM_ROBOT_WS_URL。',
  ],
  outgoing_refused: ({ host }: { host: string }) => [
    `${host} 拒绝连接。`,
    '请核对 WECOM_API_BASE、WECOM_ROBOT_WS_URL 的主机和端口；用反向代理时请确认代理已启动。',
  ],
  outgoing_silent: ({ host }: { host: string }) => [
    `连接 ${host} 没有回音，多半被防火墙拦住了。`,
    `请网络管理员放行本机到 ${host} 的出站 TCP 连接。`,
  ],
  outgoing_certificate: ({ host, why }: { host: string; why: string }) => [
    `${host} 的证书不可信（${why}），中间可能有解密流量的安全设备。`,
    '请让安全设备对该域名放行不解密；用反向代理时请为它配置可信证书，或用环境变量 NODE_EXTRA_CA_CERTS 指定根证书文件。',
  ],
  outgoing_intercepted: ({ host, status }: { host: string; status: number }) => [
    `${host} 的回答不是企业微信给的（HTTP ${status}），请求被代理或网关截下了。`,
    '请网络管理员放行该域名，并核对 WECOM_API_BASE、WECOM_ROBOT_WS_URL。',
  ],
  outgoing_broken: ({ host, why }: { host: string; why: string }) => [
    `连接 ${host} 中途断开（${why}）。`,
    '请网络管理员检查防火墙和代理是否放行 HTTPS（机器人还需要 WebSocket）。',
  ],
  outgoing_proxy_unused: ({ host }: { host: string }) => [
    `直接连不上 ${host}；环境里设了代理（HTTPS_PROXY），但本程序不经代理上网。`,
    '请放行直接访问，或架设反向代理，并把 WECOM_API_BASE、WECOM_ROBOT_WS_URL 指向它。',
  ],
  sandbox_absent: ({ url }: { url: string }) => [
    `没有配置企业微信，本机沙箱 ${url} 也没有运行，与企业微信有关的各项跳过。`,
  ],

  token_right: () => ['企业 ID 和 Secret 正确。'],
  token_wrong_corp: () => [
    '企业 ID 不正确（40013）。',
    '请打开管理后台“我的企业”→“企业信息”，把企业 ID 填入 WECOM_CORP_ID。',
  ],
  token_wrong_secret: ({ code }: { code: number }) => [
    `应用的 Secret 不正确或已重置（${code}）。`,
    `请打开${CONSOLE_APP}，查看 Secret 并填入 WECOM_SECRET，然后重启服务。多次用错会被封 1 小时。`,
  ],
  token_banned: () => [
    '获取凭证过于频繁，本机 IP 被暂时封禁（45009）。',
    '请先核对 WECOM_CORP_ID 和 WECOM_SECRET，停止服务，1 小时后再试。',
  ],
  token_behind_trusted_ip: () => ['被企业可信 IP 挡住，见下一项。'],
  token_refused: ({ code, advice }: { code: number; advice: string }) => [
    `企业微信拒绝（${code}）。`,
    advice,
  ],
  token_unanswered: ({ why }: { why: string }) => [
    `企业微信没有正常回答（${why}）。`,
    '请稍后再试；反复出现时请检查网络和代理。',
  ],

  trusted_ip_right: () => ['本机的出口 IP 可以调用接口。'],
  trusted_ip_missing: ({ ip }: { ip: string | null }) => [
    `本机的出口 IP ${ip === null ? '' : `${ip} `}不在可信名单里（60020）。`,
    `请打开${CONSOLE_APP}→“企业可信IP”→“配置”，填入 ${ip ?? '报错中的 IP'}，约一分钟后生效。填写之前须先设好可信域名或接收消息服务器 URL。`,
  ],

  app_right: ({ name }: { name: string }) => [`应用“${name}”已启用，可见范围是全体成员。`],
  app_other: ({ agentId }: { agentId: number }) => [
    `AgentId ${agentId} 与 Secret 不是同一个应用的。`,
    `请打开${CONSOLE_APP}，核对 AgentId 并填入 WECOM_AGENT_ID。`,
  ],
  app_off: ({ name }: { name: string }) => [`应用“${name}”已停用。`, `请打开${CONSOLE_APP}，点“启用”。`],
  app_scope_empty: ({ name }: { name: string }) => [
    `应用“${name}”的可见范围是空的，谁也收不到消息。`,
    `请打开${CONSOLE_APP}→“可见范围”，选择根部门（企业名称）。`,
  ],
  app_scope_without_root: (scope: { name: string; departments: number; people: number; tags: number }) => [
    `应用“${scope.name}”的可见范围只有 ${scope.departments} 个部门、${scope.people} 名成员、${scope.tags} 个标签，不含根部门：` +
      '范围外的人收不到消息，应用也不能建群。',
    `请打开${CONSOLE_APP}→“可见范围”，改选根部门（企业名称）。`,
  ],
  app_refused: ({ code, advice }: { code: number; advice: string }) => [
    `读不到应用的设置（${code}）。`,
    advice,
  ],
  app_unanswered: ({ why }: { why: string }) => [
    `读不到应用的设置，企业微信没有正常回答（${why}）。`,
    '请稍后再试；反复出现时请检查网络和代理。',
  ],
} as const satisfies Sentences;
