/** A JSON object from outside: nothing is known about its fields yet. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The text of a field; '' when it is absent or something else. */
export function textOf(json: Json, field: string): string {
  const value = json[field];
  return typeof value === 'string' ? value : '';
}

/** The object of a field; {} when it is absent or something else. */
export function objectOf(json: Json, field: string): Json {
  const value = json[field];
  return isJson(value) ? value : {};
}

/** The list of a field; [] when it is absent or something else. */
export function listOf(json: Json, field: string): readonly unknown[] {
  const value = json[field];
  return Array.isArray(value) ? value : [];
}

/** The JSON object a text holds, or null. */
export function parseJson(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}
