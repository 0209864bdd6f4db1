/* What people and WeCom send, as it stands inside the envelope (app-api §3). */

const HEAD =
  '<ToUserName><![CDATA[ww1234567890abcdef]]></ToUserName><FromUserName><![CDATA[wangjianguo]]></FromUserName><CreateTime>1773968399</CreateTime>';
const message = (type: string, rest: string): string =>
  `<xml>${HEAD}<MsgType><![CDATA[${type}]]></MsgType>${rest}<MsgId>7100000000000000001</MsgId><AgentID>1000002</AgentID></xml>`;
const event = (name: string, rest = ''): string =>
  `<xml>${HEAD}<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${name}]]></Event>${rest}<AgentID>1000002</AgentID></xml>`;
const text = (content: string): string => message('text', `<Content><![CDATA[${content}]]></Content>`);

export const MESSAGES: readonly string[] = [
  text('3 已完成，台账已更新'),
  text('12 推进中，联系电话13800001234，<b>资料</b>已报 &amp; 归档'),
  text('机密★1年'),
  text('我的任务'),
  message('image', '<PicUrl><![CDATA[https://x.invalid/1]]></PicUrl><MediaId><![CDATA[m1]]></MediaId>'),
  message('voice', '<MediaId><![CDATA[m2]]></MediaId><Format><![CDATA[amr]]></Format>'),
  message('video', '<MediaId><![CDATA[m3]]></MediaId><ThumbMediaId><![CDATA[t3]]></ThumbMediaId>'),
  message('location', '<Location_X>30.1</Location_X><Location_Y>120.1</Location_Y><Scale>15</Scale>'),
  message('link', '<Title><![CDATA[t]]></Title><Url><![CDATA[https://x.invalid]]></Url>'),
  event('enter_agent', '<EventKey><![CDATA[]]></EventKey>'),
  event('subscribe'),
  event('click', '<EventKey><![CDATA[my_tasks]]></EventKey>'),
  event(
    'template_card_event',
    '<EventKey><![CDATA[report]]></EventKey><TaskId><![CDATA[card-1]]></TaskId><CardType><![CDATA[multiple_interaction]]></CardType><ResponseCode><![CDATA[code-1]]></ResponseCode><SelectedItems><SelectedItem><QuestionKey><![CDATA[task]]></QuestionKey><OptionIds><OptionId><![CDATA[t14]]></OptionId></OptionIds></SelectedItem><SelectedItem><QuestionKey><![CDATA[state]]></QuestionKey><OptionIds><OptionId><![CDATA[done]]></OptionId></OptionIds></SelectedItem></SelectedItems>',
  ),
  event(
    'template_card_menu_event',
    '<EventKey><![CDATA[later]]></EventKey><TaskId><![CDATA[card-2]]></TaskId>',
  ),
];
