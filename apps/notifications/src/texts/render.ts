import { type MessagePurpose } from '@croupier/contracts';
import { invariant } from '@croupier/kernel';
import { enGb } from './en-gb.js';
import { formats, type MessageKind, oneLine, type Values, type ValuesOf } from './placeholders.js';

/** A message in words, the same in the lobby and in a mail. Nothing personal is in it. */
export interface Wording {
  title: string;
  text: string;
}

/** A mail in both its forms. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

/** The words of a message. The type of `values` follows from the placeholders in the catalogue. */
export function wordingOf<Kind extends MessageKind>(kind: Kind, values: ValuesOf<Kind>): Wording {
  const { title, text } = enGb.messages[kind];
  const shown = new Map(
    Object.entries(values).map(([name, value]) => {
      invariant(Object.hasOwn(formats, name), `${kind} has a value of no known form: ${name}`);
      return [name, (formats[name as keyof Values] as (value: unknown) => string)(value)];
    }),
  );
  return { title: fill(title, shown), text: fill(text, shown) };
}

/** The mail that carries a message to a person. */
export function letterOf(
  { title, text }: Wording,
  purpose: MessagePurpose,
  givenName: string,
  unsubscribeUrl?: string,
): Letter {
  const greeting = fill(enGb.letter.greeting, new Map([['givenName', oneLine(givenName)]]));
  const link = unsubscribeUrl && fill(enGb.letter.unsubscribe, new Map([['link', unsubscribeUrl]]));
  const footer = [enGb.letter[purpose], ...(link ? [link] : [])].join('\n\n');
  return {
    subject: title,
    text: `${greeting}\n\n${text}\n\n-- \n${footer}\n`,
    html: [
      '<!doctype html>',
      `<html lang="en-GB"><head><meta charset="utf-8"><title>${escape(title)}</title></head>`,
      '<body style="font: 16px/1.5 sans-serif; max-width: 36em; margin: 2em auto; padding: 0 1em">',
      `<p>${escape(greeting)}</p>`,
      ...paragraphs(text),
      '<hr>',
      ...paragraphs(footer),
      '</body></html>',
      '',
    ].join('\n'),
  };
}

function fill(text: string, shown: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = shown.get(name);
    invariant(value !== undefined, `nothing to put into {${name}}`);
    return value;
  });
}

function paragraphs(text: string): string[] {
  return text.split('\n\n').map((paragraph) => `<p>${escape(paragraph)}</p>`);
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
