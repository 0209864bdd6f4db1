/** The file in a multipart/form-data body. */
export interface UploadedFile {
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/**
 * The part with the given name, or null when there is none that is a file.
 * WeCom clients write extra parameters (`filelength=`) and raw UTF-8 file names, which strict parsers refuse.
 */
export function readUpload(contentType: string, body: Buffer, name: string): UploadedFile | null {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return null;
  for (const { headers, bytes } of partsOf(body, `--${boundary}`)) {
    const filename = /\bfilename="([^"]*)"/i.exec(headers)?.[1];
    if (/\bname="([^"]*)"/i.exec(headers)?.[1] !== name || !filename) continue;
    const type = /^content-type:\s*(\S+)/im.exec(headers)?.[1];
    return { filename, contentType: type ?? 'application/octet-stream', bytes };
  }
  return null;
}

function partsOf(body: Buffer, delimiter: string): { headers: string; bytes: Buffer }[] {
  const parts: { headers: string; bytes: Buffer }[] = [];
  let start = body.indexOf(delimiter);
  while (start !== -1) {
    const end = body.indexOf(`\r\n${delimiter}`, start);
    const headersEnd = body.indexOf('\r\n\r\n', start);
    if (end === -1 || headersEnd === -1 || headersEnd > end) return parts;
    const headers = body.toString('utf8', start + delimiter.length, headersEnd);
    parts.push({ headers, bytes: body.subarray(headersEnd + 4, end) });
    start = end + 2;
  }
  return parts;
}
