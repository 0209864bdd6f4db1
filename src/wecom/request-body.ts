/**
 * A request as JSON. Control characters and halves of surrogate pairs are left out: JSON can only write them as
 * \uXXXX, which WeCom refuses (40033).
 */
export const requestBody = (request: object): string =>
  JSON.stringify(request, (_name, value: unknown) => (typeof value === 'string' ? sendable(value) : value));

const sendable = (text: string): string => text.replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, '');
