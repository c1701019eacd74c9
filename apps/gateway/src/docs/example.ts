import { type JsonSchema, schemaName, schemasFor } from '@croupier/contracts';
import { type MessageClass } from '@croupier/kernel';

/** A message made of the examples its members declare. */
export function exampleOf(message: MessageClass): unknown {
  const schemas = schemasFor([message]);
  return exampleOfSchema(schemas[schemaName(message)] ?? {}, schemas);
}

function exampleOfSchema(schema: JsonSchema, schemas: Record<string, JsonSchema>): unknown {
  const [declared] = (schema['examples'] as unknown[] | undefined) ?? [];
  if (declared !== undefined) return declared;
  const reference = schema['$ref'] as string | undefined;
  if (reference)
    return exampleOfSchema(schemas[reference.slice(reference.lastIndexOf('/') + 1)] ?? {}, schemas);
  const choices = schema['enum'] as unknown[] | undefined;
  if (choices) return choices[0];
  switch (schema['type']) {
    case 'object': {
      const members = Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);
      return Object.fromEntries(members.map(([name, member]) => [name, exampleOfSchema(member, schemas)]));
    }
    case 'array':
      return [exampleOfSchema(schema['items'] as JsonSchema, schemas)];
    case 'integer':
      return schema['minimum'] ?? 0;
    case 'boolean':
      return false;
    default:
      return exampleText(schema);
  }
}

function exampleText(schema: JsonSchema): string {
  if (schema['format'] === 'email') return 'ada@example.org';
  if (schema['format'] === 'date') return '1990-04-12';
  return 'text'.slice(0, schema['maxLength'] as number | undefined);
}
