/** Headers of a message by their names. */
export type Head = Readonly<Record<string, string>>;

/** As lines of NATS; empty without any. */
export function linesOf(head: Head): string {
  let lines = '';
  for (const name in head) lines += `${name}: ${head[name] ?? ''}\r\n`;
  return lines;
}

/** In characters, with what stands around it. @throws Error if a value would end its line */
export function lengthOf(head: Head): number {
  let length = 0;
  for (const name in head) {
    const value = head[name] ?? '';
    if (/[\r\n]/.test(value)) throw new Error(`${name}: a header is one line`);
    length += name.length + value.length + 4;
  }
  return length;
}
