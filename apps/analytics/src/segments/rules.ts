import { type PlayerFigureName, type PlayerFigures, playerFigures } from './player-figures.js';

/** One condition over one figure. */
export interface Condition {
  figure: PlayerFigureName;
  is: 'at_least' | 'at_most';
  value: number;
}

/** A segment: its members meet all conditions. */
export interface SegmentRule {
  id: string;
  name: string;
  withholdsOffers: boolean;
  all: Condition[];
}

export interface SegmentRules {
  version: string;
  segments: SegmentRule[];
}

const words = { at_least: 'at least', at_most: 'at most' } as const;
const operators = { at_least: '>=', at_most: '<=' } as const;

/** Reads segments.json. @throws Error that names every fault */
export function parseRules(json: unknown): SegmentRules {
  const faults: string[] = [];
  const file = asRecord(json);
  const version = textOf(file['version'], 20, 'version', faults);
  const entries = Array.isArray(file['segments']) ? (file['segments'] as unknown[]) : [];
  if (entries.length === 0 || entries.length > 50) faults.push('segments: must be a list of 1 to 50');
  const segments = entries.map((entry, index) => parseSegment(asRecord(entry), `segments[${index}]`, faults));
  const ids = segments.map(({ id }) => id);
  for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index)))
    faults.push(`segments: ${id} is there twice`);
  if (faults.length > 0) throw new Error(faults.join('; '));
  return { version, segments };
}

function parseSegment(entry: Record<string, unknown>, at: string, faults: string[]): SegmentRule {
  const id = textOf(entry['id'], 40, `${at}.id`, faults);
  if (!/^[a-z][a-z0-9-]*$/.test(id)) faults.push(`${at}.id: lower case, digits and - only`);
  const unknown = Object.keys(entry).filter((key) => !['id', 'name', 'withholdsOffers', 'all'].includes(key));
  faults.push(...unknown.map((key) => `${at}.${key}: is no member of a segment`));
  const conditions = Array.isArray(entry['all']) ? (entry['all'] as unknown[]) : [];
  if (conditions.length === 0 || conditions.length > 20) faults.push(`${at}.all: must be a list of 1 to 20`);
  return {
    id,
    name: textOf(entry['name'], 80, `${at}.name`, faults),
    withholdsOffers: entry['withholdsOffers'] === true,
    all: conditions.map((condition, index) =>
      parseCondition(asRecord(condition), `${at}.all[${index}]`, faults),
    ),
  };
}

function parseCondition(entry: Record<string, unknown>, at: string, faults: string[]): Condition {
  const { figure, is, value } = entry;
  if (typeof figure !== 'string' || !Object.hasOwn(playerFigures, figure))
    faults.push(`${at}.figure: must be one of ${Object.keys(playerFigures).join(', ')}`);
  if (is !== 'at_least' && is !== 'at_most') faults.push(`${at}.is: must be at_least or at_most`);
  if (!Number.isSafeInteger(value)) faults.push(`${at}.value: must be a whole number`);
  return entry as unknown as Condition;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function textOf(value: unknown, max: number, at: string, faults: string[]): string {
  if (typeof value === 'string' && value.length > 0 && value.length <= max) return value;
  faults.push(`${at}: must be a text of 1 to ${max} characters`);
  return '';
}

/** The rule for people: one line a condition. */
export function ruleInWords({ all }: SegmentRule): string[] {
  return all.map(({ figure, is, value }) => `${playerFigures[figure].words}: ${words[is]} ${value}`);
}

/** True if the player meets every condition; a figure that does not exist meets none. */
export function isMember(rule: SegmentRule, figures: PlayerFigures): boolean {
  return rule.all.every(({ figure, is, value }) => {
    const own = figures[figure];
    if (own === null) return false;
    return is === 'at_least' ? own >= value : own <= value;
  });
}

/** Each condition with the player's own figure. */
export function because({ all }: SegmentRule, figures: PlayerFigures): string[] {
  return all.map(
    ({ figure, is, value }) =>
      `${playerFigures[figure].words}: ${figures[figure] ?? 'none'}, ${words[is]} ${value}`,
  );
}

/** The same conditions as SQL over columns called like the figures: for all players at once. */
export function conditionSql({ all }: SegmentRule): string {
  return all.map(({ figure, is, value }) => `"${figure}" ${operators[is]} ${value}`).join(' AND ');
}
