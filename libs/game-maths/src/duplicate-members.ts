/**
 * Members that an object of a JSON text has twice, each by its path. `JSON.parse` silently keeps the last one, so that what
 * somebody wrote and certified by eye would not be what is played. `text` is one that `JSON.parse` takes.
 */
export function duplicateMembers(text: string): string[] {
  const found: string[] = [];
  const open: { path: string; names: Set<string> | undefined; index: number; name: string }[] = [];
  const here = (): string => {
    const inner = open.at(-1);
    if (inner === undefined) return '';
    if (inner.names === undefined) return `${inner.path}[${inner.index}]`;
    return inner.path === '' ? inner.name : `${inner.path}.${inner.name}`;
  };
  for (const [token, name] of text.matchAll(tokens)) {
    const inner = open.at(-1);
    if (token === '{' || token === '[') {
      open.push({ path: here(), names: token === '{' ? new Set() : undefined, index: 0, name: '' });
    } else if (token === '}' || token === ']') open.pop();
    else if (inner && token === ',') inner.index += 1;
    else if (inner?.names && name !== undefined) {
      inner.name = JSON.parse(name) as string;
      if (inner.names.has(inner.name)) found.push(here());
      inner.names.add(inner.name);
    }
  }
  return found;
}

/** A name with its colon, any other text, or what opens, closes and separates. */
const tokens = /("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\],]/g;
