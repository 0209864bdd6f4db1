import { send } from '../../shared/api.ts';
import { fileNameIn } from './file-name-in.ts';

export interface Downloaded {
  readonly fileName: string;
  /** Places that a person has to fill in. */
  readonly gaps: number;
  /** Columns of a template that nothing could be put into; empty: none. */
  readonly unfilled: string;
}

/**
 * Has the browser save what a call answers with; a refusal stays on the page instead of becoming a file.
 * @param file sent as the body
 * @throws ApiError
 */
export async function download(address: string, file?: File): Promise<Downloaded> {
  const response = await send(address, {
    method: file ? 'POST' : 'GET',
    headers: { 'X-Duban-Request': '1', ...(file && { 'Content-Type': 'application/octet-stream' }) },
    ...(file && { body: file }),
  });
  const fileName = fileNameIn(response.headers.get('content-disposition') ?? '');
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has to have begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return {
    fileName,
    gaps: Number(response.headers.get('x-duban-gaps') ?? 0),
    unfilled: decodeURIComponent(response.headers.get('x-duban-unfilled') ?? ''),
  };
}
