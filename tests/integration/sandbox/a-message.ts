import { AGENT_ID } from './a-sandbox.ts';
import type { Json } from './a-sandbox.ts';

export const textTo = (touser: string, content: string, more: Json = {}): Json => ({
  touser,
  msgtype: 'text',
  agentid: AGENT_ID,
  text: { content },
  ...more,
});

export const cardTo = (touser: string, card: Json, more: Json = {}): Json => ({
  touser,
  msgtype: 'template_card',
  agentid: AGENT_ID,
  template_card: card,
  ...more,
});

/** 按钮交互型 */
export const buttonCard = (changes: Json = {}): Json => ({
  card_type: 'button_interaction',
  main_title: { title: '第 12 项：沿街招牌整治' },
  task_id: 't12_r1',
  button_list: [
    { text: '已知悉', style: 1, key: 'ack' },
    { text: '填报进展', type: 1, url: 'https://h5.example.cn/t/12' },
  ],
  ...changes,
});

/** 投票选择型 */
export const voteCard = (changes: Json = {}): Json => ({
  card_type: 'vote_interaction',
  main_title: { title: '本周有进展的是哪几项？' },
  task_id: 'vote_w9',
  checkbox: {
    question_key: 'items',
    mode: 1,
    option_list: [
      { id: '12', text: '沿街招牌', is_checked: false },
      { id: '13', text: '背街小巷', is_checked: false },
    ],
  },
  submit_button: { text: '提交', key: 'submit' },
  ...changes,
});

/** 多项选择型 */
export const multipleCard = (changes: Json = {}): Json => ({
  card_type: 'multiple_interaction',
  main_title: { title: '请选择进展' },
  task_id: 'multi_w9',
  select_list: [
    {
      question_key: 'state',
      option_list: [
        { id: 'doing', text: '推进中' },
        { id: 'done', text: '已完成' },
      ],
    },
  ],
  submit_button: { text: '提交', key: 'submit' },
  ...changes,
});

/** 文本通知型 */
export const textNotice = (changes: Json = {}): Json => ({
  card_type: 'text_notice',
  main_title: { title: '本周 3 项待填报' },
  card_action: { type: 1, url: 'https://h5.example.cn/' },
  ...changes,
});

/** 图文展示型 */
export const newsNotice = (changes: Json = {}): Json => ({
  card_type: 'news_notice',
  main_title: { title: '第九周专报' },
  card_image: { url: 'https://h5.example.cn/board.png', aspect_ratio: 1.3 },
  card_action: { type: 1, url: 'https://h5.example.cn/' },
  ...changes,
});
