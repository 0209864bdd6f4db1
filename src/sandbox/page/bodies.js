/** @import { Message, MessageContext } from './types.js' */
import { drawCard } from './card.js';
import { h, mediaAddress, webLink } from './dom.js';
import { icon } from './icons.js';
import { drawInline, TEXT } from './inline.js';
import { drawMarkdown } from './markdown.js';
import { drawMarkdownV2 } from './markdown-v2.js';
import { picture } from './picture.js';
import { drawTextcard } from './textcard.js';

/**
 * How each msgtype looks. `frame` says how wide the bubble is and whether it has one.
 * @type {Record<string, { frame: string, draw: (message: Message, context: MessageContext) => Node }>}
 */
const BODIES = {
  text: { frame: 'bubble', draw: drawText },
  markdown: {
    frame: 'bubble bubble-wide',
    draw: ({ payload, api }, context) =>
      // The robot's markdown has lists and tables under the same name (bots B5).
      (api?.startsWith('robot/') ? drawMarkdownV2 : drawMarkdown)(payload.content, context),
  },
  stream: {
    frame: 'bubble bubble-wide',
    draw: ({ payload }, context) => drawStream(payload, context),
  },
  mixed: { frame: 'bubble', draw: drawMixed },
  markdown_v2: {
    frame: 'bubble bubble-wide',
    draw: ({ payload }, context) => drawMarkdownV2(payload.content, context),
  },
  textcard: { frame: 'card', draw: ({ payload }) => drawTextcard(payload) },
  news: { frame: 'card', draw: ({ payload }) => drawNews(payload.articles) },
  image: { frame: 'bubble-image', draw: drawImage },
  file: { frame: 'bubble bubble-file', draw: ({ payload }) => drawFile(payload.media_id) },
  voice: { frame: 'bubble bubble-file', draw: drawVoice },
  template_card: { frame: 'card', draw: drawCard },
};

/** @param {Message} message @param {MessageContext} context @returns {HTMLElement} */
export function drawBody(message, context) {
  const body = Object.hasOwn(BODIES, message.msgtype) ? BODIES[message.msgtype] : undefined;
  if (!body) return h('div', { class: 'bubble' }, `［${message.msgtype} 消息，沙箱不展示］`);
  const quoted = message.payload.quoted;
  return h(
    'div',
    { class: body.frame },
    quoted && h('blockquote', { class: 'quoted' }, quoted),
    body.draw(message, context),
  );
}

/** @param {Message} message @param {MessageContext} context */
function drawText({ payload }, context) {
  const mentioned = (payload.mentioned_list ?? []).map(
    (/** @type {string} */ id) => `<@${id.replace('@', '')}>`,
  );
  return h('div', { class: 'text' }, drawInline([payload.content, ...mentioned].join(' '), TEXT, context));
}

/** An answer still being written ends with a mark. @param {{ content?: string, finish?: boolean }} stream @param {MessageContext} context */
function drawStream({ content = '', finish = false }, context) {
  const words = drawMarkdownV2(content.replace(/<think>[^]*?(<\/think>|$)/, ''), context);
  return finish ? words : h('div', {}, words, h('span', { class: 'stream-going', title: '正在回复' }, '…'));
}

/** Texts and pictures in one message. @param {Message} message @param {MessageContext} context */
function drawMixed({ payload }, context) {
  const items = payload.msg_item.map((/** @type {any} */ item) => {
    const part = /** @type {Message} */ ({ payload: item[item.msgtype] });
    return item.msgtype === 'image' ? drawImage(part) : drawText(part, context);
  });
  return h('div', { class: 'mixed' }, items);
}

/** The app gets the recording, the smart robot what was said. @param {Message} message */
function drawVoice({ payload }) {
  return payload.media_id
    ? drawFile(payload.media_id)
    : h('div', { class: 'voice-words' }, `语音：${payload.content}`);
}

/** @param {{ title: string, description?: string, url?: string, picurl?: string }[]} articles */
function drawNews(articles) {
  const [first, ...rest] = articles;
  if (!first) return h('div', {}, '［没有文章的图文消息］');
  if (rest.length === 0) {
    const cover = first.picurl ? picture(first.picurl, { className: 'news-cover' }) : null;
    const words = [
      h('div', { class: 'card-title' }, first.title),
      h('div', { class: 'card-desc' }, first.description),
    ];
    return webLink(first.url, { class: 'news-single' }, cover, ...words);
  }
  const cover = picture(first.picurl, { className: 'news-cover' });
  return h(
    'div',
    { class: 'news-list' },
    webLink(first.url, { class: 'news-first' }, cover, h('span', { class: 'news-over' }, first.title)),
    rest.map((article) =>
      webLink(
        article.url,
        { class: 'news-row' },
        h('span', {}, article.title),
        article.picurl ? picture(article.picurl, { className: 'news-thumb' }) : null,
      ),
    ),
  );
}

/** @param {Message} message  `media_id` from an application, `base64` from a group robot */
function drawImage({ payload }) {
  const url = payload.media_id ? mediaAddress(payload.media_id) : `data:image/png;base64,${payload.base64}`;
  return h('a', { href: url, target: '_blank', rel: 'noopener', class: 'image-link' }, picture(url));
}

/** @param {string} mediaId */
function drawFile(mediaId) {
  const name = h('span', { class: 'file-name' }, mediaId);
  const size = h('span', { class: 'file-size' }, '点击下载');
  void describeFile(mediaId, name, size);
  return h(
    'a',
    { href: mediaAddress(mediaId), class: 'file-link', download: true },
    h('span', { class: 'file-words' }, name, size),
    icon('file'),
  );
}

/**
 * The message carries only the media id; the name and size are in the headers of the stored file.
 * @param {string} mediaId @param {HTMLElement} name @param {HTMLElement} size
 */
async function describeFile(mediaId, name, size) {
  const response = await fetch(mediaAddress(mediaId), { method: 'HEAD' }).catch(() => null);
  if (!response?.ok) {
    size.textContent = '文件已过期或不存在';
    return;
  }
  const disposition = response.headers.get('content-disposition') ?? '';
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const plain = /filename="?([^";]+)"?/i.exec(disposition)?.[1];
  name.textContent = encoded ? decodeURIComponent(encoded) : (plain ?? mediaId);
  const bytes = Number(response.headers.get('content-length'));
  if (bytes > 0) size.textContent = bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KB`;
}
