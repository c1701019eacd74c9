import { ownerOf } from '@croupier/kernel';
import { asks, services } from './catalogue.js';

const bySubject = new Map(asks.map((ask) => [ask.subject, ask]));

/** The declaration of an ask; undefined for a subject that is none. */
export function askOf(subject: string): (typeof asks)[number] | undefined {
  return bySubject.get(subject);
}

/**
 * The services whose proofs of an actor an ask takes: the one that answers it, and those that ask it while they work
 * for the actor. The gateway asks with a proof made out to the service it asks, so none is ever made out to itself.
 */
export function audiencesOf(subject: string): ReadonlySet<string> {
  const askers = Object.entries(services)
    .filter(
      ([name, { asks: declared }]) => name !== 'gateway' && declared.some((ask) => ask.subject === subject),
    )
    .map(([name]) => name);
  return new Set([ownerOf(subject), ...askers]);
}
