/** What a page says when the service cannot be asked, or answers with nothing a person could read. */
export const pageErrors = {
  offline: '网络不通，内容已留在本页，请稍后再试。',
  failed: (status: number) => `系统出错（${status}），请稍后再试；多次如此请告诉管理员。`,
} as const;

/** To whom a page is not open. */
export const NOT_FOR_YOU = '您没有打开该页面的权限。如需开通，请联系整改办。';
