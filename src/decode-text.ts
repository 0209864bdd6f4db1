/** Text as Chinese offices save it: UTF-8, UTF-16 with its mark, or GB 18030. */
export function decodeText(data: Buffer): string {
  const mark = data.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return new TextDecoder('utf-16le').decode(data);
  if (mark === 'feff') return new TextDecoder('utf-16be').decode(data);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch {
    return new TextDecoder('gb18030').decode(data);
  }
}
