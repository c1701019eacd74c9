import { Parser } from '@asyncapi/parser';

const error = 0;

/**
 * What AsyncAPI's own parser has against a document: its form, where its references lead, and what goes with what.
 * @param source its file, from which references to others go out
 */
export async function parserFaults(text: string, source: string): Promise<string[]> {
  const diagnostics = await new Parser().validate(text, { source });
  return diagnostics
    .filter(({ severity }) => Number(severity) === error)
    .map(({ message, path }) => `${source} ${path.join('.')}: ${message}`);
}
