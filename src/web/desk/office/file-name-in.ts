/** The name a file is sent with (RFC 6266): the part in UTF-8 before the plain one. */
export function fileNameIn(disposition: string): string {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition) ?? [];
  const [, plain] = /filename="?([^";]+)"?/i.exec(disposition) ?? [];
  return encoded === undefined ? (plain ?? 'file') : decodeURIComponent(encoded);
}
