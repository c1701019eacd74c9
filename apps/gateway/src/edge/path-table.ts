/** Which methods a path exists with: what tells "no such path" from "not with this method". */
export class PathTable {
  private readonly entries: { pattern: RegExp; method: string }[] = [];

  /** Adds a route as Fastify writes it: `/v1/rounds/:id`. A route that takes any path says nothing of one. */
  add(method: string, url: string): void {
    if (url.includes('*') || method === 'OPTIONS') return;
    const pattern = url
      .split('/')
      .map((part) => (part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
      .join('/');
    this.entries.push({ method, pattern: new RegExp(`^${pattern}$`) });
  }

  methodsAt(path: string): string[] {
    const methods = this.entries.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(methods)].sort();
  }
}
