import { commonError } from '@croupier/contracts';
import { type FieldError } from '@croupier/kernel';
import { ValidationPipe } from '@nestjs/common';
import { type ValidationError } from 'class-validator';

const codes: Record<string, string> = {
  whitelistValidation: 'unknown_field',
  isDefined: 'missing',
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
const precedence = ['whitelistValidation', 'isDefined', 'isString', 'isInt', 'isObject', 'isArray'];

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

/** The one check of a message's form, at each entry: declared members only, of the declared form. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => {
      const fields = fieldErrors(errors);
      return commonError('invalid_request', { field: fields[0]?.field, errors: fields });
    },
  });
}
