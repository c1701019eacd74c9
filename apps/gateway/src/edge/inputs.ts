import { fieldDeclarations, FlagField, IdField, schemaOf, TextField } from '@croupier/contracts';
import { type MessageClass } from '@croupier/kernel';
import { Transform } from 'class-transformer';

/**
 * The class of an HTTP body: a message without the members that come from the path, the token or a header. The
 * members that stay keep their checks and their schema, because they are declared again by their own declarations.
 */
export function without<Message extends object, Name extends keyof Message & string = never>(
  message: MessageClass<Message>,
  ...names: Name[]
): MessageClass<Omit<Message, Name>> {
  class Body {}
  for (const [name, declare] of fieldDeclarations(message)) {
    if (!(names as string[]).includes(name)) declare(Body.prototype, name);
  }
  return Body as MessageClass<Omit<Message, Name>>;
}

/** As `without`, for a query string: whole numbers and flags are read from their texts. */
export function queryOf<Message extends object, Name extends keyof Message & string = never>(
  message: MessageClass<Message>,
  ...names: Name[]
): MessageClass<Omit<Message, Name>> {
  const query = without(message, ...names);
  const members = schemaOf(query)['properties'] as Record<string, { type?: string }>;
  for (const [name, { type }] of Object.entries(members)) {
    if (type === 'integer' || type === 'boolean') FromText()(query.prototype as object, name);
  }
  return query;
}

/** Reads a whole number, `true` or `false`; anything else stays a text, and is refused. */
function FromText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => {
    if (typeof value !== 'string') return value;
    if (value === 'true' || value === 'false') return value === 'true';
    return /^-?\d{1,15}$/.test(value) ? Number(value) : value;
  });
}

/** `{id}` in a path, where it is one of the platform's own ids. */
export class IdPath {
  @IdField({ description: 'The id.' })
  id: string;
}

/** `{id}` in a path of the catalogue. */
export class GamePath {
  @TextField({ description: 'The game.', max: 60, example: 'lamplight-ledger' })
  id: string;
}

/** `{id}` in a path, where it is a bonus programme. */
export class ProgrammePath {
  @TextField({
    description: 'The programme.',
    max: 60,
    pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
    example: 'opening-night',
  })
  id: string;
}

/** `{id}` in a path of the live tables. */
export class TablePath {
  @TextField({ description: 'The table.', max: 60, example: 'harbour-table' })
  id: string;
}

class Rehearsal {
  @FlagField({
    description: 'True only asks whether the request would pass; nothing is moved.',
    optional: true,
  })
  dryRun?: boolean;
}

export class RehearsalQuery extends queryOf(Rehearsal) {}

/** The answer of a dry run that would pass; one that would not is answered with its problem. */
export class WouldPass {
  @FlagField({ description: 'Always true.', example: true })
  wouldPass: true;
}
