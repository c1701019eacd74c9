import { type JsonSchema } from '@croupier/contracts';

type Subjects = {
  asks: Record<string, { request: string; reply: string; idempotent: boolean }>;
  facts: Record<string, { payload: string }>;
};

/** Bounds that must not rise, and those that must not fall: else a value is refused now that was welcome before. */
const floors = ['minimum', 'minLength', 'minItems'] as const;
const ceilings = ['maximum', 'maxLength', 'maxItems'] as const;
const identities = ['type', 'format', '$ref', 'pattern'] as const;

/**
 * What of a message old senders or readers would not survive. Members may be added if nobody must send them, and what is
 * taken may become wider; everything else wants a new version of the subject.
 */
export function schemaFaults(name: string, before: JsonSchema, after: JsonSchema): string[] {
  const required = (of: JsonSchema): string[] => (of['required'] as string[] | undefined) ?? [];
  const membersOf = (of: JsonSchema): Record<string, JsonSchema> =>
    (of['properties'] as Record<string, JsonSchema> | undefined) ?? {};
  const present = membersOf(after);
  return [
    ...Object.entries(membersOf(before)).flatMap(([member, form]) => {
      const now = present[member];
      return now ? formFaults(`${name}.${member}`, form, now) : [`${name}.${member} is gone`];
    }),
    ...required(after)
      .filter((member) => !required(before).includes(member))
      .map((member) => `${name}.${member} must be sent now: senders of before do not`),
    ...required(before)
      .filter((member) => !required(after).includes(member) && member in present)
      .map((member) => `${name}.${member} may be absent now: readers of before rely on it`),
  ];
}

function formFaults(path: string, before: JsonSchema, after: JsonSchema): string[] {
  const said = (key: string): string => `${path}: ${key} ${show(before[key])} → ${show(after[key])}`;
  const missing = ((before['enum'] as unknown[] | undefined) ?? []).filter(
    (value) => after['enum'] !== undefined && !(after['enum'] as unknown[]).includes(value),
  );
  const parts = [before['items'], after['items']] as (JsonSchema | undefined)[];
  return [
    ...identities
      .filter((key) => before[key] !== after[key] && !(key === 'pattern' && !after[key]))
      .map(said),
    ...floors.filter((key) => Number(after[key] ?? -Infinity) > Number(before[key] ?? -Infinity)).map(said),
    ...ceilings.filter((key) => Number(after[key] ?? Infinity) < Number(before[key] ?? Infinity)).map(said),
    ...(before['enum'] === undefined && after['enum'] !== undefined ? [said('enum')] : []),
    ...missing.map((value) => `${path}: ${show(value)} is no choice any more`),
    ...(parts[0] && parts[1] ? formFaults(`${path}[]`, parts[0], parts[1]) : []),
  ];
}

/** What callers and hearers of before would miss. */
export function subjectFaults(before: Subjects, after: Subjects): string[] {
  const asks = Object.entries(before.asks).flatMap(([subject, was]) => {
    const now = after.asks[subject];
    if (!now) return [`${subject} is answered no longer`];
    return [
      ...(was.request === now.request ? [] : [`${subject} takes ${now.request}, which was ${was.request}`]),
      ...(was.reply === now.reply ? [] : [`${subject} answers ${now.reply}, which was ${was.reply}`]),
      ...(was.idempotent && !now.idempotent ? [`${subject} must not be repeated any more: callers do`] : []),
    ];
  });
  const facts = Object.entries(before.facts).flatMap(([subject, was]) => {
    const now = after.facts[subject];
    if (!now) return [`${subject} is told no longer`];
    return was.payload === now.payload ? [] : [`${subject} tells ${now.payload}, which was ${was.payload}`];
  });
  return [...asks, ...facts];
}

function show(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
