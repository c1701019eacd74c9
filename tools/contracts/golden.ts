import * as contracts from '@croupier/contracts';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { exampleOf } from './examples.js';

type MessageClass = new () => object;

/**
 * What one message looked like when it was declared. A change that an old sender or reader would not survive makes
 * it invalid: `least` has exactly the members that must be there, `full` every member.
 */
export interface Golden {
  least: Record<string, unknown>;
  full: Record<string, unknown>;
}

/** Every message class of the catalogue and every class inside one, by name. */
export function messageClasses(): ReadonlyMap<string, MessageClass> {
  const bodies = [
    ...contracts.asks.flatMap((ask) => [ask.request, ask.reply]),
    ...contracts.facts.map((fact) => fact.payload),
  ];
  const byName = new Map<string, MessageClass>(bodies.map((body) => [body.name, body]));
  const exported = contracts as unknown as Record<string, MessageClass | undefined>;
  for (const name of Object.keys(contracts.schemasFor(bodies))) {
    const part = byName.get(name) ?? exported[name];
    if (part === undefined) throw new Error(`${name} is part of a message: export it from libs/contracts`);
    byName.set(name, part);
  }
  return new Map([...byName].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The golden of a message as it is declared now. */
export function goldenOf(name: string, message: MessageClass): Golden {
  const schemas = contracts.schemasFor([message]);
  return { least: exampleOf(name, schemas, 'least'), full: exampleOf(name, schemas, 'full') };
}

/** What is wrong between a message as declared now and its golden; empty if nothing is. */
export function goldenFaults(name: string, message: MessageClass, golden: Golden): string[] {
  const faults: string[] = [];
  for (const fullness of ['least', 'full'] as const) {
    const body = golden[fullness];
    const instance = plainToInstance(message, body);
    const errors = validateSync(instance, {
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: false,
    });
    faults.push(...explain(errors).map((fault) => `${name} (${fullness}): ${fault}`));
    if (errors.length === 0 && !equal(JSON.parse(JSON.stringify(instance)), body)) {
      faults.push(`${name} (${fullness}): changes on its way through JSON and back`);
    }
  }
  const required = contracts.schemaOf(message)['required'] as string[] | undefined;
  const optionalNow = Object.keys(golden.least).filter((member) => !(required ?? []).includes(member));
  return [...faults, ...optionalNow.map((member) => `${name}: ${member} is no longer required`)];
}

function explain(errors: ValidationError[], parent = ''): string[] {
  return errors.flatMap(({ property, constraints, children }) => [
    ...Object.values(constraints ?? {}).map((fault) => (parent ? `${parent}: ${fault}` : fault)),
    ...explain(children ?? [], parent ? `${parent}.${property}` : property),
  ]);
}

function equal(left: unknown, right: unknown): boolean {
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
