import type { DefinitionFault } from './definition-error.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Form of an id. */
export const kebab = {
  pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  remedy: 'write it in kebab-case, as in night-bell',
};

/** Collects faults while a definition is read. Each reader returns undefined after it noted a fault. */
export class Faults {
  readonly found: DefinitionFault[] = [];

  add(path: string, message: string): undefined {
    this.found.push({ path, message });
    return undefined;
  }

  /** An object with no members but these; a name that ends in `?` may be absent. */
  object(path: string, value: unknown, members: readonly string[]): JsonObject | undefined {
    const object = this.map(path, value);
    if (object === undefined) return undefined;
    const known = new Set(members.map((member) => member.replace('?', '')));
    for (const key of Object.keys(object)) {
      if (!known.has(key)) this.add(child(path, key), 'is not a known member; remove it or correct its name');
    }
    for (const member of members) {
      if (!member.endsWith('?') && object[member] === undefined) {
        this.add(child(path, member), 'is missing; add it');
      }
    }
    return object;
  }

  map(path: string, value: unknown): JsonObject | undefined {
    if (value === undefined) return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.add(path, 'must be an object; write it as { … }');
    }
    return value as JsonObject;
  }

  list(path: string, value: unknown, size: { from: number; to: number }): readonly unknown[] | undefined {
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) return this.add(path, 'must be an array; write it as [ … ]');
    if (value.length < size.from || value.length > size.to) {
      const sizes = size.from === size.to ? `${size.from}` : `${size.from} to ${size.to}`;
      this.add(path, `has ${value.length} entries; give ${sizes}`);
    }
    if (value.includes(undefined)) this.add(path, 'has an entry that is undefined; give it a value');
    return value as unknown[];
  }

  integer(path: string, value: unknown, range: { from: number; to: number }): number | undefined {
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < range.from || value > range.to) {
      return this.add(path, `is ${show(value)}; give an integer from ${range.from} to ${range.to}`);
    }
    return value;
  }

  text(path: string, value: unknown, form?: { pattern: RegExp; remedy: string }): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value.trim() === '') {
      return this.add(path, `is ${show(value)}; give a text that is not empty`);
    }
    if (form !== undefined && !form.pattern.test(value)) {
      return this.add(path, `is ${show(value)}; ${form.remedy}`);
    }
    return value;
  }

  /** A table of counts to values, which may not fall as the count rises. @returns the sound values. */
  counts(table: { path: string; value: unknown; counts: number; highest: number }): number[] {
    const entries = Object.entries(this.map(table.path, table.value) ?? {});
    if (table.value !== undefined && entries.length === 0) {
      this.add(table.path, 'lists nothing; give a count and its value or remove it');
    }
    const values: number[] = [];
    for (const [count, value] of entries) {
      const path = child(table.path, count);
      if (!/^[1-9]\d*$/.test(count) || Number(count) > table.counts) {
        this.add(path, `${show(count)} is not a count; give an integer from 1 to ${table.counts}`);
      }
      const read = this.integer(path, value, { from: 1, to: table.highest });
      const before = values.at(-1);
      if (read !== undefined && before !== undefined && read < before) {
        this.add(path, `is ${read}, less than ${before} of a lower count; give at least ${before}`);
      }
      if (read !== undefined) values.push(read);
    }
    return values;
  }
}

/** Path of a member of the object at `path`. */
export function child(path: string, key: string): string {
  return path === '$' ? key : `${path}.${key}`;
}

/** A value as it appears in a message, cut to a readable length. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
