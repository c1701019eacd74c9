import { gameKinds } from './engines.js';

/** The schema of every definition, whatever its kind. */
export const gameSchemaName = 'game.schema.json';
const commonSchemaName = 'definition.schema.json';
const nameOf = (kind: string): string => `${kind}.schema.json`;

/** The other schemas by the names with which they refer to each other, and their files in the sources of this library. */
export const schemaFiles: ReadonlyMap<string, string> = new Map([
  [commonSchemaName, commonSchemaName],
  ...gameKinds.map((kind): [string, string] => [
    nameOf(kind),
    `${kind === 'slot' ? 'slots' : kind}/schema.json`,
  ]),
]);

/** One schema for all: that of the kind which a definition names; one without a kind is a slot. */
export const gameSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: gameSchemaName,
  title: 'A game, by the schema of its kind',
  type: 'object',
  properties: {
    kind: { description: 'What plays it; a slot if left out.', enum: gameKinds },
  },
  allOf: gameKinds.map((kind) => ({
    // Without a kind it is a slot.
    if: { ...(kind === 'slot' ? {} : { required: ['kind'] }), properties: { kind: { const: kind } } },
    then: { $ref: nameOf(kind) },
  })),
};
