import { commonError } from '@croupier/contracts';
import { type Engine, engineOf, parsePlayed, type TableDefinition } from '@croupier/game-maths';

export interface PlayedDefinition {
  readonly engine: Engine<TableDefinition>;
  readonly definition: TableDefinition;
}

/** A definition that was played, as this process reads it. @throws DomainError `service_unavailable` of one that only newer software reads */
export function readDefinition(json: unknown): PlayedDefinition {
  try {
    const engine = engineOf(json) as Engine<TableDefinition>;
    return { engine, definition: parsePlayed(json) as TableDefinition };
  } catch (cause) {
    throw commonError('service_unavailable', {
      detail: 'the version that was played is not read here',
      cause,
    });
  }
}
