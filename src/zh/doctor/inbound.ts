import type { Sentences } from './sentences.ts';

/* The callback, the smart robot, the group webhooks. */

const CONSOLE_CALLBACK = '管理后台“应用管理”→本应用→“接收消息”→“设置API接收”';

export const inboundSentences = {
  callback_reached: ({ at }: { at: string }) => [`企业微信在 ${at} 访问到了回调地址。`],
  callback_never_seen: ({ url }: { url: string }) => [
    `还没有见到企业微信访问回调地址 ${url}。`,
    `请启动服务，执行 duban doctor --wait 120，同时打开${CONSOLE_CALLBACK}并点“保存”。`,
  ],
  callback_nothing_came: ({ url, seconds }: { url: string; seconds: number }) => [
    `等了 ${seconds} 秒，没有见到企业微信访问 ${url}：外网到不了这里，或服务没有运行，或没有点“保存”。`,
    '请确认服务正在运行，域名解析、入口防火墙和反向代理都把 /wecom/callback 转到本服务的 PORT，控制台里的 URL 与此一致，再试一次。',
  ],

  public_url_right: ({ url }: { url: string }) => [`${url} 可以访问，是本服务。`],
  public_url_local: ({ url }: { url: string }) => [
    `PUBLIC_URL（${url}）是本机或内网地址，企业微信访问不到。`,
    '请把 PUBLIC_URL 改为外网能访问的域名，例如 https://duban.example.cn，并重启服务。',
  ],
  public_url_plain: ({ url }: { url: string }) => [
    `${url} 不是 https。`,
    '请在反向代理上配置证书，并把 PUBLIC_URL 改为 https 开头。',
  ],
  public_url_unanswered: ({ url, why }: { url: string; why: string }) => [
    `从本机打不开 ${url}/healthz（${why}）。`,
    '如果内网不允许从外网地址绕回，可以不管，以“回调地址”一项为准；否则请检查服务、反向代理和证书。',
  ],
  public_url_elsewhere: ({ url, status }: { url: string; status: number }) => [
    `${url}/healthz 的回答不是本服务给的（HTTP ${status}）。`,
    '请检查反向代理是否把这个域名转到本服务的 PORT，服务是否在运行。',
  ],

  callback_key_right: ({ at }: { at: string }) => [`最近一次验证（${at}）通过，两边的 Token 和密钥一致。`],
  callback_key_token: ({ at }: { at: string }) => [
    `${at} 的验证没有通过：签名不符，两边的 Token 不一致。`,
    `请把${CONSOLE_CALLBACK}页面上的 Token 与 WECOM_CALLBACK_TOKEN 改成一样，重启服务后再点“保存”。`,
  ],
  callback_key_token_perhaps: ({ at, verifiedAt }: { at: string; verifiedAt: string }) => [
    `${verifiedAt} 验证通过之后，${at} 又有一次签名不符：可能是别人在试探，也可能有人改了 Token。`,
    `请执行 duban doctor --wait 120，并在${CONSOLE_CALLBACK}点“保存”，看结果。`,
  ],
  callback_key_aes: ({ at }: { at: string }) => [
    `${at} 的验证没有通过：签名正确但解不开，两边的 EncodingAESKey 不一致。`,
    `请把${CONSOLE_CALLBACK}页面上的 EncodingAESKey 与 WECOM_CALLBACK_AES_KEY 改成一样，重启服务后再点“保存”。`,
  ],
  callback_key_corp: ({ at }: { at: string }) => [
    `${at} 的验证没有通过：解开后的企业 ID 不是本企业的。`,
    '请打开管理后台“我的企业”→“企业信息”，核对企业 ID 与 WECOM_CORP_ID，并确认回调是在本企业的应用里设置的。',
  ],
  callback_key_other: ({ at, why }: { at: string; why: string }) => [
    `${at} 有一次访问不像企业微信发来的（${why}）。`,
    `请执行 duban doctor --wait 120，并在${CONSOLE_CALLBACK}点“保存”，看结果。`,
  ],

  robot_up: ({ since }: { since: string }) => [`长连接正常，自 ${since} 起。`],
  robot_connecting: ({ since }: { since: string }) => [
    `长连接正在建立，自 ${since} 起。`,
    '请过一分钟再看；一直如此时请检查到 WECOM_ROBOT_WS_URL 的网络。',
  ],
  robot_down: ({ since, why }: { since: string; why: string }) => [
    `长连接自 ${since} 起断开（${why}），期间发给机器人的话收不到。`,
    '服务会自动重连；持续断开时请检查到 WECOM_ROBOT_WS_URL 的网络和防火墙（WebSocket、443 端口）。',
  ],
  robot_kicked: ({ since }: { since: string }) => [
    `长连接在 ${since} 被另一个程序用同一个机器人顶下线。`,
    '请找到并停掉那个程序（测试环境不要用正式机器人）；找不到时请在机器人设置中重新生成 Secret，更新 WECOM_ROBOT_SECRET 并重启服务。',
  ],
  robot_wrong_secret: () => [
    '机器人的 BotID 或 Secret 不正确。',
    '请打开智能机器人的设置页，核对 BotID；Secret 只显示一次，忘了就重新生成，填入 WECOM_ROBOT_ID、WECOM_ROBOT_SECRET 并重启服务。',
  ],
  robot_rate_limited: ({ since }: { since: string }) => [
    `长连接登录过于频繁，自 ${since} 起被限制。`,
    '请等几分钟，不要反复重启服务；如仍不恢复，请检查是否有别的程序在用同一个机器人。',
  ],
  robot_unowned: () => [
    '没有进程在维持长连接，机器人收不到也发不出消息。',
    '请启动服务；只想核对 BotID 和 Secret 时，请加 --try-robot。',
  ],
  robot_tried: () => ['BotID 和 Secret 正确（试连成功后已断开）。'],
  robot_refused: ({ code, advice }: { code: number; advice: string }) => [`试连被拒绝（${code}）。`, advice],
  robot_unanswered: ({ why }: { why: string }) => [
    `试连没有结果（${why}）。`,
    '请检查到 WECOM_ROBOT_WS_URL 的网络和防火墙是否放行 WebSocket。',
  ],

  webhooks_right: ({ names }: { names: readonly string[] }) => [`群机器人 ${names.join('、')} 的 key 有效。`],
  webhooks_wrong: ({ names }: { names: readonly string[] }) => [
    `群机器人 ${names.join('、')} 的 key 无效，或机器人已被移出群。`,
    '请在该群“群设置”→“消息推送”中查看或重新添加，把地址中 key= 后面的部分填入 WECOM_WEBHOOK_KEYS（名称=key），重启服务。',
  ],
  webhooks_unclear: ({ name, why }: { name: string; why: string }) => [
    `无法确认群机器人 ${name} 的 key（${why}）。`,
    '请稍后再试。',
  ],
} as const satisfies Sentences;
