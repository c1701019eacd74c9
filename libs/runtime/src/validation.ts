import { asks, commonError, facts, membersOf } from '@croupier/contracts';
import { type FieldError } from '@croupier/kernel';
import { type ArgumentMetadata, ValidationPipe, type ValidationPipeOptions } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { type Reader, readerOf } from './plain-message.js';

const codes: Record<string, string> = {
  whitelistValidation: 'unknown_field',
  isDefined: 'missing',
  isNotNull: 'null_not_allowed',
  isInt: 'not_an_integer',
  min: 'too_small',
  max: 'too_large',
  minLength: 'too_short',
  maxLength: 'too_long',
  isIn: 'not_offered',
  isEmail: 'not_an_email',
  isBoolean: 'not_a_boolean',
  isString: 'not_a_text',
  isArray: 'not_a_list',
  arrayMaxSize: 'too_many',
  isObject: 'not_an_object',
  nestedValidation: 'not_an_object',
  isIso8601: 'not_a_date',
  matches: 'malformed',
};

/** The first reason decides: a missing member is missing, whatever else it also is not. */
const precedence = [
  'whitelistValidation',
  'isDefined',
  'isNotNull',
  'isString',
  'isInt',
  'isObject',
  'isArray',
];

/** Every offending member, by its path. */
export function fieldErrors(errors: ValidationError[], parent = ''): FieldError[] {
  return errors.flatMap((error) => {
    const field = parent ? `${parent}.${error.property}` : error.property;
    const constraints = error.constraints ?? {};
    const names = Object.keys(constraints);
    const name = precedence.find((candidate) => names.includes(candidate)) ?? names[0];
    const own = name
      ? [{ field, code: codes[name] ?? 'invalid', message: explain(name, field, constraints[name] ?? '') }]
      : [];
    return [...own, ...fieldErrors(error.children ?? [], field)];
  });
}

function explain(name: string, field: string, message: string): string {
  if (name === 'whitelistValidation') return `${field} is not a member of this request`;
  if (name === 'isDefined') return `${field} is missing`;
  return message;
}

type Rules = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>;

/**
 * Has class-validator collect the rules of a class once. It goes through those of all classes for each object it
 * checks, nested ones too, although they never change: a sixth of what a busy service did.
 */
function rememberRules(): void {
  const storage = getMetadataStorage();
  if (Object.hasOwn(storage, 'getTargetValidationMetadatas')) return;
  const collect = storage.getTargetValidationMetadatas.bind(storage);
  const known = new WeakMap<object, Map<string, Rules>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    if (always || strictGroups || groups) return collect(target, schema, always, strictGroups, groups);
    // A nested object comes with the name of the class it is in.
    const bySchema = known.get(target) ?? new Map<string, Rules>();
    const rules = bySchema.get(schema) ?? collect(target, schema, always, strictGroups, groups);
    known.set(target, bySchema.set(schema, rules));
    return rules;
  };
}

const options: ValidationPipeOptions = {
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: false,
  validationError: { target: false, value: false },
  exceptionFactory: (errors) => {
    const fields = fieldErrors(errors);
    return commonError('invalid_request', { field: fields[0]?.field, errors: fields });
  },
};

/** Reads what is plainly right by itself; the rest, and the reasons of a refusal, are the pipe's own. */
export class MessagePipe extends ValidationPipe {
  private readonly readers = new Map<unknown, Reader | undefined>();
  /** A newer release may tell more than this one knows: that is left out, or the fact would be given up in an update. */
  private readonly ofFacts = new ValidationPipe({ ...options, forbidNonWhitelisted: false });

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const reader = metadata.type === 'custom' ? undefined : this.readerFor(metadata.metatype);
    return reader?.(metadata.type === 'body' ? value : plainOf(value)) ?? this.byRules(value, metadata);
  }

  /** What the declared rules alone make of it. */
  async byRules(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type !== 'body' || !told.has(metadata.metatype)) return super.transform(value, metadata);
    return this.ofFacts.transform(value, metadata);
  }

  /** Made when a message first comes: by then all there is to know of its class is declared. */
  private readerFor(type: ArgumentMetadata['metatype']): Reader | undefined {
    if (!type) return undefined;
    if (!this.readers.has(type)) this.readers.set(type, hasFields(type) ? readerOf(type) : undefined);
    return this.readers.get(type);
  }
}

type Type = NonNullable<ArgumentMetadata['metatype']>;

/**
 * Whether it is a message of the catalogue, or a body, a path or a query made of the same fields, by which alone its members are
 * declared. What is read from the text of a query, a number or a flag, is none as it comes, and left to the pipe.
 */
function hasFields(type: Type): type is new () => object {
  return membersOf(type as new () => object).size > 0;
}

/** The parts of a path or a query have no prototype when they come. */
function plainOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : value;
}

const asked = new Set<unknown>(asks.map(({ request }) => request));
/** Payloads of facts that nobody sends as a request, too. */
const told = new Set<unknown>(facts.map(({ payload }) => payload).filter((payload) => !asked.has(payload)));

/**
 * The one check of a message's form, at each entry: what is declared, of the declared form. Members that are not are refused
 * in a request and left out of a fact.
 */
export function validationPipe(): MessagePipe {
  rememberRules();
  return new MessagePipe(options);
}
