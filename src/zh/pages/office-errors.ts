const THROWN = {
  not_found: '没有找到所要的内容，可能刚刚被改动，请刷新后再试。',
  usage: '所填内容不合要求，未办理。请核对后再试。',
  import_invalid: '数据不符合要求，没有生成。请核对台账数字，或联系管理员查看日志。',
  wecom_api: '企业微信没有接受这次操作，请管理员检查应用权限后再试。',
  wecom_unreachable: '暂时连不上企业微信，请稍后再试。',
} as const;

/** Why the desk's office pages were refused something. */
export const officeErrors = {
  /** The readers of files say in Chinese what is wrong; everything else was written for operators. */
  thrown: (code: keyof typeof THROWN, message: string): string =>
    code === 'import_invalid' && /\p{Script=Han}/u.test(message) ? message : THROWN[code],
  urge_mixed: '催办通知只能发给一个责任单位，且不能包含已销号的任务。请重新选择。',
  template_refused: (reasons: readonly string[]): string => `模板不能填写：${reasons.join('；')}`,
  file_missing: '没有收到文件，请重新选择。',
  upload_gone: '上传的文件已过 30 分钟或已处理，请重新上传。',
  too_many_uploads: '待确认的文件太多，请先处理或放弃已上传的文件。',
  secret: '文件带有密级标志，不能导入，也没有保存任何内容。',
  faults_left: '还有不能导入的行，没有写入任何数据。请改正后重新上传，或选择跳过这些行。',
  nothing_read: '没有在文件中找到反馈问题或整改任务，请核对文件内容。',
  round_wanted: '请选择要导入的轮次，或填写新轮次的字母和名称。',
  letter_taken: '这个字母已被别的轮次使用，请换一个。',
  last_administrator: '至少要保留一名管理员，不能撤销最后一名。',
  role_of_no_round: '管理员、审计员不分轮次，请在“全部轮次”中设置。',
  not_in_directory: '企业微信通讯录的可见范围内没有这个账号。',
  userid_taken: '这个账号已经对应另一个人，请先核对是否重名。',
  no_directory: '没有配置企业微信自建应用，不能查询通讯录。',
  settings_invalid: '设置不合要求，没有保存。',
  year_invalid: '文件不能作为年度安排，没有保存。',
  open_tasks_changed: '未完成任务数刚刚有变化，请重新确认。',
} as const;
