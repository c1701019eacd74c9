/** A JSON Schema (2020-12); `$ref` holds a thunk of a message class until the schema is published. */
export type JsonSchema = Record<string, unknown>;

interface FieldRecord {
  required: boolean;
  schema: JsonSchema;
  /** Declares the same member, with its checks, on another class. */
  declare: PropertyDecorator;
}

type AnyClass = abstract new (...args: never[]) => object;

const fieldsByClass = new Map<unknown, Map<string, FieldRecord>>();

/** Called by the field decorators: what the published schema says of one member. */
export function recordField(owner: unknown, name: string, record: FieldRecord): void {
  const fields = fieldsByClass.get(owner) ?? new Map<string, FieldRecord>();
  fields.set(name, record);
  fieldsByClass.set(owner, fields);
}

/** What declares each member of a message on another class: for a body that is a part of a message. */
export function fieldDeclarations(message: AnyClass): Map<string, PropertyDecorator> {
  return new Map([...fieldsOf(message)].map(([name, { declare }]) => [name, declare]));
}

/** The members of a message by name, each with the class of the message it is or is a list of, if it is one. */
export function membersOf(message: AnyClass): Map<string, AnyClass | undefined> {
  const classOf = ({ schema }: FieldRecord): AnyClass | undefined => {
    const reference = schema['$ref'] ?? (schema['items'] as JsonSchema | undefined)?.['$ref'];
    return typeof reference === 'function' ? (reference as () => AnyClass)() : undefined;
  };
  return new Map([...fieldsOf(message)].map(([name, record]) => [name, classOf(record)]));
}

export function schemaName(message: AnyClass): string {
  return message.name;
}

function fieldsOf(message: AnyClass): Map<string, FieldRecord> {
  const parent = Object.getPrototypeOf(message) as AnyClass | null;
  const inherited = parent && fieldsByClass.has(parent) ? fieldsOf(parent) : new Map<string, FieldRecord>();
  return new Map([...inherited, ...(fieldsByClass.get(message) ?? [])]);
}

/** The JSON Schema of a message class, with references resolved to `${prefix}${name}`. */
export function schemaOf(message: AnyClass, prefix = '#/components/schemas/'): JsonSchema {
  const properties: JsonSchema = {};
  const required: string[] = [];
  for (const [name, record] of fieldsOf(message)) {
    properties[name] = resolve(record.schema, prefix);
    if (record.required) required.push(name);
  }
  return {
    type: 'object',
    additionalProperties: false,
    properties,
    ...(required.length > 0 ? { required } : {}),
  };
}

/** Schemas by name of a message class and everything it contains. */
export function schemasFor(messages: Iterable<AnyClass>): Record<string, JsonSchema> {
  const found = new Map<string, AnyClass>();
  const visit = (message: AnyClass): void => {
    if (found.has(schemaName(message))) return;
    found.set(schemaName(message), message);
    for (const { schema } of fieldsOf(message).values()) {
      for (const part of [schema, schema['items'] as JsonSchema | undefined]) {
        if (typeof part?.['$ref'] === 'function') visit((part['$ref'] as () => AnyClass)());
      }
    }
  };
  for (const message of messages) visit(message);
  const names = [...found.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, schemaOf(found.get(name) as AnyClass)]));
}

function resolve(schema: JsonSchema, prefix: string): JsonSchema {
  const resolved: JsonSchema = { ...schema };
  if (typeof schema['$ref'] === 'function') {
    resolved['$ref'] = `${prefix}${schemaName((schema['$ref'] as () => AnyClass)())}`;
  }
  if (schema['items']) resolved['items'] = resolve(schema['items'] as JsonSchema, prefix);
  return resolved;
}
