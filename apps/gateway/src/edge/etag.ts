/** An entity tag from something that changes exactly with the content: a version, a hash. */
export function etagOf(mark: string | number): string {
  return `"${mark}"`;
}

/** True if If-None-Match names the tag: the client has the content already. */
export function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  const tags = ifNoneMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
