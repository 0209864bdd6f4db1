/** What a body holds; null as soon as there are more bytes than that, and the rest is not fetched. */
export async function bytesUpTo(
  body: ReadableStream<Uint8Array> | null,
  max: number,
): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the download.
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > max) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
