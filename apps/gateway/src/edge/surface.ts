import { type Route } from './routes.queries.js';

const staffPrefix = '/backoffice/';

/** True for paths of the back office: another audience, and roles. */
export function isBackoffice(url: string): boolean {
  return url.startsWith(staffPrefix);
}

/**
 * Refuses to start with a guarded route of the back office that names no role, or a role on any other route: a
 * forgotten declaration must not be found by the wrong person. @throws Error naming the routes
 */
export function refuseUndeclaredRoles(routes: readonly Route[]): void {
  const wrong = routes.filter(({ url, open, operation }) => {
    const needed = isBackoffice(url) && !open;
    const named = (operation?.roles ?? []).length > 0;
    return needed !== named;
  });
  if (wrong.length === 0) return;
  const names = wrong.map(({ method, url }) => `${method} ${url}`).join(', ');
  throw new Error(`roles belong to each guarded route of the back office, and to no other: ${names}`);
}
