import { SlotDefinitionError } from '../definition-error.js';

/** Refuses a definition whose exact counting would take more memory than a service has. @throws SlotDefinitionError always */
export function refuseCounting(what: string, remedy: string): never {
  throw new SlotDefinitionError([
    { path: '$', message: `has more ${what} than are counted exactly; ${remedy}` },
  ]);
}
