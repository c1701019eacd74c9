import { type JsonSchema } from '@croupier/contracts';

/** `least` is what every sender must give and nothing more; `full` has every member. */
export type Fullness = 'least' | 'full';

const reference = '#/components/schemas/';
const texts = ['text', 'a longer text', 'example-0001', '123456', 'BS1 4AA', 'https://example.org/'];

/** No example follows from a field's form; the field must name one. */
export class NoExample extends Error {
  override readonly name = 'NoExample';
}

/**
 * The body of a message as its fields describe it: each field's own example, else the simplest value of its form.
 * @throws NoExample naming the member for which none is found
 */
export function exampleOf(
  name: string,
  schemas: Readonly<Record<string, JsonSchema>>,
  fullness: Fullness,
): Record<string, unknown> {
  const schema = schemas[name];
  if (schema === undefined) throw new NoExample(`${name} is no message of the contracts`);
  const required = new Set((schema['required'] ?? []) as string[]);
  const members = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>)
    .filter(([member]) => fullness === 'full' || required.has(member))
    .map(([member, form]) => [member, valueOf(`${name}.${member}`, form, schemas, fullness)] as const);
  return Object.fromEntries(members);
}

function valueOf(
  path: string,
  form: JsonSchema,
  schemas: Readonly<Record<string, JsonSchema>>,
  fullness: Fullness,
): unknown {
  const examples = form['examples'] as unknown[] | undefined;
  if (examples !== undefined) return examples[0];
  const part = form['$ref'] as string | undefined;
  if (part !== undefined) return exampleOf(part.slice(reference.length), schemas, fullness);
  const choices = form['enum'] as unknown[] | undefined;
  if (choices !== undefined) return choices[0];
  switch (form['type']) {
    case 'array': {
      const items = form['items'] as JsonSchema;
      return fullness === 'least' ? [] : [valueOf(`${path}[]`, items, schemas, fullness)];
    }
    case 'boolean':
      return true;
    case 'integer':
      return Math.max(1, form['minimum'] as number);
    case 'object':
      return {};
    default:
      return textOf(path, form);
  }
}

function textOf(path: string, form: JsonSchema): string {
  if (form['format'] === 'email') return 'ada@example.org';
  if (form['format'] === 'date') return '1990-04-12';
  const pattern = new RegExp((form['pattern'] as string | undefined) ?? '');
  const least = (form['minLength'] as number | undefined) ?? 0;
  const most = (form['maxLength'] as number | undefined) ?? Number.POSITIVE_INFINITY;
  const candidates = [...texts, 'x'.repeat(Math.max(1, least))];
  const fitting = candidates.find(
    (text) => pattern.test(text) && text.length >= least && text.length <= most,
  );
  if (fitting === undefined) throw new NoExample(`${path} needs an \`example\` in its field decorator`);
  return fitting;
}
