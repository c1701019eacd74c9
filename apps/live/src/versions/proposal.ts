import { gamesError } from '@croupier/contracts';
import { certificationFaults, engineOf, isHigher } from '@croupier/game-maths';
import { type Table, tableOf } from '../tables/table.js';

/**
 * The table that a proposal makes of the one that is live: parsed, its returns counted and in their band, its texts those of
 * its maths, with a higher version and otherwise the same table.
 * @throws DomainError `definition_refused`, whose detail names every fault by its path
 */
export function certifiedChange(live: Table, tableId: string, json: Record<string, unknown>): Table {
  try {
    const table = tableOf(json);
    const { definition } = table;
    const engine = engineOf(json);
    const faults = certificationFaults(engine, definition, engine.sheets(definition)).map(
      ({ path, message }) => `${path}: ${message}`,
    );
    if (definition.id !== tableId) faults.push(`id: is ${definition.id}, and the table is ${tableId}`);
    if (!isHigher(definition.version, live.definition.version))
      faults.push(
        `version: is ${definition.version}; give a higher one than ${live.definition.version}, which is live`,
      );
    if (faults.length > 0) throw new Error(faults.join('\n'));
    return table;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw gamesError('definition_refused', { field: 'definition', detail });
  }
}
