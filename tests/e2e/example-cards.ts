const PAGE = 'https://duban.example.cn/tasks/18';

/** Each kind of template card, with the words a reader must find on it. */
export const EXAMPLE_CARDS = [
  {
    card: {
      card_type: 'text_notice',
      source: { desc: '督办平台', desc_color: 3 },
      main_title: { title: '第 32 周小结', desc: '城建办' },
      emphasis_content: { title: '87.5%', desc: '本周回复率' },
      quote_area: { quote_text: '燃气一项每周一报' },
      horizontal_content_list: [{ keyname: '牵头', value: '何静', type: 3, userid: 'hejing' }],
      jump_list: [{ type: 1, title: '查看全部任务', url: PAGE }],
      card_action: { type: 1, url: PAGE },
    },
    words: ['督办平台', '第 32 周小结', '87.5%', '本周回复率', '燃气一项每周一报', '牵头', '查看全部任务'],
  },
  {
    card: {
      card_type: 'news_notice',
      main_title: { title: '整改看板' },
      card_image: { url: 'https://pictures.example.cn/board.png' },
      vertical_content_list: [{ title: '需要协调', desc: '消防通道占用' }],
      card_action: { type: 1, url: PAGE },
    },
    words: ['整改看板', 'pictures.example.cn', '需要协调', '消防通道占用'],
  },
  {
    card: {
      card_type: 'button_interaction',
      main_title: { title: '第 7 项：围挡整治' },
      sub_title_text: '今天到期',
      task_id: 'kinds-button',
      button_list: [
        { text: '已完成', style: 1, key: 'done' },
        { text: '需要协调', style: 3, key: 'help' },
      ],
    },
    words: ['第 7 项：围挡整治', '今天到期', '已完成', '需要协调'],
  },
  {
    card: {
      card_type: 'vote_interaction',
      main_title: { title: '例会时间' },
      task_id: 'kinds-vote',
      checkbox: {
        question_key: 'when',
        mode: 0,
        option_list: [
          { id: 'wed', text: '周三下午', is_checked: false },
          { id: 'thu', text: '周四上午', is_checked: true },
        ],
      },
      submit_button: { text: '提交', key: 'submit' },
    },
    words: ['例会时间', '周三下午', '周四上午', '提交'],
  },
  {
    card: {
      card_type: 'multiple_interaction',
      main_title: { title: '第 18 项核实' },
      task_id: 'kinds-multiple',
      select_list: [
        {
          question_key: 'state',
          title: '整改状态',
          selected_id: 'b',
          option_list: [
            { id: 'a', text: '未完成' },
            { id: 'b', text: '基本完成' },
          ],
        },
      ],
      submit_button: { text: '提交核实', key: 'submit' },
    },
    words: ['第 18 项核实', '整改状态', '基本完成', '提交核实'],
  },
];
