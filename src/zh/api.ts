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
  too_large: '文件超过 20 MB，没有收。请压缩或拆分后再传。',
  upload_type: '只收图片（PNG、JPG、WebP、GIF）、PDF 和 Word、Excel、PPT 文件，这一件没有收。',
  upload_secret: '文件带有密级标志，没有收，也没有保存。涉密材料请按保密规定报送。',
  upload_unseen: '文件无法检查内容，没有收。请换成 PDF 或图片再传。',
  upload_missing: '有附件没有传上来，请重新添加后再提交。',
  broken: '系统出错，没有办成。请稍后再试；还不行，请告诉管理员。',
  too_many: '操作太频繁，请稍后再试。',
  no_sign_in: '没有配置企业微信自建应用，不能登录。',
  upload_not_fetched: '暂时没能从企业微信取到图片，请稍后重试。',
  upload_gone: '企业微信里已经没有这张图片，请重新选一次。',
  sdk_unavailable: '暂时用不了企业微信的拍照和选人，请用页面上的办法。',
  wecom_unreachable: '暂时连不上企业微信，请稍后再登录。',
  stopping: '系统正在重启，请稍后再试。',
} as const;

/** What a page is told while its answer waits to be handled. */
export const pageReceipts = { kept: '已收到，正在办理；稍后刷新可以看到结果。' } as const;

export type ApiErrorCode = keyof typeof apiErrors;
