import { expect, test } from 'vitest';
import { pictureRequest, type UploadResult } from '../../../src/wecom/media.ts';
import { rejected } from '../../../src/wecom/send-result.ts';

const TOO_LARGE = 40009;

test.each<[string, UploadResult, object]>([
  [
    '传上去了：按编号发',
    { status: 'uploaded', mediaId: 'M1' },
    { status: 'prepared', requests: ['{"msgtype":"image","image":{"media_id":"M1"}}'] },
  ],
  [
    '不知传上去没有：没人看得见，当作没传，可以再来',
    { status: 'ambiguous', why: 'ECONNRESET' },
    { status: 'rejected', fault: 'busy', why: 'ECONNRESET' },
  ],
  ['不收这张图', rejected(TOO_LARGE, 'invalid image size'), { status: 'rejected', fault: 'message' }],
])('%s', (_, uploaded, expected) => {
  expect(pictureRequest(uploaded, JSON.stringify)).toMatchObject(expected);
});
