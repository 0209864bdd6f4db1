import { NOT_FOR_YOU } from './errors.ts';

/** The frame of the office's desk. */
export const deskWords = {
  title: '督办 · 整改办工作台',
  brand: '督办工作台',
  nav: '导航',
  skip: '跳到正文',
  toBoard: '挂图作战',
  toPhone: '我的任务',
  signOut: '退出登录',
  groups: { work: '办理', week: '每周', office: '台账与设置' },
  loadAgain: '重新加载',
  notForYou: NOT_FOR_YOU,
} as const;
