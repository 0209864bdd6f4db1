/** What a page shows when the API refuses; the code is for programs. */
export const apiErrors = {
  bad_request: '请求的格式不对，未办理。',
  signed_out: '尚未登录或登录已过期，请重新登录。',
  sign_in_failed: '登录没有完成，请重新打开登录页。',
  not_known_here: '您不在本系统的人员名单中，请联系整改办。',
  not_permitted: '这不在您的职责范围内，未办理。',
  cross_site: '请求来源不对，未办理。请从本系统的页面操作。',
  no_such_item: '没有找到这一项，请核对编号。',
  no_such_method: '这个地址不支持这种操作，未办理。',
  changed_meanwhile: '这一项刚刚被别人改过，请刷新后再办。',
  too_many: '操作太频繁，请稍后再试。',
  no_sign_in: '没有配置企业微信自建应用，不能登录。',
  wecom_unreachable: '暂时连不上企业微信，请稍后再登录。',
  stopping: '系统正在重启，请稍后再试。',
} as const;

export type ApiErrorCode = keyof typeof apiErrors;
