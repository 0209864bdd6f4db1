import fc from 'fast-check';
import { scrap } from './edits.ts';

/** As much of JSON Schema as the OpenAPI document uses. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  scrap,
  fc.constantFrom(null, true, -1, 0, 1.5, 2 ** 31, 2 ** 53, 1e308, [], {}, 'a'.repeat(3000)),
  fc.constantFrom('14', 'A', 'A14', 'luhaiping', '2026-06-08', '2026-02-30', '0000-00-00', '9999-12-31'),
  fc.array(scrap, { maxLength: 3 }),
);

const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  date: fc.constantFrom('2026-06-08', '2026-12-31', '1000-01-01'),
};

const text = (format: string | undefined): fc.Arbitrary<string> =>
  FORMATS[format ?? ''] ??
  fc.oneof(fc.constantFrom('14', '1', 'A', 'luhaiping', '城建办', '2026-06-08', '已完成'), scrap);

/** Values that fit the schema, mostly; in every place something else now and again. */
export function valuesOf(schema: Schema = {}): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary: fitting(schema), weight: 7 }, { arbitrary: hostile, weight: 1 });
}

function fitting(schema: Schema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(valuesOf));
  const { properties, items } = schema;
  if (properties)
    return fc.record(
      Object.fromEntries(Object.entries(properties).map(([name, of]) => [name, valuesOf(of)])),
      {
        requiredKeys: Object.keys(properties).filter((_, at) => at % 3 !== 2),
      },
    );
  if (items) return fc.array(valuesOf(items), { maxLength: 4 });
  if (schema.type === 'string') return text(schema.format);
  if (schema.type === 'integer' || schema.type === 'number')
    return fc.constantFrom(0, 1, 2, 14, 100, -1, 2 ** 31, 1e15);
  return schema.type === 'boolean' ? fc.boolean() : hostile;
}
