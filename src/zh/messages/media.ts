import type { OutgoingMessage } from '../../domain/message/card.ts';
import { asText } from './parts.ts';
import type { NoticeOf } from './parts.ts';

const COUNTED = {
  image: '张图片',
  voice: '条语音',
  video: '段视频',
  file: '个文件',
} as const satisfies Record<NoticeOf<'media_kept'>['media'], string>;

export const mediaKept = ({ media, count }: NoticeOf<'media_kept'>): OutgoingMessage =>
  asText(`已收下 ${count} ${COUNTED[media]}。请用文字说明是哪一项、有什么进展，如：12 已完成。`);

const WHY_NOT_KEPT = {
  gone: '已过期，取不到了。请重新发送',
  too_large: '超过大小限制。请压缩或拆分后重新发送',
  not_now: '暂时取不到。请过几分钟重新发送',
} as const satisfies Record<NoticeOf<'media_not_kept'>['why'], string>;

export const mediaNotKept = ({ why }: NoticeOf<'media_not_kept'>): OutgoingMessage =>
  asText(`您发的内容没有保存：${WHY_NOT_KEPT[why]}。`);
