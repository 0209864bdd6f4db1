/* What WeCom's refusals mean to the administrator, and what to do about them (app-api §0, §10; bots §A5, §C7). */

/** One sentence: what happened, and what to click. */
export const wecomAdvice = {
  token: '调用凭证已失效，系统会自动重新获取；如反复出现，请检查是否有别的程序也在使用本应用的 Secret。',
  secret:
    '应用的 Secret 不正确或已重置，请在管理后台「应用管理」中打开本应用，查看 Secret 并更新配置项 WECOM_SECRET。',
  unreachable: '连不上企业微信服务器，请检查本机的网络、DNS 和防火墙，以及配置项 WECOM_API_BASE。',
  busy: '企业微信暂时繁忙或正在维护，系统会自动重试，无需处理。',
  concurrency: '同时调用过多，系统会放慢后自动重试，无需处理。',
  rate: '调用过于频繁被限流，系统会暂停后自动重试；如长时间不恢复，请由管理员打开 open.work.weixin.qq.com/wwopen/devtool/checkCorpSpamBlock 解除。',
  corp: '企业 ID 不正确，或企业未认证、已停用，请在管理后台「我的企业」核对企业 ID 与认证状态，并更新配置项 WECOM_CORP_ID。',
  agent:
    '应用的 AgentId 与 Secret 不属于同一个应用，请在管理后台打开本应用核对 AgentId，并更新配置项 WECOM_AGENT_ID。',
  trustedIp:
    '本机的出口 IP 不在可信名单里，请在管理后台打开本应用，把报错中的 IP 填入「企业可信IP」，约一分钟后生效。',
  domain: '网页的域名不可信或备案不符，请在管理后台打开本应用，在「网页授权及JS-SDK」中设置并验证可信域名。',
  callback: '应用没有可用的回调地址，请在管理后台打开本应用，在「接收消息」的「设置API接收」中填写并保存。',
  appOff: '应用已被停用或因长期未用被关闭，请在管理后台「应用管理」中打开本应用并点「启用」。',
  permission:
    '应用没有调用这个接口的权限，请在管理后台打开本应用，检查「可见范围」（发群消息须包含根部门）和接口授权。',
  webhook:
    '群机器人的地址无效、已被停用或已移出群，请在该群「消息推送」中重新添加，并更新配置项 WECOM_WEBHOOK_KEYS。',
  robotSecret:
    '智能机器人的 BotID 或 Secret 不正确，请在管理后台「智能机器人」中核对，Secret 忘记了就重新生成，并更新配置项 WECOM_ROBOT_ID 和 WECOM_ROBOT_SECRET。',
  robotAccess:
    '智能机器人没有这项数据的访问权限，收发消息不受影响，如确有需要请在管理后台「智能机器人」中审批授权。',
  robotChat: '智能机器人不能主动给这个会话发消息，请对方先在该会话中给机器人发一条消息（群里要 @ 机器人）。',
  robotReply: '回复原消息的时限已过，系统会改为另发一条消息，无需处理。',
  robotDown: '智能机器人的长连接还没有登录成功或已被别处占用，系统会重新连接后再发，无需处理。',
  tls: '本机使用的 TLS 版本过低，被企业微信拒绝，请升级本机的 Node.js 或出口代理。',
  tile: '工作台自定义展示没有启用，请在管理后台打开本应用，启用「工作台应用主页」的自定义展示。',
  member: '收件人的账号不存在或已离职，请在通讯录中核对此人的账号，再更新人员名单。',
  scope: '收件人不在应用的可见范围内，请在管理后台打开本应用，把此人或其部门加入「可见范围」。',
  department: '部门不存在或不可见，请在通讯录中核对部门，并检查应用的「可见范围」。',
  login: '登录凭证已过期或已用过，请此人关闭页面后从企业微信重新进入。',
  content: '消息内容为空、过长或含有不支持的字符，这条消息没有发出，请缩短或修改后重发。',
  sensitive: '消息内容被企业微信的安全检查拦截，请人工核对措辞后重发。',
  request: '请求的参数不符合要求，这是程序的问题，请把错误码和日志交给维护人员。',
  media: '文件或图片的类型、大小不符合要求，或已超过三天有效期，请重新上传后再发。',
  card: '卡片的格式不符合要求，这是程序的问题，请把错误码和日志交给维护人员。',
  cardUpdate: '卡片已超过 72 小时或已更新过，不能再改，系统会另发一条消息，无需处理。',
  recall: '消息发出已超过 24 小时，不能再撤回。',
  group: '群不存在、已解散或成员不符合要求，请检查该群的设置，必要时重新建群。',
  menu: '应用菜单的设置不符合要求，请在管理后台打开本应用，检查「自定义菜单」。',
  tag: '标签不存在或设置有误，请在通讯录的「标签」中核对。',
  otherFeature: '这个错误与本系统使用的功能无关，请把错误码和日志交给维护人员。',
} as const;

export type WecomAdvice = keyof typeof wecomAdvice;

export const unknownCodeAdvice =
  '这是没有登记过的企业微信错误码，请打开 open.work.weixin.qq.com/devtool/query 查询，并把错误码和日志交给维护人员。';

export const untrustedIpAdvice = (ip: string): string =>
  `本机的出口 IP ${ip} 不在可信名单里，请在管理后台打开本应用，把它填入「企业可信IP」，约一分钟后生效。`;
