import { useEffect, useSyncExternalStore } from 'react';

/** What the page shows, by the part of the address behind `#`. */
export type Place =
  | { kind: 'overview' }
  | { kind: 'service'; name: string }
  | { kind: 'traces' }
  | { kind: 'trace'; id: string };

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

export function placeIn(hash: string): Place {
  const [, kind, name = ''] = /^#\/(services|traces)(?:\/([\w-]+))?$/.exec(hash) ?? [];
  if (kind === 'services' && name !== '') return { kind: 'service', name };
  if (kind === 'traces')
    return /^[0-9a-f]{32}$/.test(name) ? { kind: 'trace', id: name } : { kind: 'traces' };
  return { kind: 'overview' };
}

/** The place, with the title of the window and the focus moved along, for who does not see that the page changed. */
export function usePlace(): Place {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  useEffect(() => {
    const title = document.querySelector('h1');
    document.title = `${title?.textContent ?? 'Operations'} · Croupier operations`;
    if (hash !== '') title?.focus();
  }, [hash]);
  return placeIn(hash);
}
