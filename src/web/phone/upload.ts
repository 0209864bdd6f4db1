import type { AnswerOf } from '../../contract/endpoint.ts';
import type { Endpoints } from '../../contract/endpoints.ts';
import type { Problem } from '../../contract/problem.ts';
import { phoneWords } from '../../zh/pages/phone.ts';
import { addressOf, ApiError, call, signIn } from '../shared/api.ts';

export type Uploaded = AnswerOf<Endpoints['POST /uploads']>;

const { form: words } = phoneWords;

/**
 * Sends one file; fetch cannot tell how far it has come.
 * @param key the same for each repeat, so that it is kept once
 * @throws ApiError with a sentence for people
 */
export function upload(file: File, key: string, onProgress: (percent: number) => void): Promise<Uploaded> {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    const fail = (code: string, detail: string): void =>
      failed(new ApiError({ code, status: request.status, detail }));
    request.open('POST', addressOf('POST /uploads'));
    request.setRequestHeader('X-Duban-Request', '1');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.setRequestHeader('X-Upload-Key', key);
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(Math.round((loaded / Math.max(1, total)) * 100)),
    );
    request.addEventListener('error', () => fail('offline', words.uploadOffline));
    request.addEventListener('load', () => {
      if (request.status === 200) return done(JSON.parse(request.responseText) as Uploaded);
      const problem = problemIn(request.responseText);
      if (problem?.code === 'signed_out') signIn();
      fail(problem?.code ?? 'failed', problem?.detail ?? words.uploadFailed);
    });
    request.send(file);
  });
}

/** A picture that is at WeCom. @throws ApiError with a sentence for people */
export const fetchFromWecom = (mediaId: string, key: string): Promise<Uploaded> =>
  call('POST /uploads/wecom', { body: { key, mediaId } });

function problemIn(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return null;
  }
}
