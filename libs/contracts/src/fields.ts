import 'reflect-metadata';
import { currencies } from '@croupier/kernel';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { type JsonSchema, recordField } from './schema.js';

/** What every field may say of itself; `description` and `example` reach the published schemas. */
export interface FieldOptions {
  description: string;
  example?: unknown;
  optional?: boolean;
}

const safeInteger = Number.MAX_SAFE_INTEGER;

/** Whether a member is in a message at all. Null is no way to leave it out: the published schemas have no null. */
export const isGiven = (_message: unknown, value: unknown): boolean => value !== undefined;

function IsNotNull(): PropertyDecorator {
  return ValidateBy({
    name: 'isNotNull',
    validator: {
      validate: (value: unknown) => value !== null,
      defaultMessage: () => '$property must be left out instead of being null',
    },
  });
}

function field(
  options: FieldOptions,
  schema: JsonSchema,
  validators: PropertyDecorator[],
): PropertyDecorator {
  const declare: PropertyDecorator = (target, key) => {
    const presence = options.optional ? [ValidateIf(isGiven), IsNotNull()] : [IsDefined()];
    for (const decorate of [...presence, ...validators]) decorate(target, key);
    recordField(target.constructor, String(key), {
      declare,
      required: !options.optional,
      schema: {
        ...schema,
        description: options.description,
        ...(options.example === undefined ? {} : { examples: [options.example] }),
      },
    });
  };
  return declare;
}

/** An opaque id of the platform: a UUID in lower case. */
export function IdField(options: FieldOptions): PropertyDecorator {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const example = options.example ?? '01a20a46-f71b-7904-908a-daa2e0b5fc68';
  return field({ ...options, example }, { type: 'string', format: 'uuid' }, [
    Matches(uuid, { message: '$property must be a UUID in lower case' }),
  ]);
}

export interface TextOptions extends FieldOptions {
  min?: number;
  max: number;
  pattern?: RegExp;
}

export function TextField(options: TextOptions): PropertyDecorator {
  const { min = 1, max, pattern } = options;
  const schema: JsonSchema = { type: 'string', minLength: min, maxLength: max };
  const validators = [IsString(), MinLength(min), MaxLength(max)];
  if (pattern) {
    schema['pattern'] = pattern.source;
    validators.push(Matches(pattern));
  }
  return field(options, schema, validators);
}

export function EmailField(options: FieldOptions): PropertyDecorator {
  return field(options, { type: 'string', format: 'email', maxLength: 254 }, [IsEmail(), MaxLength(254)]);
}

/** A whole number; without bounds it is any non-negative safe integer. */
export function IntegerField(options: FieldOptions & { min?: number; max?: number }): PropertyDecorator {
  const { min = 0, max = safeInteger } = options;
  return field(options, { type: 'integer', minimum: min, maximum: max }, [IsInt(), Min(min), Max(max)]);
}

export function FlagField(options: FieldOptions): PropertyDecorator {
  return field(options, { type: 'boolean' }, [IsBoolean()]);
}

export function ChoiceField(options: FieldOptions & { of: readonly string[] }): PropertyDecorator {
  return field(options, { type: 'string', enum: [...options.of] }, [
    IsIn([...options.of], { message: `$property must be one of: ${options.of.join(', ')}` }),
  ]);
}

/** A moment in UTC: `2026-11-23T21:03:00.000Z`. */
export function InstantField(options: FieldOptions): PropertyDecorator {
  const example = options.example ?? '2026-11-23T21:03:00.000Z';
  return field({ ...options, example }, { type: 'string', format: 'date-time' }, [
    IsISO8601({ strict: true, strictSeparator: true }),
  ]);
}

/** A calendar date without a time: `1990-04-12`. */
export function DateField(options: FieldOptions): PropertyDecorator {
  return field(options, { type: 'string', format: 'date' }, [
    Matches(/^\d{4}-\d{2}-\d{2}$/),
    IsISO8601({ strict: true }),
  ]);
}

/** Another message inside this one. */
export function PartField(options: FieldOptions & { of: () => new () => object }): PropertyDecorator {
  return field(options, { $ref: options.of }, [IsObject(), ValidateNested(), Type(options.of)]);
}

/** A list of messages, or of texts when `of` is left out; `among` names the only texts there may be. */
export function ListField(
  options: FieldOptions & { of?: () => new () => object; among?: readonly string[]; max?: number },
): PropertyDecorator {
  const { of, among, max = 1000 } = options;
  const items: JsonSchema = of ? { $ref: of } : { type: 'string', ...(among ? { enum: [...among] } : {}) };
  const validators = [IsArray(), ArrayMaxSize(max)];
  if (of) validators.push(ValidateNested({ each: true }), Type(of));
  else validators.push(IsString({ each: true }));
  if (among) {
    const message = `each of $property must be one of: ${among.join(', ')}`;
    validators.push(IsIn([...among], { each: true, message }));
  }
  return field(options, { type: 'array', items, maxItems: max }, validators);
}

/** A list of whole numbers, each within the bounds. */
export function NumbersField(
  options: FieldOptions & { min: number; max: number; most: number },
): PropertyDecorator {
  const { min, max, most } = options;
  const items: JsonSchema = { type: 'integer', minimum: min, maximum: max };
  return field(options, { type: 'array', items, maxItems: most }, [
    IsArray(),
    ArrayMaxSize(most),
    IsInt({ each: true }),
    Min(min, { each: true }),
    Max(max, { each: true }),
  ]);
}

/** Free JSON whose form another document defines (a game's outcome, a public key). */
export function JsonField(options: FieldOptions): PropertyDecorator {
  return field(options, { type: 'object', additionalProperties: true }, [IsObject()]);
}

/** Amount and currency; `positive` (the default) refuses zero, `signed` allows a negative amount. */
export class MoneyAmount {
  @IntegerField({
    description: 'Minor units: pence for GBP. Always a whole number.',
    min: 0,
    example: 1250,
  })
  amount: number;

  @ChoiceField({ description: 'ISO 4217 code.', of: currencies, example: 'GBP' })
  currency: (typeof currencies)[number];
}

/** An amount that must move something: at least one minor unit. */
export class PositiveAmount {
  @IntegerField({
    description: 'Minor units: pence for GBP. A whole number, at least 1.',
    min: 1,
    example: 1250,
  })
  amount: number;

  @ChoiceField({ description: 'ISO 4217 code.', of: currencies, example: 'GBP' })
  currency: (typeof currencies)[number];
}

/** An amount that may be below zero: a net position, a house account. */
export class SignedAmount {
  @IntegerField({
    description: 'Minor units, below zero when owed: pence for GBP.',
    min: -safeInteger,
    example: -350,
  })
  amount: number;

  @ChoiceField({ description: 'ISO 4217 code.', of: currencies, example: 'GBP' })
  currency: (typeof currencies)[number];
}
